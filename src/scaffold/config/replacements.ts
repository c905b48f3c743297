import type { ReplacementBlock } from '../../presets/facts/config-facts.ts';
import type { Context } from '../context.ts';
import { convertingCrds } from './crd.ts';
import { crdName } from './resource-names.ts';
import { scalar, section } from './text.ts';

/** One of the two halves of a block: the first part of a name comes from one field, the second from another. */
interface Half {
  readonly field: 'name' | 'namespace';
  readonly index: 0 | 1;
}

type Block = (half: Half, context: Context) => string;

const SERVICE_HALVES: readonly Half[] = [
  { field: 'name', index: 0 },
  { field: 'namespace', index: 1 },
];
const CERTIFICATE_HALVES: readonly Half[] = [
  { field: 'namespace', index: 0 },
  { field: 'name', index: 1 },
];

/**
 * The `replacements:` section of config/default, each block on or off by itself.
 *
 * `kubebuilder create webhook` switches blocks on by their exact text, comments at the ends of lines included: these
 * comments, the order of the keys and the indentation are the interface of that command.
 */
export function replacements(context: Context): string {
  const { replacementOrder } = context.profile;
  const active = replacementOrder.map((block) => isActive(block, context));
  const blocks = replacementOrder.map((block, position) => blockText(block, active[position] === true, context));
  return `${section(active.includes(true), 'replacements:\n')}${blocks.join('\n')}`;
}

function isActive(block: ReplacementBlock, { project, features }: Context): boolean {
  const has = (type: 'defaulting' | 'validation' | 'conversion') =>
    features.certManager && project.resources.some((resource) => resource.webhooks[type]);
  switch (block) {
    case 'metrics-service':
      return features.metricsCerts;
    case 'webhook-service':
    case 'ca':
      return features.certManager;
    case 'validating-ca':
      return has('validation');
    case 'mutating-ca':
      return has('defaulting');
    case 'conversion-ca':
      return has('conversion');
  }
}

function blockText(block: ReplacementBlock, active: boolean, context: Context): string {
  switch (block) {
    case 'metrics-service':
      return SERVICE_HALVES.map((half) => section(active, metricsService(half, context))).join('\n');
    case 'webhook-service':
      return section(active, SERVICE_HALVES.map((half) => webhookService(half, context)).join(''));
    case 'conversion-ca':
      return context.profile.caReplacements === 'each-crd'
        ? CERTIFICATE_HALVES.map((half) => conversionCa(half, active, context)).join('')
        : caBlock(CA_NOTES[block], ['CustomResourceDefinition'], active);
    case 'ca':
      return caBlock(
        '',
        ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'CustomResourceDefinition'],
        active,
      );
    case 'validating-ca':
      return caBlock(CA_NOTES[block], ['ValidatingWebhookConfiguration'], active, CERTIFICATE_NAME_NOTE);
    case 'mutating-ca':
      return caBlock(CA_NOTES[block], ['MutatingWebhookConfiguration'], active);
  }
}

const CERTIFICATE_NAME_NOTE = ' # This name should match the one in certificate.yaml';
const CA_NOTES = {
  'validating-ca': ' # Uncomment the following block if you have a ValidatingWebhook (--programmatic-validation)',
  'mutating-ca': ' # Uncomment the following block if you have a DefaultingWebhook (--defaulting )',
  'conversion-ca': ' # Uncomment the following block if you have a ConversionWebhook (--conversion)',
} as const;

function caBlock(note: string, kinds: readonly string[], active: boolean, nameNote = ''): string {
  const halves = CERTIFICATE_HALVES.map((half) => {
    const first = half.index === 0;
    const targets = kinds.map((kind) => caTarget(`         kind: ${kind}\n`, half)).join('');
    return `${certificateSource(half, first ? note : '', first ? nameNote : '')}   targets:\n${targets}`;
  });
  return section(active, halves.join(''));
}

function certificateSource(half: Half, note: string, nameNote = ''): string {
  return ` - source:${note}
     kind: Certificate
     group: cert-manager.io
     version: v1
     name: serving-cert${nameNote}
     fieldPath: .metadata.${half.field}${half.index === 0 ? ' # Namespace of the certificate CR' : ''}
`;
}

function caTarget(select: string, half: Half): string {
  return `     - select:
${select}       fieldPaths:
         - .metadata.annotations.[cert-manager.io/inject-ca-from]
${options('/', half)}`;
}

function options(delimiter: '.' | '/', half: Half): string {
  return `       options:
         delimiter: '${delimiter}'
         index: ${half.index}
         create: true
`;
}

/** One target for each CRD, above the marker where `create webhook --conversion` inserts more. */
function conversionCa(half: Half, active: boolean, { project, profile }: Context): string {
  const first = half.index === 0;
  const source = certificateSource(half, first ? CA_NOTES['conversion-ca'] : '');
  const head = section(
    active,
    `${source}   targets: # Do not remove or uncomment the following scaffold marker; required to generate code for target CRD.\n`,
  );
  const targets = convertingCrds(project, 'conversion').map((resource, position) =>
    section(
      active && (position === 0 || profile.conversionCaTargets === 'every'),
      caTarget(`         kind: CustomResourceDefinition\n         name: ${scalar(crdName(resource))}\n`, half),
    ),
  );
  const marker = first ? 'crdkustomizecainjectionns' : 'crdkustomizecainjectionname';
  return `${head}${targets.join('')}${profile.markerPrefix}kubebuilder:scaffold:${marker}\n`;
}

const webhookService: Block = (half, { profile }) => {
  const first = half.index === 0;
  const named = profile.caReplacements === 'each-crd' ? '         name: serving-cert\n' : '';
  return ` - source:${first ? ' # Uncomment the following block if you have any webhook' : ''}
     kind: Service
     version: v1
     name: webhook-service
     fieldPath: .metadata.${half.field} # ${first ? 'Name' : 'Namespace'} of the service
   targets:
${dnsNamesTarget(named, '.', half)}`;
};

const metricsService: Block = (half, { profile }) => {
  const monitor =
    profile.monitorTlsPatch === 'json-patch'
      ? `     - select: # The name that Prometheus verifies.
         kind: ServiceMonitor
         group: monitoring.coreos.com
         version: v1
         name: controller-manager-metrics-monitor
       fieldPaths:
         - spec.endpoints.0.tlsConfig.serverName
${options('.', half)}`
      : '';
  return ` - source: # [METRICS-WITH-CERTS] The metrics Service in its certificate.
     kind: Service
     version: v1
     name: controller-manager-metrics-service
     fieldPath: metadata.${half.field}
   targets:
${dnsNamesTarget('         name: metrics-certs\n', '', half)}${monitor}`;
};

function dnsNamesTarget(name: string, dot: '.' | '', half: Half): string {
  return `     - select:
         kind: Certificate
         group: cert-manager.io
         version: v1
${name}       fieldPaths:
         - ${dot}spec.dnsNames.0
         - ${dot}spec.dnsNames.1
${options('.', half)}`;
}
