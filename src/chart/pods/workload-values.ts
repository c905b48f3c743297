import { listAt, objectAt, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { workloadKindOf } from '../../kubernetes/workload-kinds.ts';
import type { Draft, Workload } from '../draft.ts';
import type { Found } from '../find/found.ts';
import { isSet, not } from '../template/condition.ts';
import { goString } from '../template/escape.ts';
import { mapAt, nodeAt } from '../template/from-json.ts';
import {
  Action,
  both,
  Literal,
  rangeOver,
  TemplateLines,
  TemplateList,
  TemplateMap,
  withOthers,
  withPipeline,
  withValue,
  YamlPipeline,
} from '../template/nodes.ts';
import { reservedKeys } from '../values/reserved-keys.ts';
import { INTEGER_OR_NULL, kubernetes, listOf, PULL_POLICY, STRING, STRING_MAP } from '../values/schema-types.ts';
import { camelCase, canBeValue, type Scope, subScope } from '../values/values-model.ts';
import { otherStrategy } from './alternatives.ts';
import { mainContainerIn, mainContainerOf } from './container-args.ts';
import { addEnvironment, TOLD_NOTHING, type Told } from './environment.ts';
import { addOverride, type ExposedField, exposeField, forPlatform, toJson } from './exposed-fields.ts';
import { followsAppVersion, imageExpression } from './image-expression.ts';
import { DIGEST, GONE_REGISTRY, imageParts, PROXY_IMAGE, splitRegistry } from './images.ts';
import { CONTAINER_FIELDS, INIT_CONTAINER_FIELDS, isRareField, POD_FIELDS } from './pod-fields.ts';
import { addSpread } from './spread.ts';
import { hasReplicas } from './workloads.ts';

/** The values of every workload. */
export function addWorkloads(draft: Draft, found: Found): void {
  for (const workload of draft.workloads) addWorkloadValues(draft, workload, found);
}

/** Gives a workload its values: each field is printed from them, and each default is what the source has. */
function addWorkloadValues(draft: Draft, workload: Workload, found: Found): void {
  const { root } = workload.document;
  const podTemplate = mapAt(root, ...workload.templatePath);
  if (podTemplate === undefined) return;
  const podSpec = podTemplate.map('spec');
  const containers = podSpec.get('containers');
  addReplicas(workload, root, found.scaled.has(workload));
  const main = mainContainerOf(workload);
  if (main !== undefined) addMainContainer(draft, workload, main, found);
  addAnnotations(draft, workload, root, podTemplate);
  addPullSecrets(draft, workload.scope, podSpec);
  const rare = rareScopes(draft, workload);
  for (const field of POD_FIELDS) {
    if (draft.rules > 1 && isRareField(field)) addOverride(draft.chart, rare.pod, podSpec, field);
    else exposeField(workload.scope, podSpec, draft.rules > 1 ? forPlatform(draft.chart, field) : field);
  }
  addSpread(workload, podSpec, rare.pod);
  addRollout(workload, root, rare.workload);
  addExtras(draft, workload, podSpec, rare);
  // What few set stands behind what many do.
  if (draft.rules > 1) for (const { key } of Object.values(rare)) workload.scope.section.putLast(key);
  if (containers instanceof TemplateList) addSidecars(draft, workload, podSpec, containers);
}

/** Where fields that few set have their values: in maps of their own, or as in charts of before beside the others. */
function rareScopes(
  draft: Draft,
  { scope, object }: Workload,
): Record<'container' | 'pod' | 'workload', Scope & { readonly key: string }> {
  const map = (key: string, of: string) =>
    draft.rules === 1
      ? { ...scope, key }
      : { ...subScope(scope, key, `Fields of the ${of} that few set; as in the manifests unless set here.`), key };
  return {
    container: map('container', 'main container'),
    pod: map('pod', 'pods'),
    workload: map(lowerFirst(object.kind), object.kind),
  };
}

function lowerFirst(text: string): string {
  return text[0]!.toLowerCase() + text.slice(1);
}

/** Where an autoscaler is on, the workload has no number of its own. */
function addReplicas({ object, scope }: Workload, root: TemplateMap, mayScale: boolean): void {
  if (!hasReplicas(object)) return;
  const spec = root.map('spec');
  exposeField(scope, spec, {
    key: 'replicaCount',
    field: 'replicas',
    description: 'Number of pods; null leaves it to an autoscaler.',
    schema: INTEGER_OR_NULL,
    form: 'int',
  });
  const entry = spec.entry('replicas');
  if (mayScale && entry !== undefined) {
    entry.guard = both(entry.guard, not(isSet(`${scope.expression}.autoscaling.enabled`)));
  }
}

function addRollout({ object }: Workload, root: TemplateMap, scope: Scope): void {
  const field = workloadKindOf(object)?.rollout;
  if (field === undefined) return;
  exposeField(scope, root.map('spec'), {
    key: field,
    field,
    description: 'How pods are replaced by newer ones.',
    schema: kubernetes('strategy'),
    form: 'tree',
    alternative: otherStrategy,
  });
  exposeField(scope, root.map('spec'), {
    key: 'revisionHistoryLimit',
    field: 'revisionHistoryLimit',
    description: 'How many old revisions Kubernetes keeps.',
    schema: INTEGER_OR_NULL,
    form: 'int',
  });
}

/** Behind all that is about the pod and its main container, which people set more often. */
function addSidecars(draft: Draft, workload: Workload, podSpec: TemplateMap, containers: TemplateList): void {
  // Beside the values of its own workload, and, of the manager, beside the keys of the other workloads.
  const others = workload.key === undefined ? draft.workloads.flatMap(({ key }) => key ?? []) : [];
  const taken = new Set([...reservedKeys(draft.rules), ...others]);
  for (const [at, source] of listAt(workload.object, ...workload.templatePath, 'spec', 'containers').entries()) {
    const map = nodeAt(containers, [at]);
    if (map instanceof TemplateMap && at !== workload.mainContainer)
      addSidecar(draft, workload, map, source, taken, CONTAINER_FIELDS);
  }
  const init = podSpec.get('initContainers');
  for (const [at, source] of listAt(workload.object, ...workload.templatePath, 'spec', 'initContainers').entries()) {
    const map = init === undefined ? undefined : nodeAt(init, [at]);
    if (map instanceof TemplateMap) addSidecar(draft, workload, map, source, taken, INIT_CONTAINER_FIELDS);
  }
}

function addMainContainer(draft: Draft, workload: Workload, map: TemplateMap, { watched, webhooks }: Found): void {
  const { scope, isManager } = workload;
  const source = mainContainerIn(workload) ?? null;
  addImage(draft, scope, map, source, isManager);
  const rare = rareScopes(draft, workload).container;
  addInvocation(draft, scope, map, source, rare, {
    watched: isManager ? (watched?.variables ?? []) : [],
    switchesWebhooks: webhooks?.switched.has(workload) === true,
  });
  for (const field of CONTAINER_FIELDS) {
    if (draft.rules > 1 && isRareField(field)) addOverride(draft.chart, rare, map, field);
    else exposeField(scope, map, draft.rules > 1 ? forPlatform(draft.chart, field) : field);
  }
}

/** What a container is started with beside what the chart says: arguments and environment. */
function addInvocation(
  draft: Draft,
  scope: Scope,
  map: TemplateMap,
  source: JsonValue,
  rare: Scope,
  told: Told = TOLD_NOTHING,
): void {
  scope.section.set('extraArgs', [], 'Arguments behind those of the chart. Templates in them are evaluated.', {
    type: 'array',
    items: { type: ['string', 'number', 'boolean'] },
  });
  const extra = `${scope.expression}.extraArgs`;
  const line = `- {{ include ${goString(`${draft.chart}.text`)} (list $ .) | quote }}`;
  map.list('args').add({ inset: new TemplateLines(line), guard: rangeOver(extra) }, draft.place);
  addEnvironment(draft, scope, map, source, rare, told);
}

function addSidecar(
  draft: Draft,
  workload: Workload,
  map: TemplateMap,
  source: JsonValue,
  taken: Set<string>,
  fields: readonly ExposedField[],
): void {
  const name = stringAt(source, 'name') ?? 'container';
  const { kind, metadata } = workload.object;
  const isFree = (each: string) => !taken.has(each);
  const group = workload.key === undefined ? 'container' : `container-of-${workload.key}`;
  const key = draft.choices.key(group, `${kind}/${metadata.name}/${name}`, wantedKeys(name), isFree);
  taken.add(key);
  const scope = subScope(workload.scope, key, `Container ${name}.`);
  addImage(draft, scope, map, source, false);
  if (draft.rules > 1) draft.besides.add(scope.section);
  addInvocation(draft, scope, map, source, scope);
  for (const field of fields) exposeField(scope, map, draft.rules > 1 ? forPlatform(draft.chart, field) : field);
  const mounts = `${scope.expression}.extraVolumeMounts`;
  const description = 'Mounts beside those of the chart. Templates in them are evaluated.';
  scope.section.set('extraVolumeMounts', [], description, listOf('volumeMount'));
  map.list('volumeMounts').add({ inset: new YamlPipeline('tpl (toYaml .) $'), guard: withValue(mounts) }, draft.place);
}

function* wantedKeys(name: string): Generator<string> {
  yield camelCase(name);
  yield camelCase(`${name}-container`);
  for (let count = 2; ; count += 1) yield camelCase(`${name}-container-${count}`);
}

function addImage(draft: Draft, parent: Scope, map: TemplateMap, source: JsonValue, isManager: boolean): void {
  const image = valueAt(source, 'image');
  if (image === undefined || !canBeValue(parent, 'image', image, { ...STRING, minLength: 1 })) return;
  const { tag, digest, repository: whole } = imageParts(String(image));
  const followsApp = followsAppVersion(draft, String(image), isManager);
  const { registry, repository } = draft.rules > 1 ? splitRegistry(whole) : { registry: '', repository: whole };
  const scope = subScope(parent, 'image', '');
  const { section } = scope;
  const registryText =
    draft.rules > 1
      ? 'Registry of the image; global.imageRegistry takes its place.'
      : 'Registry put before the repository, for mirrors.';
  section.set('registry', registry, registryText, STRING);
  const isGone = whole.startsWith(GONE_REGISTRY);
  const gone = isGone ? ` The one of the manifests can no longer be pulled; ${PROXY_IMAGE} can.` : '';
  section.set('repository', repository, `Repository of the image.${gone}`, { ...STRING, minLength: 1 });
  if (isGone) draft.goneImages.push({ scope, registry, repository, whole });
  section.set(
    'tag',
    followsApp ? '' : tag,
    isManager || followsApp ? "Tag of the image; empty for the chart's appVersion." : 'Tag of the image.',
    STRING,
  );
  section.set(
    'digest',
    digest,
    `Digest of the image, such as sha256:…; goes before the tag.${digest === '' ? '' : ' Another tag leaves this one out.'}`,
    { type: 'string', pattern: `^$|${DIGEST.source}` },
  );
  map.set('image', new Action(`${imageExpression(draft, scope.expression, String(image), isManager)} | quote`));
  exposeField(scope, map, {
    key: 'pullPolicy',
    field: 'imagePullPolicy',
    description: 'When the image is pulled; empty for the default of Kubernetes.',
    schema: PULL_POLICY,
    form: 'text',
  });
}

function addAnnotations(draft: Draft, workload: Workload, root: TemplateMap, podTemplate: TemplateMap): void {
  const { scope, object } = workload;
  const [holder, key] =
    draft.rules === 1
      ? [scope, `${lowerFirst(object.kind)}Annotations`]
      : [rareScopes(draft, workload).workload, 'annotations'];
  addAnnotationValue(holder, root.map('metadata'), key, `Annotations of the ${object.kind}.`);
  if (workload.templatePath.length === 0) return;
  const metadata = podTemplate.map('metadata');
  addAnnotationValue(scope, metadata, 'podAnnotations', 'Annotations of the pods.');
  scope.section.set('podLabels', {}, 'Labels of the pods, beside those that the chart selects them by.', STRING_MAP);
  const source = Object.keys(objectAt(object, ...workload.templatePath, 'metadata', 'labels') ?? {});
  const own = [...new Set(['app.kubernetes.io/instance', ...source])];
  metadata
    .map('labels')
    .entries.push({ inset: new YamlPipeline('toYaml .'), guard: withOthers(`${scope.expression}.podLabels`, own) });
}

/**
 * What Helm's toYaml loses or does not indent: control characters, line breaks and spaces beside the plain ones, and empty
 * lines at the end, of which it takes one.
 */
export const NOT_FOR_TO_YAML = /[\u007f-\u009f\p{Zl}\p{Zp}]|(?! )\p{Zs}|(^|\n)\n$/u;

/**
 * Annotations that are plain text are defaults in values; those that name objects of the chart stay in the template, and
 * those with characters that only our printer escapes.
 */
export function addAnnotationValue(scope: Scope, metadata: TemplateMap, key: string, description: string): void {
  const source = metadata.get('annotations');
  const value = `${scope.expression}.${key}`;
  const plain: Record<string, JsonValue> = {};
  const kept: TemplateMap['entries'] = [];
  if (source instanceof TemplateMap) {
    for (const entry of source.entries) {
      const json = 'key' in entry && entry.guard === undefined ? toJson(entry.value) : undefined;
      if (!('key' in entry) || typeof entry.key !== 'string' || typeof json !== 'string') kept.push(entry);
      else if (NOT_FOR_TO_YAML.test(json)) kept.push(entry);
      else plain[entry.key] = json;
    }
  }
  scope.section.set(key, plain, description, STRING_MAP);
  const reserved = kept.flatMap((entry) => ('key' in entry && typeof entry.key === 'string' ? [entry.key] : []));
  if (source instanceof Literal)
    metadata.map('annotations').entries.push({ inset: new YamlPipeline('toYaml .'), guard: withValue(value) });
  else if (reserved.length === 0) metadata.set('annotations', new YamlPipeline('toYaml .'), withValue(value));
  else {
    const others = { inset: new YamlPipeline('toYaml .'), guard: withOthers(value, reserved) };
    metadata.set('annotations', new TemplateMap([...kept, others]));
  }
}

/** Objects, as pods have them, or names alone, as other charts want them. */
const PULL_SECRETS = {
  type: 'array',
  items: { anyOf: [kubernetes('localObjectReference'), { type: 'string', minLength: 1 }] },
};

function addPullSecrets(draft: Draft, scope: Scope, podSpec: TemplateMap): void {
  const schema = kubernetes('localObjectReference');
  const kept: TemplateList['items'] = [];
  const plain: JsonValue[] = [];
  for (const item of podSpec.list('imagePullSecrets').items) {
    const json = 'value' in item ? toJson(item.value) : undefined;
    if (json !== undefined && canBeValue(scope, 'imagePullSecrets', json, schema)) plain.push(json);
    else kept.push(item);
  }
  const value = `${scope.expression}.imagePullSecrets`;
  const all = `include ${goString(`${draft.chart}.imagePullSecrets`)} (list $ ${value})`;
  const description = 'Secrets with credentials of image registries.';
  scope.section.set('imagePullSecrets', plain, description, PULL_SECRETS);
  podSpec.list('imagePullSecrets').items = [...kept, { inset: new YamlPipeline('.'), guard: withPipeline(all) }];
}

/** What the chart has no key for: more volumes, mounts and containers, as Kubernetes writes them. */
function addExtras(
  { place }: Draft,
  { mainContainer }: Workload,
  podSpec: TemplateMap,
  rare: { pod: Scope; container: Scope },
): void {
  const containers = podSpec.list('containers');
  const main = nodeAt(containers, [mainContainer]);
  const extras: readonly (readonly [string, string, TemplateList | undefined, string])[] = [
    ['extraVolumes', 'volume', podSpec.list('volumes'), 'Volumes beside those of the chart.'],
    [
      'extraVolumeMounts',
      'volumeMount',
      main instanceof TemplateMap ? main.list('volumeMounts') : undefined,
      'Mounts of the main container beside those of the chart.',
    ],
    ['extraContainers', 'container', containers, 'Containers beside those of the chart.'],
    ['extraInitContainers', 'container', podSpec.list('initContainers'), 'Init containers behind those of the chart.'],
  ];
  for (const [key, definition, list, description] of extras) {
    if (list === undefined) continue;
    const { section, expression } = key === 'extraVolumeMounts' ? rare.container : rare.pod;
    section.set(key, [], `${description} Templates in them are evaluated.`, listOf(definition));
    list.add({ inset: new YamlPipeline('tpl (toYaml .) $'), guard: withValue(`${expression}.${key}`) }, place);
  }
}
