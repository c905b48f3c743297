import type { Draft, Workload } from '../draft.ts';
import { goString } from '../template/escape.ts';
import { nodeAt } from '../template/from-json.ts';
import {
  Action,
  Block,
  Literal,
  TemplateList,
  TemplateMap,
  type TemplateNode,
  when,
  withValue,
} from '../template/nodes.ts';

const HOST = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';
const PRESET = { type: 'string', enum: ['', 'soft', 'hard'] };

/**
 * `podAntiAffinityPreset` and `topologySpreadPreset`: pods of a workload on different nodes and in different zones,
 * without a selector to write. Both join what `affinity` and `topologySpreadConstraints` say, or are refused beside it.
 */
export function addSpread(draft: Draft, { scope, document, object }: Workload, podSpec: TemplateMap): void {
  const selector = nodeAt(document.root, ['spec', 'selector']);
  const isSpread = ['Deployment', 'StatefulSet', 'ReplicaSet'].includes(object.kind);
  if (!isSpread || !(selector instanceof TemplateMap)) return;
  const { section, expression } = scope;
  const path = (key: string) => `${expression}.${key}`.replace('.Values.', '');

  const anti = `${expression}.podAntiAffinityPreset`;
  section.set(
    'podAntiAffinityPreset',
    '',
    'Keeps the pods on different nodes: soft where possible, hard always; empty for what affinity says.',
    PRESET,
  );
  const affinity = joined(podSpec, 'affinity', `${expression}.affinity`, new TemplateMap());
  affinity.entries.push({ key: 'podAntiAffinity', value: antiAffinity(anti, selector), guard: when(anti) });
  draft.checks.push(`{{- if and ${anti} (${expression}.affinity | default dict).podAntiAffinity }}
{{- fail "${path('podAntiAffinityPreset')} and ${path('affinity')}.podAntiAffinity both say how pods avoid each other: set one of them." }}
{{- end }}`);

  const zones = `${expression}.topologySpreadPreset`;
  const constraints = `${expression}.topologySpreadConstraints`;
  section.set(
    'topologySpreadPreset',
    '',
    'Spreads the pods over zones: soft where possible, hard always; joins topologySpreadConstraints.',
    PRESET,
  );
  const list = joined(podSpec, 'topologySpreadConstraints', constraints, new TemplateList());
  list.items.push({ value: zoneConstraint(zones, selector), guard: when(zones) });
  draft.checks.push(`{{- if ${zones} }}
{{- range ${constraints} }}
{{- if eq .topologyKey ${goString(ZONE)} }}
{{- fail "${path('topologySpreadPreset')} and ${path('topologySpreadConstraints')} both spread the pods over zones: set one of them." }}
{{- end }}
{{- end }}
{{- end }}`);
}

/** What a knob prints, as a map or list that more can stand in. */
function joined<T extends TemplateMap | TemplateList>(podSpec: TemplateMap, key: string, value: string, into: T): T {
  const entry = podSpec.entry(key);
  const block = entry?.value instanceof Block && entry.guard !== undefined ? entry.value : new Block('toYaml .');
  // Written out empty in the source: it stays written out.
  into.keepEmpty = entry !== undefined && entry.guard === undefined;
  const inset = { inset: block, guard: withValue(value) };
  if (into instanceof TemplateMap) into.entries.push(inset);
  else into.items.push(inset);
  podSpec.set(key, into);
  return into;
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
      guard: when(`eq ${preset} "hard"`),
    },
    {
      key: 'preferredDuringSchedulingIgnoredDuringExecution',
      value: list(weighted),
      guard: when(`eq ${preset} "soft"`),
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
