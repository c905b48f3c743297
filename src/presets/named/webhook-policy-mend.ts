import type { HistoryEntry } from '../history-entry.ts';

/** The policy for webhooks as it has to be, for presets whose base has one that keeps the API server out. */
export function webhookPolicyMend(preset: string): HistoryEntry {
  return {
    id: `${preset}/network-policy-webhooks`,
    release: preset,
    topic: 'network-policy',
    title: 'The policy for webhooks opens the port of the pod, to every caller.',
    why: 'Policies see the port of the pod, and the API server calls from no namespace.',
    links: [
      'https://github.com/kubernetes-sigs/kubebuilder/issues/5906',
      'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    ],
    sets: { networkPolicyWebhookPort: 9443, networkPolicyWebhookLabel: '' },
    mends: ['D1', 'D1b'],
  };
}
