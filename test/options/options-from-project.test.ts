import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import { FileTree } from '../../src/core/file-tree.ts';
import { ignoredProjectKeys } from '../../src/options/ignored-project-keys.ts';
import { optionsFromProject } from '../../src/options/options-from-project.ts';
import { toProject } from '../../src/options/to-project.ts';
import { configFiles } from '../../src/scaffold/config-files.ts';
import { contextOf } from '../../src/scaffold/context.ts';
import { readOptions, validateOptions } from '../../src/scaffold/read-options.ts';
import { randomOptions } from '../presets/random-options.ts';

describe('optionsFromProject', () => {
  it('gives back the project that a scaffold was made from', () => {
    let count = 0;
    fc.assert(
      fc.property(randomOptions('kubebuilder@4.16.0'), (options) => {
        fc.pre(validateOptions(options).length === 0);
        count += 1;
        const { project, preset } = readOptions(options);
        const tree = FileTree.from(configFiles(contextOf(project, preset.profile)));
        const read = optionsFromProject(tree);
        const { preset: _, ...rest } = options;
        expect(toProject(read)).toEqual(toProject(rest));
        expect(ignoredProjectKeys(tree)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(count).toBe(60);
  });

  it('reads what newer releases write, and names what it leaves out', () => {
    const text = `
cliVersion: 4.15.0
layout: [go.kubebuilder.io/v4]
plugins:
  helm.kubebuilder.io/v2-alpha: {manifests: dist/install.yaml}
projectName: guestbook
repo: example.com/guestbook
resources:
- controllers: [{name: first}]
  external: true
  group: cert-manager
  domain: io
  kind: Certificate
  module: github.com/cert-manager/cert-manager@v1.19.1
  path: github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1
  version: v1
  webhooks: {defaulting: true, defaultingPath: /mine, webhookVersion: v1}
version: "3"
`;
    expect(optionsFromProject(text)).toMatchObject({
      projectName: 'guestbook',
      domain: '',
      resources: [{ group: 'cert-manager', domain: 'io', external: true, webhooks: { defaulting: true } }],
    });
    expect(optionsFromProject(text).resources?.[0]?.module).toBe('github.com/cert-manager/cert-manager@v1.19.1');
    expect(ignoredProjectKeys(text)).toEqual(['resources[0].controllers', 'resources[0].webhooks.defaultingPath']);
  });

  it('knows types of Kubernetes by their path, where nothing else marks them', () => {
    const text = `
projectName: guestbook
resources:
- controller: true
  group: apps
  kind: Deployment
  path: k8s.io/api/apps/v1
  version: v1
version: "3"
`;
    expect(optionsFromProject(text).resources).toEqual([
      { group: 'apps', version: 'v1', kind: 'Deployment', core: true },
    ]);
  });

  it.each([
    ['no PROJECT file', FileTree.empty, 'not-a-project'],
    ['an older version of the file', 'version: "2"\nprojectName: x\n', 'not-a-project'],
    ['another file', 'a: 1\n', 'not-a-project'],
    ['no YAML', 'a: [', 'yaml-syntax'],
  ])('refuses %s', (_, input, code) => {
    expect(() => optionsFromProject(input)).toThrow(ScaffoldError);
    expect(() => optionsFromProject(input)).toThrow(expect.objectContaining({ code }));
  });
});
