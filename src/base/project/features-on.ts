import type { FileTree } from '../../core/file-tree.ts';
import { isObject, listAt, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject } from '../../kubernetes/object.ts';
import type { FeatureOptions, ScaffoldOptions } from '../../options/generated/types.ts';
import { hasWebhooks } from '../../options/project.ts';
import { toProject } from '../../options/to-project.ts';
import type { Profile } from '../../presets/facts/facts.ts';
import { parseYaml } from '../../yaml/parse.ts';

/**
 * The features that are on in `config/default`, as far as they are not what the preset has anyway.
 *
 * @returns undefined where `config/default` cannot be read
 */
export function featuresOn(tree: FileTree, options: ScaffoldOptions, profile: Profile): FeatureOptions | undefined {
  const file = defaultKustomization(tree);
  if (file === undefined) return undefined;
  const active = activeEntries(file);
  const names = (...some: readonly string[]) => some.some((name) => active.has(name));
  const anyWebhooks = toProject(options).resources.some(hasWebhooks);
  // One switch of several is a switch of yours, and the rest is as scaffolded.
  const webhooks = anyWebhooks && names('webhook', 'manager_webhook_patch.yaml');
  const metrics =
    profile.metricsSection === 'always' || names('manager_metrics_patch.yaml', 'metrics_service.yaml', 'metrics');
  const networkPolicy = names('network-policy');
  // The patch alone is no certificate: who has it from elsewhere has not this feature.
  const metricsCerts = metrics && names('cert_metrics_manager_patch.yaml') && names('certmanager');
  // Certificates that nothing is told of are half a switch: the release's other half is to come.
  const isWired =
    names('webhookcainjection_patch.yaml') || ['replacements', 'vars'].some((key) => listAt(file, key).length > 0);
  const certManager = names('certmanager') && webhooks && isWired && (!metricsCerts || givesCa(file));
  const found: { -readonly [K in keyof FeatureOptions]: boolean } = {};
  const policyByDefault = profile.networkPolicySection === 'on' && (metrics || webhooks);
  if (profile.metricsSection !== 'always' && metrics !== (profile.metricsSection === 'on')) found.metrics = metrics;
  if (profile.networkPolicySection !== 'absent' && networkPolicy !== policyByDefault) {
    if (!networkPolicy || metrics || webhooks) found.networkPolicy = networkPolicy;
  }
  // Where metrics are off by themselves there may be a monitor nevertheless; beside `metrics: false` it is refused.
  if (names('prometheus') && found.metrics !== false) found.prometheus = true;
  if (profile.metricsCertsSection !== 'absent' && metricsCerts !== (profile.metricsCertsSection === 'on')) {
    found.metricsCerts = metricsCerts;
  }
  if (webhooks && certManager !== profile.certManagerWithWebhooks) {
    if (certManager || found.metricsCerts !== true) found.certManager = certManager;
  }
  if (anyWebhooks && !webhooks) found.webhooks = false;
  return found;
}

function defaultKustomization(tree: FileTree): JsonObject | undefined {
  const text = tree.get('config/default/kustomization.yaml') ?? tree.get('config/default/kustomization.yml');
  if (text === undefined) return undefined;
  try {
    const documents = parseYaml(text, 'config/default/kustomization.yaml');
    return documents.find(isObject) ?? {};
  } catch {
    return undefined;
  }
}

/** Whether a CA goes from a Certificate to what calls webhooks: that of the metrics endpoint is asked by its Service. */
function givesCa(file: JsonObject): boolean {
  return listAt(file, 'replacements').some(
    (entry) => stringAt(entry, 'path') !== undefined || stringAt(objectAt(entry, 'source'), 'kind') === 'Certificate',
  );
}

/** The last segments of what `config/default` lists: directories and files of resources, components and patches. */
function activeEntries(file: JsonObject): ReadonlySet<string> {
  const entries = ['resources', 'bases', 'components', 'patchesStrategicMerge', 'patches', 'patchesJson6902'].flatMap(
    (field) =>
      listAt(file, field).flatMap((entry) => (typeof entry === 'string' ? entry : (stringAt(entry, 'path') ?? []))),
  );
  return new Set(
    entries.map(
      (entry) =>
        entry
          .replace(/(?<!\/)\/+$/, '')
          .split('/')
          .at(-1) ?? '',
    ),
  );
}
