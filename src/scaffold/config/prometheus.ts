import { type Emitter, NO_FILES } from '../context.ts';
import { labels, podLabels } from './labels.ts';
import { section } from './text.ts';

const ENDPOINTS = {
  http: `  - path: /metrics
    port: http
    scheme: http
`,
  https: `  - path: /metrics
    port: https
    scheme: https
    bearerTokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token
    tlsConfig:
      # The certificate that the manager makes for itself cannot be verified. Where cert-manager issues one, the patch
      # monitor_tls_patch.yaml verifies it.
      insecureSkipVerify: true
`,
};

export const serviceMonitor: Emitter = ({ project, profile }) => [
  [
    'config/prometheus/monitor.yaml',
    `# Tells the Prometheus operator to scrape the metrics endpoint.
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  labels:
    control-plane: controller-manager
${labels(profile.objectLabels, project, {
  name: 'servicemonitor',
  instance: 'controller-manager-metrics-monitor',
  component: 'metrics',
})}  name: controller-manager-metrics-monitor
  namespace: system
spec:
  endpoints:
${ENDPOINTS[profile.metricsScheme]}  selector:
    matchLabels:
${podLabels(profile.selectorsNameProject, project, '      ')}`,
  ],
];

/** On together with the certificate, or the monitor would go on without verifying it. */
export const prometheusKustomization: Emitter = ({ profile, features }) => {
  const patch =
    profile.monitorTlsPatch === 'none'
      ? ''
      : `
# [PROMETHEUS-WITH-CERTS] Verifies the certificate of the metrics endpoint. Needs [METRICS-WITH-CERTS] in config/default.
${section(
  features.metricsCerts,
  `patches:
  - path: monitor_tls_patch.yaml
    target:
      kind: ServiceMonitor
`,
)}`;
  return [['config/prometheus/kustomization.yaml', `resources:\n- monitor.yaml\n${patch}`]];
};

const TLS_FILES = `ca:
  secret:
    name: metrics-server-cert
    key: ca.crt
cert:
  secret:
    name: metrics-server-cert
    key: tls.crt
keySecret:
  name: metrics-server-cert
  key: tls.key
`;

export const monitorTlsPatch: Emitter = ({ profile }) => {
  const path = 'config/prometheus/monitor_tls_patch.yaml';
  switch (profile.monitorTlsPatch) {
    case 'none':
      return NO_FILES;
    case 'strategic-merge':
      return [
        [
          path,
          `# Verifies the certificate of the metrics endpoint.
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: controller-manager-metrics-monitor
  namespace: system
spec:
  endpoints:
  - tlsConfig:
      insecureSkipVerify: false
${indented(TLS_FILES, '      ')}`,
        ],
      ];
    case 'json-patch':
      return [
        [
          path,
          `# Verifies the certificate of the metrics endpoint; replacements in config/default fill in the server's name.
- op: replace
  path: /spec/endpoints/0/tlsConfig
  value:
    serverName: SERVICE_NAME.SERVICE_NAMESPACE.svc
    insecureSkipVerify: false
${indented(TLS_FILES, '    ')}`,
        ],
      ];
  }
};

function indented(text: string, indent: string): string {
  return text.replace(/^(?=.)/gm, indent);
}
