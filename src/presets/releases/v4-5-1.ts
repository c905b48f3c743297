import { type Release, releaseNotes } from '../release.ts';

export const v4_5_1: Release = {
  version: '4.5.1',
  date: '2025-02-21',
  entries: [
    {
      id: '4.5.1/monitor-server-name',
      release: '4.5.1',
      topic: 'prometheus',
      title: "The ServiceMonitor verifies the metrics certificate under its Service's name.",
      why: 'The patch replaced the endpoint and left it without path, port and server name.',
      links: [releaseNotes('4.5.1'), 'https://github.com/kubernetes-sigs/kubebuilder/pull/4536'],
      sets: { monitorTlsPatch: 'json-patch' },
      mends: ['D27'],
    },
    {
      id: '4.5.1/e2e-prometheus',
      release: '4.5.1',
      topic: 'tests',
      title: 'The end-to-end tests leave the Prometheus operator alone.',
      why: 'Nothing in them asks for it.',
      links: [releaseNotes('4.5.1')],
      sets: { e2eInstallsPrometheus: false },
    },
    {
      id: '4.5.1/versions',
      release: '4.5.1',
      topic: 'versions',
      title: 'controller-runtime 0.20.2, Kubernetes 0.32.1 and controller-tools 0.17.2.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.5.1')],
      sets: { controllerRuntime: 'v0.20.2', kubernetes: 'v0.32.1', controllerTools: 'v0.17.2' },
    },
  ],
};
