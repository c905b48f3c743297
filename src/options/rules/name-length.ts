import { hasWebhooks } from '../project.ts';
import { eachResource, issue, type Rule } from './rule.ts';

const LABEL = 63;

/**
 * Names that the scaffold derives and that Kubernetes limits to a DNS label: the namespace, the Services, the plural
 * and the list kind of a CRD. Objects with longer limits (Deployment, roles: 253) never get there first.
 */
export const nameLength: Rule = function* (input) {
  for (const [resource, path] of eachResource(input)) {
    if (resource.api === undefined || resource.plural.length <= LABEL) continue;
    const message = `the plural ${resource.plural} would have more than ${LABEL} characters`;
    yield issue('name-too-long', `${path}.kind`, message, `a plural of at most ${LABEL} characters`, resource.kind);
  }
  const { projectName, features } = input.project;
  const derived: string[] = [`${projectName}-system`];
  // Releases let these through, and the API server refuses them.
  if (!input.asReleased && features.metrics !== false) {
    derived.push(`${projectName}-controller-manager-metrics-service`);
  }
  if (!input.asReleased && features.webhooks !== false && input.project.resources.some(hasWebhooks)) {
    derived.push(`${projectName}-webhook-service`);
  }
  const longest = derived.reduce((a, b) => (b.length > a.length ? b : a));
  if (longest.length > LABEL) {
    const message = `${longest} would have ${longest.length} characters, and a DNS label has at most ${LABEL}`;
    const expected = `at most ${projectName.length - (longest.length - LABEL)} characters`;
    yield issue('name-too-long', 'projectName', message, expected, projectName);
  }
  if (input.asReleased) return;
  for (const [resource, path] of eachResource(input)) {
    const list = `${resource.kind}List`;
    if (resource.api === undefined || list.length <= LABEL || resource.plural.length > LABEL) continue;
    const message = `the list kind ${list} would have more than ${LABEL} characters`;
    yield issue('name-too-long', `${path}.kind`, message, `at most ${LABEL - 4} characters`, resource.kind);
  }
};
