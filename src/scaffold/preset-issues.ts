import { describeValue, type Issue } from '../core/errors.ts';
import { hasWebhooks, type Project } from '../options/project.ts';
import type { Preset } from '../presets/preset.ts';

/** The pattern that releases state when they refuse another version. */
const USUAL_VERSION = /^v\d+(?:alpha\d+|beta\d+)?$/;

/** What the options ask for and the preset does not have. */
export function* presetIssues({ features, namespaced, resources }: Project, preset: Preset): Generator<Issue> {
  const { metricsSection, networkPolicySection, metricsCertsSection, namespacedMode, externalTypes } = preset.profile;
  const { freeVersionNames, webhookPackage } = preset.profile;
  if (features.metrics === false && metricsSection === 'always') yield lacks('features.metrics', 'true', false);
  if (features.networkPolicy === true && networkPolicySection === 'absent')
    yield lacks('features.networkPolicy', 'false', true);
  if (features.metricsCerts === true && metricsCertsSection === 'absent')
    yield lacks('features.metricsCerts', 'false', true);
  if (namespaced && !namespacedMode) yield lacks('namespaced', 'false', true);
  for (const [index, resource] of resources.entries()) {
    if (resource.external && !externalTypes) yield lacks(`resources[${index}].external`, 'false', true);
    if (!freeVersionNames && !USUAL_VERSION.test(resource.version)) {
      yield {
        code: 'invalid-value',
        path: `resources[${index}].version`,
        message: `${preset.name} refuses other names of versions`,
        expected: 'v1, v1alpha1, v2beta3 or the like',
        received: describeValue(resource.version),
      };
    }
    // There a webhook is a method of the type, which only the type's own package can declare.
    const foreign = resource.core || resource.external;
    if (webhookPackage === 'api' && foreign && hasWebhooks(resource)) {
      yield lacks(`resources[${index}].webhooks`, 'no webhooks for types of others', true);
    }
  }

  function lacks(path: string, expected: string, received: boolean): Issue {
    const message = received ? `${preset.name} knows nothing of this` : `${preset.name} cannot be without this`;
    return { code: 'feature-not-in-preset', path, message, expected, received: describeValue(received) };
  }
}
