import { type Release, releaseNotes } from '../release.ts';

export const v3_14_0: Release = {
  version: '3.14.0',
  date: '2024-01-30',
  entries: [
    {
      id: '3.14.0/http2',
      release: '3.14.0',
      topic: 'webhooks',
      title:
        'HTTP/2 is off on the metrics and webhook servers, unless --enable-http2 switches it on; --metrics-secure serves metrics over HTTPS.',
      why: 'HTTP/2 servers could be exhausted by streams that are opened and reset (CVE-2023-44487, CVE-2023-39325).',
      links: [releaseNotes('3.14.0')],
      sets: { http2Flag: true, metricsSecureFlag: 'off' },
      mends: ['D36'],
    },
    {
      id: '3.14.0/tests',
      release: '3.14.0',
      topic: 'tests',
      title: 'Controllers and webhooks come with tests, the project with end-to-end tests on kind.',
      why: 'A project had suites without a test in them.',
      links: [releaseNotes('3.14.0')],
      sets: { tests: true },
    },
    {
      id: '3.14.0/makefile',
      release: '3.14.0',
      topic: 'build',
      title:
        'Tools lie in bin/ with their version in the name; make build-installer, test-e2e and golangci-lint; undeploy installs kustomize first.',
      why: 'A tool of another version was kept in use after an upgrade, and undeploy failed in a fresh clone.',
      links: [releaseNotes('3.14.0')],
      sets: { toolNames: 'versioned', installerTarget: true, installerRepeatsCrds: true, undeployNeedsKustomize: true },
    },
    {
      id: '3.14.0/crd-descriptions',
      release: '3.14.0',
      topic: 'crd',
      title: 'Descriptions in CRDs keep the lines of the doc comments.',
      why: 'Lists and paragraphs ran together.',
      links: [releaseNotes('3.14.0')],
      sets: { crdDescriptions: 'lines' },
    },
    {
      id: '3.14.0/workspace',
      release: '3.14.0',
      topic: 'build',
      title: '.gitignore leaves out the file of a Go workspace.',
      why: 'A workspace is of one machine.',
      links: [releaseNotes('3.14.0')],
      sets: { workspaceIgnored: true },
    },
    {
      id: '3.14.0/versions',
      release: '3.14.0',
      topic: 'versions',
      title:
        'Go 1.21, controller-runtime 0.17.0, Kubernetes 0.29.0, controller-tools 0.14.0, kustomize 5.3.0 and cert-manager in tests 1.5.3.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('3.14.0')],
      sets: {
        goVersion: '1.21',
        controllerRuntime: 'v0.17.0',
        kubernetes: 'v0.29.0',
        controllerTools: 'v0.14.0',
        kustomize: 'v5.3.0',
        envtestKubernetes: '1.29.0',
        e2eCertManager: 'v1.5.3',
        e2ePrometheusOperator: 'v0.68.0',
      },
    },
  ],
};
