import { describe, expect, it } from 'vitest';
import type { ResourceOptions } from '../../src/options/generated/types.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';

const certificate: ResourceOptions = {
  group: 'cert-manager',
  domain: 'io',
  version: 'v1',
  kind: 'Certificate',
  external: true,
  path: 'github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1',
};

describe('the module of external types', () => {
  const files = (module: string | undefined, preset = 'https-metrics') => {
    const resource = module === undefined ? certificate : { ...certificate, module };
    const tree = buildScaffold({ projectName: 'demo', preset, resources: [resource] });
    return { goMod: tree.get('go.mod') ?? '', project: tree.get('PROJECT') ?? '' };
  };

  it('is required at its version, among the direct ones', () => {
    const { goMod, project } = files('github.com/cert-manager/cert-manager@v1.18.2');
    expect(goMod.split(')')[0]).toContain('\tgithub.com/cert-manager/cert-manager v1.18.2\n\tgithub.com/onsi/ginkgo');
    expect(project).toContain('  module: github.com/cert-manager/cert-manager@v1.18.2\n');
  });

  it('is left to go mod tidy where only the go command knows a version', () => {
    expect(files('github.com/cert-manager/cert-manager@latest').goMod).not.toContain('cert-manager');
    expect(files(undefined).goMod).not.toContain('cert-manager');
  });

  it('is recorded by releases that know of it', () => {
    const module = 'github.com/cert-manager/cert-manager@v1.18.2';
    expect(files(module, 'kubebuilder@4.10.1').project).toContain('module:');
    expect(files(module, 'kubebuilder@4.9.0').project).not.toContain('module:');
    expect(files(module, 'kubebuilder@4.9.0').goMod).toContain('cert-manager v1.18.2');
  });

  it('is no older than what the scaffold needs', () => {
    const crd = { ...certificate, path: 'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1' };
    const direct = (version: string) =>
      buildScaffold({
        projectName: 'demo',
        resources: [{ ...crd, module: `k8s.io/apiextensions-apiserver@${version}` }],
      })
        .get('go.mod')
        ?.split(')')[0];
    expect(direct('v0.30.0')).toContain('\tk8s.io/apiextensions-apiserver v0.37.0\n');
    expect(direct('v0.99.0')).toContain('\tk8s.io/apiextensions-apiserver v0.99.0\n');
  });
});

it('leaves out what serves one editor or assistant where asked to', () => {
  const paths = (options: object) => buildScaffold({ projectName: 'demo', ...options }).paths();
  const left = paths({ editorFiles: false });
  expect(paths({}).filter((path) => !left.includes(path))).toEqual([
    '.devcontainer/devcontainer.json',
    '.devcontainer/post-install.sh',
    'AGENTS.md',
  ]);
  expect(paths({ preset: 'kubebuilder@4.2.0', editorFiles: false })).toEqual(paths({ preset: 'kubebuilder@4.2.0' }));
});
