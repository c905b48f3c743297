import { commonMends } from './common-mends.ts';
import { currentGo, goMends } from './current-go.ts';
import type { NamedPreset } from './named-preset.ts';
import { olderMends } from './older-mends.ts';
import { webhookPolicyMend } from './webhook-policy-mend.ts';

export const NETWORK_POLICY_METRICS: NamedPreset = {
  name: '3.15',
  title: 'Metrics over HTTP behind a NetworkPolicy, as the successor of the sidecar was proposed',
  base: '3.15.1',
  entries: [
    ...commonMends('3.15'),
    currentGo('3.15', '3.15.1'),
    ...goMends('3.15'),
    ...olderMends('3.15'),
    {
      id: '3.15/network-policy',
      release: '3.15',
      topic: 'network-policy',
      title:
        'Metrics are on, and a NetworkPolicy lets in exactly their port, from namespaces with the label "metrics: enabled".',
      why: 'The proposal that ended the sidecar; the release itself came without any policy.',
      links: [
        'https://github.com/kubernetes-sigs/kubebuilder/blob/master/designs/discontinue_usage_of_kube_rbac_proxy.md',
      ],
      sets: { metricsSection: 'on', networkPolicySection: 'on' },
      byHand:
        'Make sure that the network plugin of the cluster enforces policies, and label the namespace of Prometheus.',
      mends: ['D46'],
    },
    webhookPolicyMend('3.15'),
  ],
};
