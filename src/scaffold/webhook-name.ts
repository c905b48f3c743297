import type { Resource } from '../options/project.ts';

/** The name of an entry in a webhook configuration: `mwidget-v1.kb.io`. */
export function webhookName(type: 'mutating' | 'validating', resource: Resource, withVersion: boolean): string {
  const kind = resource.kind.toLowerCase();
  return `${type === 'mutating' ? 'm' : 'v'}${withVersion ? `${kind}-${resource.version}` : kind}.kb.io`;
}
