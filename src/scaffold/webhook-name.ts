import type { Resource } from '../options/project.ts';
import type { Profile } from '../presets/facts/facts.ts';

export type WebhookType = 'mutating' | 'validating';

/**
 * The name of an entry in a webhook configuration: `mwidget-v1.kb.io`. The API server wants names that differ within
 * a configuration, so where two groups have the same kind the recommended presets add the group:
 * `mwidget-v1.shop.example.com.kb.io`. The releases do not.
 */
export function webhookName(
  type: WebhookType,
  resource: Resource,
  all: readonly Resource[],
  profile: Pick<Profile, 'webhookNamesWithVersion' | 'webhookNamesUnique'>,
): string {
  const name = plainName(resource, profile);
  const shared =
    profile.webhookNamesUnique &&
    all.some((other) => other.qualifiedGroup !== resource.qualifiedGroup && plainName(other, profile) === name);
  const group = shared ? `.${resource.qualifiedGroup === '' ? 'core' : resource.qualifiedGroup}` : '';
  return `${type === 'mutating' ? 'm' : 'v'}${name}${group}.kb.io`;
}

function plainName({ kind, version }: Resource, profile: Pick<Profile, 'webhookNamesWithVersion'>): string {
  return profile.webhookNamesWithVersion ? `${kind.toLowerCase()}-${version}` : kind.toLowerCase();
}
