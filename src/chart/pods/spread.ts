import { valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import type { Workload } from '../draft.ts';
import { isSet, isTrue, not } from '../template/condition.ts';
import { nodeAt } from '../template/from-json.ts';
import {
  Action,
  Literal,
  TemplateList,
  TemplateMap,
  type TemplateNode,
  when,
  withPipeline,
  YamlPipeline,
} from '../template/nodes.ts';
import type { Scope } from '../values/values-model.ts';
import { hasReplicas } from './workloads.ts';

const HOST = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';
const PRESET = { type: 'string', enum: ['', 'soft', 'hard'] };

/**
 * `podAntiAffinityPreset` and `topologySpreadPreset`: pods of a workload on different nodes and in different zones,
 * without a selector to write. They go before what the source or the values say of the same.
 */
export function addSpread(
  { scope, document, object, templatePath }: Workload,
  podSpec: TemplateMap,
  rare: Scope,
): void {
  const selector = nodeAt(document.root, ['spec', 'selector']);
  if (!hasReplicas(object) || !(selector instanceof TemplateMap)) return;
  if (scope.section.has('affinity')) {
    const isNull = valueAt(object, ...templatePath, 'spec', 'affinity') === null;
    addAntiAffinity(scope, rare, podSpec, selector, isNull ? null : {});
  }
  if (scope.section.has('topologySpreadConstraints')) addZones(scope, rare, podSpec, selector);
}

function addAntiAffinity(
  { expression }: Scope,
  rare: Scope,
  podSpec: TemplateMap,
  selector: TemplateMap,
  empty: JsonValue,
): void {
  const anti = `${rare.expression}.podAntiAffinityPreset`;
  rare.section.set(
    'podAntiAffinityPreset',
    '',
    'Keeps the pods on different nodes: soft where possible, hard always; goes before affinity.podAntiAffinity.',
    PRESET,
  );
  joinAffinity(podSpec, `${expression}.affinity`, anti, selector, empty);
}

function addZones({ expression }: Scope, rare: Scope, podSpec: TemplateMap, selector: TemplateMap): void {
  const zones = `${rare.expression}.topologySpreadPreset`;
  rare.section.set(
    'topologySpreadPreset',
    '',
    'Spreads the pods over zones: soft where possible, hard always; goes before topologySpreadConstraints.',
    PRESET,
  );
  const constraints = `${expression}.topologySpreadConstraints`;
  const own = podSpec.entry('topologySpreadConstraints');
  if (own !== undefined) {
    own.guard =
      own.guard === undefined
        ? when(not(isSet(zones)))
        : withPipeline(`ternary list ${constraints} (not (empty ${zones}))`, isSet(constraints));
  }
  podSpec.entries.push({
    key: 'topologySpreadConstraints',
    value: new TemplateList([{ value: zoneConstraint(zones, selector) }]),
    guard: when(isSet(zones)),
  });
}

/** What the values say of affinity, with the preset in the place of one part of it. */
function joinAffinity(
  podSpec: TemplateMap,
  value: string,
  preset: string,
  selector: TemplateMap,
  empty: JsonValue,
): void {
  const entry = podSpec.entry('affinity');
  const block =
    entry?.value instanceof YamlPipeline && entry.guard !== undefined ? entry.value : new YamlPipeline('toYaml .');
  const joined = new TemplateMap([
    {
      inset: block,
      guard: withPipeline(
        `ternary (omit (${value} | default dict) "podAntiAffinity") ${value} (not (empty ${preset}))`,
        isSet(value),
      ),
    },
    { key: 'podAntiAffinity', value: antiAffinity(preset, selector), guard: when(isSet(preset)) },
  ]);
  // Written out empty in the source: it stays written out.
  if (entry !== undefined && entry.guard === undefined) joined.whenEmpty = new Literal(empty);
  podSpec.set('affinity', joined);
}

function antiAffinity(preset: string, labelSelector: TemplateNode): TemplateMap {
  const term = new TemplateMap([
    { key: 'labelSelector', value: labelSelector },
    { key: 'topologyKey', value: new Literal(HOST) },
  ]);
  const weighted = new TemplateMap([
    { key: 'weight', value: new Literal(100) },
    { key: 'podAffinityTerm', value: term },
  ]);
  const list = (value: TemplateNode) => new TemplateList([{ value }]);
  return new TemplateMap([
    {
      key: 'requiredDuringSchedulingIgnoredDuringExecution',
      value: list(term),
      guard: when(isTrue(`eq ${preset} "hard"`)),
    },
    {
      key: 'preferredDuringSchedulingIgnoredDuringExecution',
      value: list(weighted),
      guard: when(isTrue(`eq ${preset} "soft"`)),
    },
  ]);
}

function zoneConstraint(preset: string, labelSelector: TemplateNode): TemplateMap {
  return new TemplateMap([
    { key: 'maxSkew', value: new Literal(1) },
    { key: 'topologyKey', value: new Literal(ZONE) },
    {
      key: 'whenUnsatisfiable',
      value: new Action(`eq ${preset} "hard" | ternary "DoNotSchedule" "ScheduleAnyway"`),
    },
    { key: 'labelSelector', value: labelSelector },
  ]);
}
