import type { Resource } from '../../../options/project.ts';
import { type WebhookType, webhookName } from '../../webhook-name.ts';
import type { GoProject } from '../go-project.ts';

/** The marker that controller-gen turns into an entry of config/webhook/manifests.yaml. */
export function webhookMarker(go: GoProject, resource: Resource, type: WebhookType): string {
  const mutating = type === 'mutating';
  const { version, plural, qualifiedGroup } = resource;
  const settings = [
    `path=${webhookPath(resource, mutating ? 'mutate' : 'validate', go.profile.corePathHasGroup)}`,
    `mutating=${mutating}`,
    'failurePolicy=fail',
    'sideEffects=None',
    `groups=${qualifiedGroup === '' ? '""' : qualifiedGroup}`,
    `resources=${plural}`,
    'verbs=create;update',
    `versions=${version}`,
    `name=${webhookName(type, resource, go.project.resources, go.profile)}`,
    'admissionReviewVersions=v1',
  ];
  return `${go.marker}webhook:${settings.join(',')}\n`;
}

/**
 * Where controller-runtime serves a webhook: the verb, group (dots as dashes; empty for the core group), version and
 * kind. Release 4.3.0 left the group of core types out of the marker, which then named a path that nobody served.
 */
export function webhookPath(resource: Resource, verb: 'mutate' | 'validate', corePathHasGroup: boolean): string {
  const group = resource.core && !corePathHasGroup ? '' : resource.qualifiedGroup.replaceAll('.', '-');
  return `/${verb}-${group}-${resource.version}-${resource.kind.toLowerCase()}`;
}
