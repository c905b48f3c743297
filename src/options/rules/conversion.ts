import { suggestion } from '../../core/nearest.ts';
import type { Resource } from '../project.ts';
import { eachResource, groupKind, issue, type Rule, type RuleInput } from './rule.ts';

/** Conversion goes between a hub and the other versions of the same kind. */
export const conversion: Rule = function* (input) {
  const hubs = new Map<string, string>();
  for (const [resource, path] of eachResource(input)) {
    if (!resource.webhooks.conversion || resource.core || resource.external) continue;
    yield* spokeIssues(input, resource, path);
    if (input.asReleased) continue; // kubebuilder leaves what follows to the author of the Go code
    const first = hubs.get(groupKind(resource));
    if (first === undefined) hubs.set(groupKind(resource), path);
    else {
      const message = `a kind has one hub, and ${first} is it`;
      yield issue('conversion-several-hubs', `${path}.webhooks.conversion`, message, 'false', true);
    }
    if (input.complete && otherVersions(input, resource).length === 0) {
      const message = `${resource.kind} has one version, so there is nothing to convert`;
      const expected = `a second version of ${resource.kind} among the resources`;
      yield issue('conversion-needs-two-versions', `${path}.webhooks.conversion`, message, expected, resource.version);
    }
  }
};

function* spokeIssues(input: RuleInput, resource: Resource, path: string) {
  const others = otherVersions(input, resource);
  const seen = new Set<string>();
  for (const [index, version] of resource.webhooks.spoke.entries()) {
    const at = `${path}.webhooks.spoke[${index}]`;
    if (seen.has(version)) yield issue('conversion-spoke-unknown', at, 'named twice', 'each version once', version);
    seen.add(version);
    if (version === resource.version) {
      yield issue('conversion-spoke-unknown', at, 'this is the hub itself', 'another version', version);
    } else if (!others.includes(version) && input.complete) {
      const message = `no such version of ${resource.kind}`;
      const expected = others.length === 0 ? 'a version among the resources' : others.join(', ');
      yield { ...issue('conversion-spoke-unknown', at, message, expected, version), ...suggestion(version, others) };
    }
  }
}

function otherVersions(input: RuleInput, resource: Resource): string[] {
  return input.project.resources
    .filter((other) => other.api !== undefined && groupKind(other) === groupKind(resource))
    .map((other) => other.version)
    .filter((version) => version !== resource.version);
}
