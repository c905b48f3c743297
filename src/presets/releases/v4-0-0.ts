import { type Release, releaseNotes } from '../release.ts';
import { LINTERS_4_0 } from './origin/linters.ts';

export const v4_0_0: Release = {
  version: '4.0.0',
  date: '2024-05-23',
  entries: [
    {
      id: '4.0.0/no-component-config',
      release: '4.0.0',
      topic: 'manager',
      title: 'The patch for a ComponentConfig file is gone.',
      why: 'controller-runtime gave up ComponentConfig.',
      links: [releaseNotes('4.0.0')],
      sets: { componentConfigPatch: false },
      byHand: 'Move what the ComponentConfig file says into arguments or into code.',
    },
    {
      id: '4.0.0/marker-space',
      release: '4.0.0',
      topic: 'project-file',
      title: 'Scaffold markers have a space after the comment sign.',
      why: 'Formatters add one; the tool finds both forms.',
      links: [releaseNotes('4.0.0')],
      sets: { markerPrefix: '# +' },
    },
    {
      id: '4.0.0/lint',
      release: '4.0.0',
      topic: 'ci',
      title: 'The linter checks Ginkgo assertions; the buildx builder is named after the project.',
      why: 'Two projects on one machine shared a builder.',
      links: [releaseNotes('4.0.0')],
      sets: { linters: LINTERS_4_0, buildxBuilder: 'project' },
    },
    {
      id: '4.0.0/versions',
      release: '4.0.0',
      topic: 'versions',
      title: 'Go 1.22, controller-runtime 0.18.2, Kubernetes 0.30.0, controller-tools 0.15.0 and kustomize 5.4.1.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.0.0')],
      sets: {
        goVersion: '1.22',
        controllerRuntime: 'v0.18.2',
        kubernetes: 'v0.30.0',
        controllerTools: 'v0.15.0',
        kustomize: 'v5.4.1',
        envtestKubernetes: '1.30.0',
        suiteKubernetes: '1.30.0',
        setupEnvtest: 'release-0.18',
      },
    },
  ],
};
