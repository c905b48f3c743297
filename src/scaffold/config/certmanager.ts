import { type Context, type Emitter, NO_FILES } from '../context.ts';
import { labels } from './labels.ts';
import { listItems, section } from './text.ts';
import { anyWebhooks } from './webhook.ts';

/** Whether config/certmanager is there at all: with webhooks, or where the metrics certificate is wanted. */
export function hasCertManager({ project, profile, features }: Context): boolean {
  return anyWebhooks(project) || (!profile.certManagerNeedsWebhooks && features.metricsCerts);
}

export const certManagerKustomization: Emitter = (context) => {
  if (!hasCertManager(context)) return NO_FILES;
  return [
    [
      'config/certmanager/kustomization.yaml',
      `resources:
${context.profile.certificateFilesSplit ? splitFiles(context) : listItems(['certificate.yaml'])}
configurations:
- kustomizeconfig.yaml
`,
    ],
  ];
};

function splitFiles({ profile, features }: Context): string {
  const always = profile.metricsCertificateAlways;
  const webhooks = always || features.webhooks;
  const metrics = always || features.metricsCerts;
  const note =
    '# Without anything that uses it a certificate keeps its placeholder names: list it with what uses it.\n';
  return `- issuer.yaml
${webhooks && metrics ? '' : note}${section(webhooks, '- certificate-webhook.yaml\n')}${section(metrics, '- certificate-metrics.yaml\n')}`;
}

/** Teaches kustomize that a Certificate names its Issuer. */
export const certManagerKustomizeConfig: Emitter = (context) => {
  if (!hasCertManager(context)) return NO_FILES;
  return [
    [
      'config/certmanager/kustomizeconfig.yaml',
      `# Where a Certificate names its Issuer.
nameReference:
- kind: Issuer
  group: cert-manager.io
  fieldSpecs:
  - kind: Certificate
    group: cert-manager.io
    path: spec/issuerRef/name
`,
    ],
  ];
};

export const certificates: Emitter = (context) => {
  if (!hasCertManager(context)) return NO_FILES;
  const { project, profile } = context;
  const subject = { name: 'certificate', instance: 'serving-cert', component: 'certificate' };
  const issuer = `# Signs the certificates below by itself. See https://cert-manager.io/docs/configuration/ for others.
apiVersion: cert-manager.io/v1
kind: Issuer
metadata:
  labels:
${labels(profile.objectLabels, project, subject)}  name: selfsigned-issuer
  namespace: system
spec:
  selfSigned: {}
`;
  const certificate = (
    name: string,
    secret: string,
  ) => `# Replacements in config/default fill in the names of the Service.
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  labels:
${labels(profile.certificateLabels, project, subject)}  name: ${name}
  namespace: system
spec:
  dnsNames:
  - SERVICE_NAME.SERVICE_NAMESPACE.svc
  - SERVICE_NAME.SERVICE_NAMESPACE.svc.cluster.local
  issuerRef:
    kind: Issuer
    name: selfsigned-issuer
  secretName: ${secret}
`;
  const webhook = certificate('serving-cert', 'webhook-server-cert');
  if (!profile.certificateFilesSplit) return [['config/certmanager/certificate.yaml', `${issuer}---\n${webhook}`]];
  return [
    ['config/certmanager/issuer.yaml', issuer],
    ['config/certmanager/certificate-webhook.yaml', webhook],
    ['config/certmanager/certificate-metrics.yaml', certificate('metrics-certs', 'metrics-server-cert')],
  ];
};
