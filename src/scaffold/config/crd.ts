import { hasWebhooks, type Project, type Resource } from '../../options/project.ts';
import type { Profile } from '../../presets/facts/facts.ts';
import { type Emitter, NO_FILES } from '../context.ts';
import { apiResources, crdFileName, crdName, pluralFileName, uniqueBy } from './resource-names.ts';
import { listItems, scalar, section } from './text.ts';

/**
 * The CRDs with a patch that makes them convert through the webhook Service, each once, in the order of their webhooks.
 * Where every webhook brings one, so does a webhook for a type of others (4.3.0).
 */
export function convertingCrds(project: Project, patchFor: 'every-webhook' | 'conversion'): readonly Resource[] {
  const converts = patchFor === 'every-webhook' ? hasWebhooks : (resource: Resource) => resource.webhooks.conversion;
  return uniqueBy(project.resources.filter(converts), crdName);
}

export const crdKustomization: Emitter = ({ project, profile, features }) => {
  const apis = apiResources(project);
  if (apis.length === 0) return NO_FILES;
  const bases = uniqueBy(apis, crdName).map((resource) => `bases/${crdFileName(resource)}`);
  const marker = (name: string) => `${profile.markerPrefix}kubebuilder:scaffold:${name}\n`;
  const converting = features.webhooks && convertingCrds(project, profile.crdConversionPatch).length > 0;
  const caSection =
    profile.crdCaPatch === 'none'
      ? ''
      : `
# [CERTMANAGER] The CA of the webhook server, for CRDs that convert.
${caPatchLines(project, profile, features.certManager)}${marker('crdkustomizecainjectionpatch')}`;
  return [
    [
      'config/crd/kustomization.yaml',
      `# Part of config/default: the Service and the namespace that the patches name come from there.
resources:
${listItems(bases)}${marker('crdkustomizeresource')}
patches:
# [WEBHOOK] Conversion through the webhook Service, for CRDs with several versions.
${conversionPatchLines(project, profile, features.webhooks)}${marker('crdkustomizewebhookpatch')}${caSection}
# [WEBHOOK] Teaches kustomize where a CRD names the webhook Service.
${section(converting, 'configurations:\n- kustomizeconfig.yaml\n')}`,
    ],
  ];
};

function patchLine(kind: 'webhook' | 'cainjection', project: Project, resource: Resource): string {
  return `- path: patches/${kind}_in_${pluralFileName(project, resource)}.yaml\n`;
}

function conversionPatchLines(project: Project, profile: Profile, webhooks: boolean): string {
  const line = (resource: Resource) => section(webhooks, patchLine('webhook', project, resource));
  switch (profile.crdPatchLine) {
    case 'once':
      return convertingCrds(project, profile.crdConversionPatch).map(line).join('');
    case 'with-each-webhook':
      return apiResources(project).filter(hasWebhooks).map(line).join('');
    case 'with-api': {
      // Each webhook switched on the first line that was still off, whichever kind it was for (D21).
      const active = project.resources.filter(hasWebhooks).length;
      return uniqueBy(apiResources(project), crdName)
        .map((resource, index) => section(webhooks && index < active, patchLine('webhook', project, resource)))
        .join('');
    }
  }
}

function caPatchLines(project: Project, profile: Profile, certManager: boolean): string {
  const conversion = new Set(convertingCrds(project, 'conversion').map(crdName));
  const listed = uniqueBy(
    profile.crdCaPatch === 'every-kind' ? apiResources(project) : convertingCrds(project, 'conversion'),
    crdName,
  );
  return listed
    .map((resource) =>
      section(certManager && conversion.has(crdName(resource)), patchLine('cainjection', project, resource)),
    )
    .join('');
}

export const crdKustomizeConfig: Emitter = ({ project, profile }) => {
  if (apiResources(project).length === 0) return NO_FILES;
  const namespace = profile.namespaceFieldSpecs
    ? `
namespace:
- kind: CustomResourceDefinition
  version: v1
  group: apiextensions.k8s.io
  path: spec/conversion/webhook/clientConfig/service/namespace
  create: false
`
    : '';
  return [
    [
      'config/crd/kustomizeconfig.yaml',
      `# Where a CRD that converts names the webhook Service.
nameReference:
- kind: Service
  version: v1
  fieldSpecs:
  - kind: CustomResourceDefinition
    version: v1
    group: apiextensions.k8s.io
    path: spec/conversion/webhook/clientConfig/service/name
${namespace}
varReference:
- path: metadata/annotations
`,
    ],
  ];
};

export const crdConversionPatches: Emitter = ({ project, profile }) =>
  convertingCrds(project, profile.crdConversionPatch).map((resource) => [
    `config/crd/patches/webhook_in_${pluralFileName(project, resource)}.yaml`,
    `# Converts between the versions of the CRD through the webhook Service.
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${scalar(crdName(resource))}
spec:
  conversion:
    strategy: Webhook
    webhook:
      clientConfig:
        service:
          namespace: system
          name: webhook-service
          path: /convert
      conversionReviewVersions:
      - v1
`,
  ]);

export const crdCaPatches: Emitter = ({ project, profile }) => {
  if (profile.crdCaPatch === 'none') return NO_FILES;
  const which = profile.crdCaPatch === 'every-kind' ? 'every-webhook' : 'conversion';
  return convertingCrds(project, which).map((resource) => [
    `config/crd/patches/cainjection_in_${pluralFileName(project, resource)}.yaml`,
    `# Lets cert-manager write the CA of the webhook server into the CRD; replacements fill in the certificate.
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations:
    cert-manager.io/inject-ca-from: CERTIFICATE_NAMESPACE/CERTIFICATE_NAME
  name: ${scalar(crdName(resource))}
`,
  ]);
};
