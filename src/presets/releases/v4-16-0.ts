import { type Release, releaseNotes } from '../release.ts';
import { MODERNIZE_EXCEPTS } from './origin/linters.ts';

export const v4_16_0: Release = {
  version: '4.16.0',
  date: '2026-09-10',
  entries: [
    {
      id: '4.16.0/webhook-policy',
      release: '4.16.0',
      topic: 'network-policy',
      title: 'The policy for webhooks opens the port of the pod, to every caller.',
      why: 'Policies see the port of the pod, and the API server calls from no namespace.',
      links: [releaseNotes('4.16.0'), 'https://github.com/kubernetes-sigs/kubebuilder/issues/5906'],
      sets: { networkPolicyWebhookPort: 9443, networkPolicyWebhookLabel: '' },
      mends: ['D1', 'D1b', 'D1c'],
      byHand:
        'Drop the label "webhook: enabled" from namespaces: nothing reads it. What it was meant for is the namespaceSelector of the webhook configurations.',
    },
    {
      id: '4.16.0/webhook-port',
      release: '4.16.0',
      topic: 'webhooks',
      title: 'The manager takes the port of its webhooks as --webhook-port, and the patch for webhooks names it.',
      why: 'A chart or an overlay could move the Service and the container, but not the server itself.',
      links: [releaseNotes('4.16.0'), 'https://github.com/kubernetes-sigs/kubebuilder/pull/5868'],
      sets: { webhookPortFlag: true },
      byHand:
        'Write the flag into cmd/main.go before the patch is applied, with a controller-runtime of 0.25 or newer: older ones take -1 for 9443.',
      breaks: 'A manager that was built without the flag ends at once where the patch gives it.',
    },
    {
      id: '4.16.0/webhook-structs',
      release: '4.16.0',
      topic: 'webhooks',
      title: 'The structs of webhooks are called after the interfaces that they implement, without "Custom".',
      why: 'The interfaces of that name are the older, deprecated ones of controller-runtime.',
      links: [releaseNotes('4.16.0'), 'https://github.com/kubernetes-sigs/kubebuilder/pull/5877'],
      sets: { webhookStructInfix: '' },
      byHand:
        'Rename the structs before create webhook is run for their kind: it looks for the new names, and writes others beside the old ones.',
    },
    {
      id: '4.16.0/webhook-suite',
      release: '4.16.0',
      topic: 'tests',
      title: 'The suite of webhooks knows the types of every kind in it.',
      why: 'It registered those of the first kind alone.',
      links: [releaseNotes('4.16.0'), 'https://github.com/kubernetes-sigs/kubebuilder/pull/5839'],
      sets: {},
      mends: ['D50'],
    },
    {
      id: '4.16.0/builder-image',
      release: '4.16.0',
      topic: 'build',
      title: 'The image that compiles the manager can be given to make docker-build, as BASE_IMAGE.',
      why: 'Mirrors, and Podman without a search list, need its registry in the name.',
      links: [releaseNotes('4.16.0'), 'https://github.com/kubernetes-sigs/kubebuilder/pull/5915'],
      sets: { builderImageArgument: true },
    },
    {
      id: '4.16.0/lint',
      release: '4.16.0',
      topic: 'ci',
      title: 'The linter asks for new(value) instead of helpers that make pointers.',
      why: 'Every Go that the project builds with knows it.',
      links: [releaseNotes('4.16.0'), 'https://github.com/kubernetes-sigs/kubebuilder/pull/5775'],
      sets: { modernizeExcepts: MODERNIZE_EXCEPTS },
    },
    {
      id: '4.16.0/versions',
      release: '4.16.0',
      topic: 'versions',
      title:
        'controller-runtime 0.25.0, Kubernetes 0.37.0, controller-tools 0.22.0, golangci-lint 2.13.1 and cert-manager in tests 1.21.1.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.16.0'), 'https://github.com/kubernetes-sigs/kubebuilder/pull/6026'],
      sets: {
        controllerRuntime: 'v0.25.0',
        kubernetes: 'v0.37.0',
        controllerTools: 'v0.22.0',
        golangciLint: 'v2.13.1',
        setupEnvtest: 'v0.25.0',
        e2eCertManager: 'v1.21.1',
        projectCliVersion: '4.16.0',
      },
    },
  ],
};
