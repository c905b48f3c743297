import { hasWebhooks } from '../project.ts';
import { issue, type Rule } from './rule.ts';

/** Features that contradict each other whatever the preset is. What a preset does not have at all is its own matter. */
export const features: Rule = function* ({ project, complete }) {
  const { metrics, networkPolicy, prometheus, certManager, metricsCerts, webhooks } = project.features;
  const anyWebhooks = !complete || (webhooks !== false && project.resources.some(hasWebhooks));
  if (metricsCerts && certManager === false) {
    const message = 'cert-manager issues the certificate of the metrics endpoint';
    yield issue(
      'metrics-certs-need-cert-manager',
      'features.certManager',
      message,
      'true, or metricsCerts: false',
      false,
    );
  }
  if (metricsCerts && metrics === false) {
    const message = 'without metrics there is nothing to certify';
    yield issue('metrics-certs-need-metrics', 'features.metricsCerts', message, 'false, or metrics: true', true);
  }
  if (prometheus && metrics === false) {
    const message = 'without metrics there is nothing to scrape';
    yield issue('prometheus-needs-metrics', 'features.prometheus', message, 'false, or metrics: true', true);
  }
  if (networkPolicy && metrics === false && !anyWebhooks) {
    const message = 'without metrics and webhooks there is nothing to let in';
    yield issue('network-policy-needs-metrics', 'features.networkPolicy', message, 'false, or metrics: true', true);
  }
  if (certManager && !metricsCerts && !anyWebhooks) {
    const message = 'without webhooks and metrics certificates there is nothing to certify';
    const expected = 'false, or a resource with webhooks, or metricsCerts: true';
    yield issue('cert-manager-needs-webhooks', 'features.certManager', message, expected, true);
  }
  if (webhooks && complete && !project.resources.some(hasWebhooks)) {
    const message = 'no resource has a webhook to serve';
    yield issue('webhooks-feature-mismatch', 'features.webhooks', message, 'false, or a resource with webhooks', true);
  }
};
