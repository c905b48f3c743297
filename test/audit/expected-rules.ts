import type { RuleId } from '../../src/audit/rules/rule-ids.ts';
import type { FeatureName, ResourceOptions, ScaffoldOptions } from '../../src/options/generated/types.ts';
import { toProject } from '../../src/options/to-project.ts';
import { defectsOf } from '../../src/presets/defects/defects-of.ts';
import { resolvePreset } from '../../src/presets/resolve-preset.ts';
import { featuresOf } from '../../src/scaffold/features.ts';

interface Options {
  readonly version: string;
  readonly resources: readonly ResourceOptions[];
  readonly has: (feature: FeatureName) => boolean;
}

const hooked = ({ resources }: Options) => resources.some(({ webhooks }) => webhooks !== undefined);
const kinds = ({ resources }: Options) => [...new Set(resources.map(({ kind }) => kind))];
const asked = ({ resources }: Options) =>
  resources.filter(({ webhooks }) => webhooks?.conversion).map(({ kind }) => kind);
const has = ({ version }: Options, id: string) => defectsOf(version).some((defect) => defect.id === id);
/** Whether the CRD of a kind is made to convert, for which any webhook was enough. */
const converts = (options: Options, kind: string) =>
  has(options, 'D24')
    ? options.resources.some((each) => each.kind === kind && each.webhooks !== undefined)
    : asked(options).includes(kind);
const isSingle = ({ resources }: Options, kind: string) => resources.filter((each) => each.kind === kind).length === 1;
const when = (holds: boolean, ...rules: readonly RuleId[]) => (holds ? rules : []);

/** What a defect shows of itself in manifests, by the options; the others lie elsewhere. */
const VISIBLE: Readonly<Record<string, (options: Options) => readonly RuleId[]>> = {
  D1: (options) => when(hooked(options) && options.has('networkPolicy'), 'policy-blocks-webhooks'),
  D2: (options) =>
    when(options.has('certManager') && !options.has('metricsCerts'), 'certificate-names', 'certificate-not-mounted'),
  D4: (options) => when(asked(options).length > 1 && options.has('certManager'), 'webhook-without-ca'),
  D8: (options) => when(!options.has('metrics'), 'service-port-leads-nowhere'),
  D24: (options) => {
    const idle = kinds(options).some((kind) => converts(options, kind) && isSingle(options, kind));
    // From 4.3.0 on the authority of CRDs is a section of its own, for those that asked to convert.
    const unasked =
      !has(options, 'D23') && options.has('certManager') && asked(options).length === 0 && hooked(options);
    return [...when(idle, 'conversion-unserved'), ...when(unasked, 'webhook-without-ca')];
  },
  D25: (options) => {
    const isOn = options.has('certManager') && (has(options, 'D23') || asked(options).length > 0);
    return when(isOn && kinds(options).some((kind) => !converts(options, kind)), 'ca-injection-into-nothing');
  },
  D26: (options) => when(hooked(options) && !options.has('certManager'), 'certificate-not-issued'),
  D27: (options) => when(options.has('metricsCerts') && options.has('prometheus'), 'monitor-port-unknown'),
  D30: () => ['proxy-image-gone'],
  D31: () => ['selector-shared'],
  D32: () => ['pod-not-restricted'],
  D44: ({ resources }) => when(resources.length > 0, 'kustomize-file-unused'),
  D46: (options) => when(options.has('metrics'), 'metrics-open'),
};

/**
 * The rules that find something in an untouched scaffold of a release: what is known of it, and nothing else.
 *
 * @param author whose scaffold it is: ours says in a comment that the reader's role has to be bound, which mends D11
 */
export function expectedRules(
  version: string,
  options: ScaffoldOptions,
  author: 'kubebuilder' | 'operator-scaffold' = 'operator-scaffold',
): string[] {
  const { profile } = resolvePreset(`kubebuilder@${version}`);
  const on = featuresOf(toProject(options), profile);
  const about: Options = { version, resources: options.resources ?? [], has: (feature) => on[feature] };
  const expected = defectsOf(version).flatMap(({ id }) => VISIBLE[id]?.(about) ?? []);
  if (author === 'kubebuilder' && has(about, 'D11')) expected.push('reader-unbound');
  return [...new Set(expected)].sort();
}
