import type { Emitter } from '../context.ts';
import { metricsPatchName } from './metrics.ts';
import { replacements } from './replacements.ts';
import { apiResources } from './resource-names.ts';
import { section } from './text.ts';

/** What is deployed: every section that can be switched stands here, active or commented out. */
export const defaultKustomization: Emitter = (context) => {
  const { project, profile, features } = context;
  const { metrics, webhooks } = features;
  const certManager = features.certManager || features.metricsCerts;
  const resources = [
    section(apiResources(project).length > 0, '- ../crd\n'),
    '- ../rbac\n- ../manager\n',
    `# [WEBHOOK] The webhook server's Service and configurations. Patches below belong to it.
${section(webhooks, '- ../webhook\n')}`,
    `# [CERTMANAGER] Certificates. Needs cert-manager in the cluster; replacements below belong to it.
${section(certManager, '- ../certmanager\n')}`,
    `# [PROMETHEUS] A ServiceMonitor. Needs the Prometheus operator in the cluster.
${section(features.prometheus, '- ../prometheus\n')}`,
    profile.metricsServiceFile.startsWith('config/default/')
      ? `# [METRICS] The Service of the metrics endpoint. A patch below belongs to it.
${section(metrics, '- metrics_service.yaml\n')}`
      : '',
    profile.networkPolicySection === 'absent'
      ? ''
      : `# [NETWORK POLICY] Who may reach the pods. Scrapers need a namespace with the label "metrics: enabled".
${section(features.networkPolicy, '- ../network-policy\n')}`,
  ];
  const certs = profile.metricsCertsSection !== 'absent';
  const anyPatch = metrics || webhooks || features.metricsCerts || profile.patchesKeyAlways;
  return [
    [
      'config/default/kustomization.yaml',
      `# The namespace of every object, and what their names begin with. The second is the first up to its last dash.
namespace: ${project.projectName}-system
namePrefix: ${project.projectName}-

# Labels for every object:
#labels:
#- includeSelectors: true
#  pairs:
#    someName: someValue

resources:
${resources.join('')}
${section(anyPatch, 'patches:\n')}${metricsPatchEntry(context)}${
  certs
    ? `
# [METRICS-WITH-CERTS] The metrics endpoint with a certificate of cert-manager. Needs [CERTMANAGER].
${section(features.metricsCerts, '- path: cert_metrics_manager_patch.yaml\n  target:\n    kind: Deployment\n')}`
    : ''
}
# [WEBHOOK] The port and the certificate of the webhook server.
${section(
  webhooks,
  `- path: manager_webhook_patch.yaml\n${profile.webhookPatch === 'json-patch' ? '  target:\n    kind: Deployment\n' : ''}`,
)}${
  profile.webhookCaPatch
    ? `
# [CERTMANAGER] Places for the CA in the webhook configurations. Builds only where both kinds of them exist.
${section(features.certManager, '- path: webhookcainjection_patch.yaml\n')}`
    : ''
}
# [CERTMANAGER] Names that are known only here: the Services' in their certificates, the certificate's in what trusts it.
${replacements(context)}`,
    ],
  ];
};

function metricsPatchEntry({ profile, features }: Parameters<Emitter>[0]): string {
  const path = `- path: ${metricsPatchName(profile.metricsPatch)}\n`;
  switch (profile.metricsPatch) {
    case 'sidecar':
      return `# The sidecar that guards the metrics endpoint. Without it the endpoint is open to everybody.\n${path}`;
    case 'strategic-merge':
      return `# [METRICS] Serves metrics.\n${section(features.metrics, path)}`;
    case 'json-patch':
      return `# [METRICS] Serves metrics.\n${section(features.metrics, `${path}  target:\n    kind: Deployment\n`)}`;
  }
}
