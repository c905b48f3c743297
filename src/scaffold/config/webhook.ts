import { hasWebhooks, type Project, type Resource } from '../../options/project.ts';
import type { Profile } from '../../presets/facts/facts.ts';
import { type Emitter, NO_FILES } from '../context.ts';
import { webhookName } from '../webhook-name.ts';
import { labels, podLabels } from './labels.ts';

export function anyWebhooks(project: Project): boolean {
  return project.resources.some(hasWebhooks);
}

export const webhookKustomization: Emitter = ({ project, profile }) => {
  if (!anyWebhooks(project)) return NO_FILES;
  const patches = sparesOwnNamespace(project, profile) ? '\npatches:\n- path: own_namespace_patch.yaml\n' : '';
  const configurations = profile.namespaceFieldSpecs ? '\nconfigurations:\n- kustomizeconfig.yaml\n' : '';
  return [
    ['config/webhook/kustomization.yaml', `resources:\n- manifests.yaml\n- service.yaml\n${patches}${configurations}`],
  ];
};

function sparesOwnNamespace(project: Project, profile: Profile): boolean {
  return coreAdmission(project).length > 0 && profile.coreWebhooksSpareOwnNamespace;
}

/** Types of Kubernetes itself, which the manager has objects of, with webhooks that could refuse them. */
function coreAdmission(project: Project): readonly Resource[] {
  return project.resources.filter(({ core, webhooks }) => core && (webhooks.defaulting || webhooks.validation));
}

/** The API server skips a webhook for the namespaces that its selector leaves out. */
export const ownNamespacePatch: Emitter = ({ project, profile }) => {
  if (!sparesOwnNamespace(project, profile)) return NO_FILES;
  const entries = (type: 'mutating' | 'validating') =>
    coreAdmission(project)
      .filter(({ webhooks }) => (type === 'mutating' ? webhooks.defaulting : webhooks.validation))
      .map(
        (resource) => `- name: ${webhookName(type, resource, project.resources, profile)}
  namespaceSelector:
    matchExpressions:
    - key: kubernetes.io/metadata.name
      operator: NotIn
      values:
      - ${project.projectName}-system
`,
      )
      .join('');
  const documents = (['mutating', 'validating'] as const)
    .map((type) => ({ type, webhooks: entries(type) }))
    .filter(({ webhooks }) => webhooks !== '')
    .map(
      ({ type, webhooks }) => `apiVersion: admissionregistration.k8s.io/v1
kind: ${type === 'mutating' ? 'Mutating' : 'Validating'}WebhookConfiguration
metadata:
  name: ${type}-webhook-configuration
webhooks:
${webhooks}`,
    );
  return [
    [
      'config/webhook/own_namespace_patch.yaml',
      `# The manager must not judge what it needs in order to start. Names the namespace of config/default.
${documents.join('---\n')}`,
    ],
  ];
};

/** Where webhook configurations name a Service and its namespace, which kustomize knows by itself. */
export const webhookKustomizeConfig: Emitter = ({ project, profile }) => {
  if (!anyWebhooks(project) || !profile.namespaceFieldSpecs) return NO_FILES;
  const specs = (indent: string, field: string, create: boolean) =>
    ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']
      .map(
        (kind) => `${indent}- kind: ${kind}
${indent}  group: admissionregistration.k8s.io
${indent}  path: webhooks/clientConfig/service/${field}
${create ? `${indent}  create: true\n` : ''}`,
      )
      .join('');
  return [
    [
      'config/webhook/kustomizeconfig.yaml',
      `# Where webhook configurations name a Service and a namespace.
nameReference:
- kind: Service
  version: v1
  fieldSpecs:
${specs('  ', 'name', false)}
namespace:
${specs('', 'namespace', true)}`,
    ],
  ];
};

export const webhookService: Emitter = ({ project, profile }) => {
  if (!anyWebhooks(project)) return NO_FILES;
  return [
    [
      'config/webhook/service.yaml',
      `apiVersion: v1
kind: Service
metadata:
  labels:
${labels(profile.webhookServiceLabels, project, {
  name: 'service',
  instance: 'webhook-service',
  component: 'webhook',
})}  name: webhook-service
  namespace: system
spec:
  ports:
  - port: 443
    protocol: TCP
    targetPort: 9443
  selector:
${podLabels(profile.selectorsNameProject, project, '    ')}`,
    ],
  ];
};

/** Gives the manager the port and the certificate of the webhook server. */
export const managerWebhookPatch: Emitter = ({ project, profile }) => {
  if (!anyWebhooks(project)) return NO_FILES;
  const path = 'config/default/manager_webhook_patch.yaml';
  if (profile.webhookPatch === 'json-patch') return [[path, jsonPatch(profile)]];
  const labelled = profile.webhookPatchLabels
    ? `  labels:\n${labels('short', project, { name: '', instance: '' })}`
    : '';
  return [
    [
      path,
      `# The webhook server's port and certificate.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: controller-manager
  namespace: system
${labelled}spec:
  template:
    spec:
      containers:
      - name: manager
        ports:
        - containerPort: 9443
          name: webhook-server
          protocol: TCP
        volumeMounts:
        - mountPath: /tmp/k8s-webhook-server/serving-certs
          name: cert
          readOnly: true
      volumes:
      - name: cert
        secret:
          defaultMode: 420
          secretName: webhook-server-cert
`,
    ],
  ];
};

function jsonPatch({ webhookPortFlag }: Profile): string {
  const port = '- op: add\n  path: /spec/template/spec/containers/0/args/-\n  value: --webhook-port=9443\n';
  return `# The webhook server's port and certificate.
- op: add
  path: /spec/template/spec/containers/0/args/-
  value: --webhook-cert-path=/tmp/k8s-webhook-server/serving-certs
${webhookPortFlag ? port : ''}- op: add
  path: /spec/template/spec/containers/0/volumeMounts/-
  value:
    mountPath: /tmp/k8s-webhook-server/serving-certs
    name: webhook-certs
    readOnly: true
- op: add
  path: /spec/template/spec/containers/0/ports/-
  value:
    containerPort: 9443
    name: webhook-server
    protocol: TCP
- op: add
  path: /spec/template/spec/volumes/-
  value:
    name: webhook-certs
    secret:
      secretName: webhook-server-cert
`;
}

const CA_PLACEHOLDER = '    cert-manager.io/inject-ca-from: CERTIFICATE_NAMESPACE/CERTIFICATE_NAME\n';

/** Names both webhook configurations, so it builds only where both exist. */
export const webhookCaPatch: Emitter = ({ project, profile }) => {
  if (!anyWebhooks(project) || !profile.webhookCaPatch) return NO_FILES;
  const configuration = (type: 'Mutating' | 'Validating', set: 'short' | 'detailed') => {
    const kind = `${type}WebhookConfiguration`;
    const name = `${type.toLowerCase()}-webhook-configuration`;
    return `apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}
metadata:
  labels:
${labels(set, project, { name: kind.toLowerCase(), instance: name, component: 'webhook' })}  name: ${name}
  annotations:
${CA_PLACEHOLDER}`;
  };
  return [
    [
      'config/default/webhookcainjection_patch.yaml',
      // No release gave the second one the short labels (D45).
      `${configuration('Mutating', profile.objectLabels)}---\n${configuration('Validating', 'detailed')}`,
    ],
  ];
};
