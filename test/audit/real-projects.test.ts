import { describe, expect, it } from 'vitest';
import { auditTree } from '../../src/audit/audit-tree.ts';
import { releaseDefect } from '../../src/audit/rules/release-defect.ts';
import type { Base, BaseFile } from '../../src/base/model.ts';
import { FileTree } from '../../src/core/file-tree.ts';
import type { ResourceOptions } from '../../src/options/generated/types.ts';
import { manager } from './cases/manifests.ts';

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

function told(files: Readonly<Record<string, string>>): [rule: string, severity: string][] {
  return auditTree(FileTree.from(files)).findings.map(({ rule, severity }) => [rule, severity]);
}

describe('what real projects mean so', () => {
  it('is a file that another step makes: a note', () => {
    const crds = { 'config/crd/kustomization.yaml': 'resources:\n- bases/a.yaml\n- bases/b.yaml\n' };
    expect(told(crds)).toEqual([['kustomize-entry-missing', 'warning']]);
    expect(told({ ...crds, '.gitignore': 'bin\n/config/crd/bases/\n' })).toEqual([['kustomize-entry-missing', 'note']]);
    expect(told({ ...crds, '.gitignore': 'config/**/*.yaml\n!b.yaml\n' })).toEqual([
      ['kustomize-entry-missing', 'warning'],
      ['kustomize-entry-missing', 'note'],
    ]);
    const bundle = { 'config/manifests/kustomization.yaml': 'resources:\n- bases/demo.clusterserviceversion.yaml\n' };
    const makefile = 'bundle:\n\toperator-sdk generate kustomize manifests -q\n';
    expect(told({ ...bundle, Makefile: makefile })).toEqual([['kustomize-entry-missing', 'note']]);
  });

  it('is what a base to be downloaded may hold: nothing is said of it', () => {
    const merged = 'configMapGenerator:\n- name: a\n  behavior: merge\n  literals: [b=c]\n';
    const remote = 'resources:\n- https://example.org/team/demo?ref=v1\n';
    expect(told({ 'kustomization.yaml': merged })).toEqual([['kustomize-build-fails', 'error']]);
    expect(told({ 'kustomization.yaml': `${remote}${merged}` })).toEqual([]);
  });

  it('is an image that a tool builds, and a fixture that nobody pulls', () => {
    expect(told({ 'a.yaml': manager({ image: 'ko://example.org/team/demo' }) }).flat()).not.toContain('image-untagged');
    const values = 'image: gcr.io/kubebuilder/kube-rbac-proxy:v0.15.0\n';
    expect(told({ 'hack/fixtures/values.yaml': values })).toEqual([]);
    expect(told({ 'hack/values.yaml': values })).toEqual([['proxy-image-gone', 'error']]);
  });

  it('is what was published once: told once, where it matters at all', () => {
    const bundle = (version: string) => ({
      [`deploy/${version}/demo.csv.yaml`]: 'image: gcr.io/kubebuilder/kube-rbac-proxy:v0.8.0\n',
      [`deploy/${version}/config.yaml`]:
        'apiVersion: controller-runtime.sigs.k8s.io/v1alpha1\nkind: ControllerManagerConfig\n',
    });
    const { findings } = auditTree(FileTree.from({ ...bundle('0.1.0'), ...bundle('0.2.0') }));
    expect(findings.map(({ rule, severity, file }) => [rule, severity, file])).toEqual([
      ['proxy-image-gone', 'note', 'deploy/0.2.0/demo.csv.yaml'],
    ]);
    expect(findings[0]?.message).toContain('1 more');
  });

  it('is TLS that a statement turns on: it may be passed over', () => {
    const main = 'package main\n\nfunc main() {\n\tctrl.NewManager(c, ctrl.Options{})\n}\n';
    const options = (text: string) => ({ 'main.go': `${main}\nfunc options() {\n${text}\n}\n` });
    expect(told(options('\to := server.Options{SecureServing: true}'))).toEqual([['secure-without-filter', 'warning']]);
    expect(told(options('\tif certificate != "" {\n\t\to.SecureServing = true\n\t}'))).toEqual([]);
  });

  it('is a file beside a kustomization that does not name it: no part of what is applied', () => {
    const files = { 'config/default/kustomization.yaml': 'resources: [a.yaml]\n', 'config/default/a.yaml': MAP };
    const patch = `${manager({ image: 'gcr.io/kubebuilder/kube-rbac-proxy:v0.15.0' })}---\n${MAP}`;
    expect(told({ ...files, 'config/default/patch.yaml': patch })).toEqual([['kustomize-file-unused', 'note']]);
  });
});

describe('a defect of a release', () => {
  const base = (state: BaseFile['state'], path: string, version: string, resources: ResourceOptions[] = []) =>
    ({
      author: 'kubebuilder',
      options: { projectName: 'demo', resources },
      files: [
        { path, template: path, state, ...(state === 'untouched' ? { presets: [`kubebuilder@${version}`] } : {}) },
      ],
    }) as unknown as Base;
  const ids = (given: Base) =>
    [...releaseDefect.check({ base: given } as never)].map(({ message }) => /^D\d+/.exec(message)?.[0]);

  it('is told of a file as the release wrote it, and falls silent when somebody has edited it', () => {
    expect(ids(base('untouched', 'Makefile', '4.6.0'))).toEqual(['D35', 'D41']);
    expect(ids(base('edited', 'Makefile', '4.6.0'))).toEqual([]);
    expect(ids(base('untouched', 'Makefile', '4.16.0'))).toEqual([]);
  });

  it('is told only where the project can meet it', () => {
    const kind: ResourceOptions = { group: 'shop', version: 'v1', kind: 'Widget' };
    expect(ids(base('untouched', 'Makefile', '4.6.0', [kind]))).toEqual(['D41']);
    expect(ids(base('untouched', 'cmd/main.go', '4.16.0', [kind]))).toEqual([]);
    expect(ids(base('untouched', 'cmd/main.go', '4.16.0', [{ ...kind, webhooks: { validation: true } }]))).toEqual([
      'D13',
    ]);
  });
});
