import type { Project } from '../../options/project.ts';
import { hasWebhooks } from '../../options/project.ts';
import type { Profile } from '../../presets/facts/facts.ts';
import { type Emitter, NO_FILES } from '../context.ts';
import { labels, podLabels } from './labels.ts';

export const networkPolicyKustomization: Emitter = ({ project, profile }) => {
  if (profile.networkPolicySection === 'absent') return NO_FILES;
  const webhooks = project.resources.some(hasWebhooks) ? '- allow-webhook-traffic.yaml\n' : '';
  return [['config/network-policy/kustomization.yaml', `resources:\n${webhooks}- allow-metrics-traffic.yaml\n`]];
};

export const allowMetricsTraffic: Emitter = ({ project, profile }) => {
  if (profile.networkPolicySection === 'absent') return NO_FILES;
  return [
    [
      'config/network-policy/allow-metrics-traffic.yaml',
      `# Lets pods reach the metrics endpoint from namespaces with the label "metrics: enabled", and from no others.
${policy(project, profile, 'allow-metrics-traffic')}  - from:
    - namespaceSelector:
        matchLabels:
          metrics: enabled
    ports:
    - port: ${profile.metricsPort}
      protocol: TCP
`,
    ],
  ];
};

export const allowWebhookTraffic: Emitter = ({ project, profile }) => {
  if (profile.networkPolicySection === 'absent' || !project.resources.some(hasWebhooks)) return NO_FILES;
  const { networkPolicyWebhookLabel: label, networkPolicyWebhookPort: port } = profile;
  const rule =
    label === ''
      ? '  - ports:\n'
      : `  - from:
    - namespaceSelector:
        matchLabels:
          ${label}: enabled
    ports:
`;
  const note =
    label === ''
      ? '# Lets the API server reach the webhook server on the port of the pod. It calls from outside of any namespace.\n'
      : `# Lets callers reach the webhooks from namespaces with the label "${label}: enabled", and from no others.\n`;
  return [
    [
      'config/network-policy/allow-webhook-traffic.yaml',
      `${note}${policy(project, profile, 'allow-webhook-traffic')}${rule}    - port: ${port}
      protocol: TCP
`,
    ],
  ];
};

function policy(project: Project, profile: Profile, name: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  labels:
${labels(profile.objectLabels, project, { name: 'networkpolicy', instance: name, component: 'manager' })}  name: ${name}
  namespace: system
spec:
  podSelector:
    matchLabels:
${podLabels(profile.selectorsNameProject, project, '      ')}  policyTypes:
  - Ingress
  ingress:
`;
}
