import { hasWebhooks, type Project } from '../options/project.ts';
import type { Profile } from '../presets/facts/facts.ts';

/** Which sections are active. */
export interface Features {
  readonly metrics: boolean;
  readonly networkPolicy: boolean;
  readonly prometheus: boolean;
  /** Certificates for the webhooks. */
  readonly certManager: boolean;
  readonly metricsCerts: boolean;
  readonly webhooks: boolean;
}

/**
 * The sections as the options ask for them, and where they are silent as the preset has them.
 *
 * Getters, so that only a feature which is looked at reads the facts behind it.
 */
export function featuresOf({ features: asked, resources }: Project, profile: Profile): Features {
  const anyWebhooks = resources.some(hasWebhooks);
  return {
    get metrics() {
      const { metricsSection } = profile;
      return metricsSection === 'always' || (asked.metrics ?? metricsSection === 'on');
    },
    get networkPolicy() {
      return asked.networkPolicy ?? (profile.networkPolicySection === 'on' && (this.metrics || this.webhooks));
    },
    get prometheus() {
      return asked.prometheus ?? false;
    },
    get certManager() {
      return this.webhooks && (asked.certManager ?? profile.certManagerWithWebhooks);
    },
    get metricsCerts() {
      return asked.metricsCerts ?? profile.metricsCertsSection === 'on';
    },
    get webhooks() {
      return anyWebhooks && asked.webhooks !== false;
    },
  };
}
