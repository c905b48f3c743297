import type { Profile } from '../../presets/facts/facts.ts';
import { type Emitter, NO_FILES } from '../context.ts';
import { labels, podLabels } from './labels.ts';
import { diskShare } from './manager.ts';

/** The Service of the metrics endpoint, whether or not anything listens behind it. */
export const metricsService: Emitter = ({ project, profile }) => {
  const { metricsServiceFile, metricsScheme, metricsPort, metricsTargetPort, objectLabels, selectorsNameProject } =
    profile;
  return [
    [
      metricsServiceFile,
      `apiVersion: v1
kind: Service
metadata:
  labels:
    control-plane: controller-manager
${labels(objectLabels, project, {
  name: 'service',
  instance: 'controller-manager-metrics-service',
  component: 'kube-rbac-proxy',
})}  name: controller-manager-metrics-service
  namespace: system
spec:
  ports:
  - name: ${metricsScheme}
    port: ${metricsPort}
    protocol: TCP
    targetPort: ${metricsTargetPort}
  selector:
${podLabels(selectorsNameProject, project, '    ')}`,
    ],
  ];
};

/** The name of the patch that serves metrics. */
export function metricsPatchName(kind: 'sidecar' | 'strategic-merge' | 'json-patch'): string {
  return kind === 'sidecar' ? 'manager_auth_proxy_patch.yaml' : 'manager_metrics_patch.yaml';
}

export const metricsPatch: Emitter = ({ profile }) => {
  const { metricsPatch: kind, metricsBindAddress } = profile;
  const path = `config/default/${metricsPatchName(kind)}`;
  const argument = `--metrics-bind-address=${metricsBindAddress}`;
  if (kind === 'json-patch') {
    const port = profile.metricsPortDeclared
      ? `# Names the port, for policies and for people.
- op: add
  path: /spec/template/spec/containers/0/ports/-
  value:
    containerPort: ${profile.metricsPort}
    name: metrics
    protocol: TCP
`
      : '';
    return [
      [
        path,
        `# Serves metrics on ${metricsBindAddress}.
- op: add
  path: /spec/template/spec/containers/0/args/0
  value: ${argument}
${port}`,
      ],
    ];
  }
  const containers =
    kind === 'sidecar'
      ? sidecar(profile, argument)
      : `      - name: manager
        args:
        - ${argument}
`;
  return [
    [
      path,
      `apiVersion: apps/v1
kind: Deployment
metadata:
  name: controller-manager
  namespace: system
spec:
  template:
    spec:
      containers:
${containers}`,
    ],
  ];
};

function sidecar(profile: Profile, argument: string): string {
  return `      # Takes requests for metrics over HTTPS, asks the API server whether they may pass, and hands them on.
      - name: kube-rbac-proxy
        securityContext:
${profile.readOnlyRootFilesystem ? '          readOnlyRootFilesystem: true\n' : ''}          allowPrivilegeEscalation: false
          capabilities:
            drop:
            - ALL
        image: ${profile.metricsSidecarImage}
        args:
        - --secure-listen-address=0.0.0.0:8443
        - --upstream=http://127.0.0.1:8080/
        - --logtostderr=true
        - --v=0
        ports:
        - containerPort: 8443
          protocol: TCP
          name: https
        resources:
          limits:
            cpu: 500m
            memory: 128Mi
${profile.containersConfined ? diskShare('500Mi') : ''}          requests:
            cpu: 5m
            memory: 64Mi
${profile.containersConfined ? diskShare('50Mi') : ''}      - name: manager
        args:
        - --health-probe-bind-address=:8081
        - ${argument}
        - --leader-elect
`;
}

/** Gives the metrics endpoint the certificate that cert-manager issues. */
export const metricsCertsPatch: Emitter = ({ profile }) => {
  if (profile.metricsCertsSection === 'absent') return NO_FILES;
  return [
    [
      'config/default/cert_metrics_manager_patch.yaml',
      `# Serves metrics with the certificate in the Secret metrics-server-cert.
- op: add
  path: /spec/template/spec/containers/0/volumeMounts/-
  value:
    mountPath: /tmp/k8s-metrics-server/metrics-certs
    name: metrics-certs
    readOnly: true
- op: add
  path: /spec/template/spec/containers/0/args/-
  value: --metrics-cert-path=/tmp/k8s-metrics-server/metrics-certs
- op: add
  path: /spec/template/spec/volumes/-
  value:
    name: metrics-certs
    secret:
      secretName: metrics-server-cert
      optional: false
      items:
      - key: ca.crt
        path: ca.crt
      - key: tls.crt
        path: tls.crt
      - key: tls.key
        path: tls.key
`,
    ],
  ];
};
