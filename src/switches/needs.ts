import { ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { FeatureName } from '../options/generated/types.ts';
import { hasWebhooks } from '../options/project.ts';
import type { FeatureStates } from './model.ts';
import type { ProjectContext } from './project-context.ts';

/** Without the second the first is nothing. */
const NEEDS: readonly (readonly [FeatureName, FeatureName])[] = [
  ['metricsCerts', 'metrics'],
  ['certManager', 'webhooks'],
];

/**
 * Refuses what cannot be switched by itself. Other features are not switched along silently: then switching back would
 * not give the tree from before.
 *
 * @throws ScaffoldError `feature-needs-feature`, `feature-not-in-tree`
 */
export function needsOf(
  feature: FeatureName,
  enabled: boolean,
  states: FeatureStates,
  { project, profile, root }: ProjectContext,
  tree: FileTree,
): void {
  const isOn = (name: FeatureName) =>
    states[name] === 'on' || states[name] === 'partly' || (name === 'metrics' && profile.metricsSection === 'always');
  for (const [user, needed] of NEEDS) {
    if (enabled && feature === user && !isOn(needed)) refuse(needed, true, `${user} needs ${needed}`);
    if (!enabled && feature === needed && isOn(user)) refuse(user, false, `${user} needs ${needed}`);
  }
  if (feature === 'webhooks' && enabled && !project.resources.some(hasWebhooks)) {
    absent('webhooks', 'no kind in PROJECT has a webhook', 'a kind with webhooks: kubebuilder create webhook');
  }
  if (feature === 'metricsCerts' && enabled && profile.metricsCertsSection === 'absent') {
    absent(
      'metricsCerts',
      'the main.go of this release has no flags for the certificate of the metrics endpoint',
      'release 4.4.0 or newer: operator-scaffold upgrade --only metrics --to https-metrics --feature metricsCerts',
    );
  }
  if (feature === 'metrics' && profile.metricsSection === 'always') {
    absent('metrics', 'this release serves metrics always', 'release 3.15.0 or newer');
  }
  if (feature === 'prometheus' && enabled && !tree.paths().some((path) => path.startsWith(`${root}config/default/`)))
    absent('prometheus', 'there is no config/default', 'a scaffold');
}

function refuse(first: FeatureName, on: boolean, why: string): never {
  throw new ScaffoldError({
    code: 'feature-needs-feature',
    path: `features.${first}`,
    message: `${why}: switch ${first} ${on ? 'on' : 'off'} first`,
    expected: `${first} ${on ? 'on' : 'off'}`,
    received: on ? 'off' : 'on',
  });
}

function absent(feature: FeatureName, message: string, expected: string): never {
  throw new ScaffoldError({ code: 'feature-not-in-tree', path: `features.${feature}`, message, expected });
}
