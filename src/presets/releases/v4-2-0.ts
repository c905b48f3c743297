import { type Release, releaseNotes } from '../release.ts';

export const v4_2_0: Release = {
  version: '4.2.0',
  date: '2024-08-17',
  entries: [
    {
      id: '4.2.0/network-policy',
      release: '4.2.0',
      topic: 'network-policy',
      title: 'config/network-policy protects the metrics endpoint and the webhook server; it is off.',
      why: 'A first layer of protection that needs no certificate and no token.',
      links: [releaseNotes('4.2.0'), 'https://github.com/kubernetes-sigs/kubebuilder/pull/3853'],
      sets: { networkPolicySection: 'off' },
    },
    {
      id: '4.2.0/merged-rules',
      release: '4.2.0',
      topic: 'rbac',
      title: 'The manager role names resources with equal verbs in one rule.',
      why: 'controller-gen 0.16.1 merges them.',
      links: [releaseNotes('4.2.0')],
      sets: { managerRulesMerged: true },
    },
    {
      id: '4.2.0/suite-context',
      release: '4.2.0',
      topic: 'tests',
      title: 'The suite of controllers has a context, which ends with it.',
      why: 'What tests start in it ends, too.',
      links: [releaseNotes('4.2.0')],
      sets: { suiteContext: true },
    },
    {
      id: '4.2.0/versions',
      release: '4.2.0',
      topic: 'versions',
      title: 'controller-runtime 0.19.0, Kubernetes 0.31.0, controller-tools 0.16.1 and kustomize 5.4.3.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.2.0')],
      sets: {
        controllerRuntime: 'v0.19.0',
        kubernetes: 'v0.31.0',
        controllerTools: 'v0.16.1',
        kustomize: 'v5.4.3',
        envtestKubernetes: '1.31.0',
        suiteKubernetes: '1.31.0',
        setupEnvtest: 'release-0.19',
      },
    },
  ],
};
