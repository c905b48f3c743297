import type { FeatureName } from '../options/generated/types.ts';
import { hasWebhooks, type Project } from '../options/project.ts';
import type { Profile } from '../presets/facts/facts.ts';

/**
 * The facts of a release with the section of a feature that it did not have yet. The section's files then have the
 * labels, ports and names of that release.
 */
export function withSections(profile: Profile, feature: FeatureName, project: Project): Profile {
  // Releases that make config/certmanager for webhooks alone have the entry that names it all the same.
  if (feature === 'metricsCerts' && !project.resources.some(hasWebhooks)) {
    return { ...profile, certManagerNeedsWebhooks: false, metricsCertificateAlways: false };
  }
  if (feature !== 'networkPolicy' || profile.networkPolicySection !== 'absent') return profile;
  // A policy sees the pod's port; the API server calls from outside of any namespace.
  return {
    ...profile,
    networkPolicySection: 'off',
    networkPolicyWebhookPort: 9443,
    networkPolicyWebhookLabel: '',
  };
}
