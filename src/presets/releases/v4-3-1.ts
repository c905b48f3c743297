import { type Release, releaseNotes } from '../release.ts';
import { LINTERS_4_3_1 } from './origin/linters.ts';

export const v4_3_1: Release = {
  version: '4.3.1',
  date: '2024-11-09',
  entries: [
    {
      id: '4.3.1/conversion-only',
      release: '4.3.1',
      topic: 'crd',
      title: 'Only a conversion webhook makes a CRD convert through the webhook Service.',
      why: 'Any webhook did, so the API server called a conversion endpoint that nobody served.',
      links: [releaseNotes('4.3.1'), 'https://github.com/kubernetes-sigs/kubebuilder/commit/01ff68b85'],
      sets: {
        crdConversionPatch: 'conversion',
        crdPatchLine: 'once',
        crdCaPatch: 'conversion',
        replacementOrder: ['webhook-service', 'validating-ca', 'mutating-ca', 'conversion-ca'],
      },
      mends: ['D24', 'D47'],
    },
    {
      id: '4.3.1/core-webhook-path',
      release: '4.3.1',
      topic: 'webhooks',
      title: 'The path of a webhook for a core type names its group.',
      why: 'The API server called a path that the manager did not serve.',
      links: [releaseNotes('4.3.1'), 'https://github.com/kubernetes-sigs/kubebuilder/commit/6a46e63b6'],
      sets: { corePathHasGroup: true },
      mends: ['D37'],
    },
    {
      id: '4.3.1/lint',
      release: '4.3.1',
      topic: 'ci',
      title: 'The linter checks copies of loop variables with copyloopvar.',
      why: 'exportloopref is out of use since Go 1.22.',
      links: [releaseNotes('4.3.1')],
      sets: { linters: LINTERS_4_3_1 },
    },
    {
      id: '4.3.1/versions',
      release: '4.3.1',
      topic: 'versions',
      title: 'controller-runtime 0.19.1, kustomize 5.5.0 and golangci-lint 1.61.0.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.3.1')],
      sets: { controllerRuntime: 'v0.19.1', kustomize: 'v5.5.0', golangciLint: 'v1.61.0' },
    },
  ],
};
