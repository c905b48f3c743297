import { hasWebhooks } from '../project.ts';
import { eachResource, issue, type Rule } from './rule.ts';

/** A webhook is for a type that exists; only a CRD of ours can convert. */
export const webhooks: Rule = function* (input) {
  for (const [resource, path] of eachResource(input)) {
    const { conversion, spoke } = resource.webhooks;
    const foreign = resource.core || resource.external;
    if (hasWebhooks(resource) && resource.api === undefined && !foreign) {
      const message = 'a webhook needs an API of ours, or a core or external type';
      yield issue(
        'webhook-needs-api',
        `${path}.webhooks`,
        message,
        'api: true, core: true or external: true',
        undefined,
      );
    }
    if (conversion && foreign) {
      const message = 'only a kind of ours can have a conversion webhook';
      yield issue('conversion-needs-api', `${path}.webhooks.conversion`, message, 'false', true);
    }
    if (spoke.length > 0 && !conversion) {
      const message = 'spoke versions belong to a conversion webhook';
      yield issue('spoke-needs-conversion', `${path}.webhooks.spoke`, message, 'conversion: true', spoke);
    }
  }
};
