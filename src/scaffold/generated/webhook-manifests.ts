import { compareCodeUnits } from '../../core/compare.ts';
import type { JsonObject } from '../../kubernetes/object.ts';
import type { Project, Resource } from '../../options/project.ts';
import type { Profile } from '../../presets/facts/facts.ts';
import { printYaml } from '../../yaml/print.ts';
import { anyWebhooks } from '../config/webhook.ts';
import { type Emitter, NO_FILES } from '../context.ts';
import { type GoResource, toGoProject } from '../go/go-project.ts';
import { webhookPath } from '../go/webhook/webhook-marker.ts';
import { type WebhookType, webhookName } from '../webhook-name.ts';

const TYPES: readonly WebhookType[] = ['mutating', 'validating'];

/**
 * config/webhook/manifests.yaml: what controller-gen makes of the markers of the webhooks.
 *
 * controller-gen writes no file where no webhook admits anything, but config/webhook lists it and would not build (D5).
 * So the file is there and empty, until "make manifests" has something to say.
 */
export const webhookManifests: Emitter = ({ project, profile }) => {
  if (!anyWebhooks(project)) return NO_FILES;
  const configurations = TYPES.flatMap((type) => configuration(type, project, profile));
  const content =
    configurations.length === 0
      ? '# No webhook admits anything yet. "make manifests" replaces this file when one does.\n'
      : configurations.map((object) => `---\n${printYaml(object)}`).join('');
  return [['config/webhook/manifests.yaml', content]];
};

function configuration(type: WebhookType, project: Project, profile: Profile): JsonObject[] {
  const feature = type === 'mutating' ? 'defaulting' : 'validation';
  const webhooks = toGoProject(project, profile)
    .resources.filter((resource) => resource.webhooks[feature])
    .map((resource) => ({ resource, name: webhookName(type, resource, project.resources, profile) }))
    .sort((a, b) =>
      profile.webhookEntriesSorted
        ? compareCodeUnits(a.name, b.name)
        : compareCodeUnits(sourceOf(a.resource), sourceOf(b.resource)),
    )
    .map(({ resource, name }) => webhook(type, resource, name, profile.corePathHasGroup));
  if (webhooks.length === 0) return [];
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: type === 'mutating' ? 'MutatingWebhookConfiguration' : 'ValidatingWebhookConfiguration',
      metadata: { name: `${type}-webhook-configuration` },
      webhooks,
    },
  ];
}

/** Markers are read file by file. */
function sourceOf({ webhookPackage, lowerKind }: GoResource): string {
  return `${webhookPackage.directory}/${lowerKind}_webhook.go`;
}

function webhook(type: WebhookType, resource: Resource, name: string, corePathHasGroup: boolean): JsonObject {
  const path = webhookPath(resource, type === 'mutating' ? 'mutate' : 'validate', corePathHasGroup);
  return {
    admissionReviewVersions: ['v1'],
    clientConfig: { service: { name: 'webhook-service', namespace: 'system', path } },
    failurePolicy: 'Fail',
    name,
    rules: [
      {
        apiGroups: [resource.qualifiedGroup],
        apiVersions: [resource.version],
        operations: ['CREATE', 'UPDATE'],
        resources: [resource.plural],
      },
    ],
    sideEffects: 'None',
  };
}
