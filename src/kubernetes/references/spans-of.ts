import { namespaceOf, objectAt, stringAt } from '../identity.ts';
import type { JsonValue } from '../object.ts';
import { eachValue, findAll, type Path } from '../paths.ts';
import { isBuiltInGroup } from '../scope.ts';
import { podTemplatePath } from '../workload-kinds.ts';
import { accountSpans } from './account-names.ts';
import { celSpans } from './cel-names.ts';
import { configTextSpans } from './config-text.ts';
import { containerTexts } from './container-texts.ts';
import { customResourceNames } from './custom-resource-names.ts';
import { dnsSpans } from './dns-names.ts';
import {
  NAME_FIELDS,
  NAME_STRINGS,
  NAMESPACE_LISTS,
  type NameField,
  POD_NAME_FIELDS,
  POD_NAMESPACE_LISTS,
  QUALIFIED_NAME_ANNOTATIONS,
} from './name-fields.ts';
import { namespaceLabels } from './namespace-labels.ts';
import type { NodeIndex } from './node-index.ts';
import { promqlSpans } from './promql-names.ts';
import type { GraphNode, Span, TellDoubt } from './reference.ts';
import { resourceNames } from './resource-names.ts';
import { SpanCollector } from './span-collector.ts';
import type { TextJudge } from './text-names.ts';

/** Every reference of one object. The rules go from those that are sure of the field to those that judge by the text. */
export function spansOf(
  node: GraphNode,
  index: NodeIndex,
  judge: TextJudge,
  doubt: TellDoubt,
  isOtherJob: (service: number) => boolean,
): readonly Span[] {
  const { object } = node;
  const spans = new SpanCollector(index);
  spans.name(['metadata', 'name'], node.name, node, 'definition');
  // Outside all namespaces it means nothing (the API server takes it away), but it moves with the others.
  const stated = namespaceOf(object);
  if (node.stays && stated !== undefined) {
    const reason = `it stays in ${stated}, where the Role is that it binds and that no manifest makes`;
    if (stated === index.home) doubt({ path: ['metadata', 'namespace'], text: stated, reason });
  } else if (stated !== undefined) spans.namespace(['metadata', 'namespace'], stated, 'metadata.namespace');

  const template = podTemplatePath(object);
  // Kubernetes names pods itself; who writes a name here writes the workload's.
  if (template !== undefined && stringAt(object, ...template, 'metadata', 'name') === node.name)
    spans.name([...template, 'metadata', 'name'], node.name, node, 'pod template');
  const podSpec = template === undefined ? undefined : objectAt(object, ...template, 'spec');
  for (const field of NAME_FIELDS) {
    if (field.in.includes(object.kind) || field.in[0] === '*') namedBy(field, object, [], node, index, spans);
  }
  for (const { in: kinds, at, to } of NAME_STRINGS) {
    if (!kinds.includes(object.kind)) continue;
    for (const { path, value } of findAll(object, at)) {
      if (typeof value === 'string') spans.name(path, value, index.find(to, node.namespace, value), at);
    }
  }
  for (const { in: kinds, at } of NAMESPACE_LISTS) if (kinds.includes(object.kind)) namespacesAt(at, object, [], spans);
  if (template !== undefined && podSpec !== undefined) {
    const base = [...template, 'spec'];
    for (const at of POD_NAMESPACE_LISTS) namespacesAt(at, podSpec, base, spans);
    for (const field of POD_NAME_FIELDS) namedBy(field, podSpec, base, node, index, spans);
    containerTexts(podSpec, base, node, judge, spans, doubt);
  }
  for (const holder of template === undefined ? [[]] : [[], template]) qualifiedNames(object, holder, index, spans);
  if (object.kind === 'CustomResourceDefinition') return spans.spans;
  const isBuiltIn = isBuiltInGroup(object.apiVersion);
  for (const holder of template === undefined ? [[]] : [[], template]) otherAnnotations(node, holder, judge, spans);
  if (object.kind === 'Role' || object.kind === 'ClusterRole') resourceNames(node, index, spans);
  namespaceLabels(object, spans);
  if (object.kind === 'PrometheusRule') {
    for (const { path, value } of findAll(object, 'spec.groups[].rules[].expr')) {
      if (typeof value === 'string') spans.found(path, promqlSpans(value, node.namespace, index, isOtherJob), 'promql');
    }
  }
  eachValue(object as JsonValue, (value, path) => {
    if (typeof value !== 'string') return;
    if (isBuiltIn && isExpression(path)) spans.found(path, celSpans(value, index), 'cel');
    if (isTextOfContainer(path, template)) return;
    spans.found(path, accountSpans(value, node.namespace, index), 'account');
    // An image with a number for a tag looks like a host with its port.
    if (path.at(-1) !== 'image') spans.found(path, dnsSpans(value, node.namespace, index), 'dns-name');
  });
  configFiles(node, judge, spans, doubt);
  if (!isBuiltIn) customResourceNames(node, index, judge, spans);
  return spans.spans;
}

function isExpression(path: Path): boolean {
  return path.at(-1) === 'expression' || path.at(-1) === 'valueExpression';
}

/** Whether a text was judged with the flag or the variable that it belongs to. */
function isTextOfContainer(path: Path, template: readonly string[] | undefined): boolean {
  if (template === undefined) return false;
  const [list, , key] = path.slice(template.length + 1);
  return /^(c|initC)ontainers$/.test(String(list)) && /^(command|args|env)$/.test(String(key));
}

function namedBy(
  field: Omit<NameField, 'in'>,
  root: JsonValue,
  base: Path,
  node: GraphNode,
  index: NodeIndex,
  spans: SpanCollector,
): void {
  for (const { path, value } of findAll(root, field.at, base)) {
    const name = stringAt(value, field.name);
    if (name === undefined || name === '') continue;
    const kind = typeof field.to === 'string' ? field.to : (stringAt(value, field.to.key) ?? field.to.otherwise ?? '');
    const other = field.namespace === undefined ? undefined : stringAt(value, field.namespace);
    const rule = `${node.kind} ${field.at === '' ? '' : `${field.at}.`}${field.name}`;
    spans.name([...path, field.name], name, index.find(kind, other || node.namespace, name), rule);
    if (field.namespace !== undefined && other) spans.namespace([...path, field.namespace], other, rule);
  }
}

function namespacesAt(pattern: string, root: JsonValue, base: Path, spans: SpanCollector): void {
  for (const { path, value } of findAll(root, pattern, base)) {
    if (typeof value === 'string') spans.namespace(path, value, pattern);
  }
}

/** Annotations that say `namespace/name`, of an object or of the pods that it makes. */
function qualifiedNames(object: JsonValue, holder: readonly string[], index: NodeIndex, spans: SpanCollector): void {
  const annotations = objectAt(object, ...holder, 'metadata', 'annotations') ?? {};
  for (const [key, kind] of Object.entries(QUALIFIED_NAME_ANNOTATIONS)) {
    const value = stringAt(annotations, key);
    const slash = value?.indexOf('/') ?? -1;
    if (value === undefined || slash === -1) continue;
    const path = [...holder, 'metadata', 'annotations', key];
    spans.namespace(path, value, key, 0, slash);
    spans.name(path, value, index.find(kind, value.slice(0, slash), value.slice(slash + 1)), key, slash + 1);
  }
}

/** Annotations of other tools, by what their keys speak of. */
function otherAnnotations(node: GraphNode, holder: readonly string[], judge: TextJudge, spans: SpanCollector): void {
  for (const [key, value] of Object.entries(objectAt(node.object, ...holder, 'metadata', 'annotations') ?? {})) {
    if (typeof value !== 'string') continue;
    const path = [...holder, 'metadata', 'annotations', key];
    spans.found(path, judge.field(value, [key.slice(key.lastIndexOf('/') + 1)], node.namespace), 'annotation');
  }
}

function configFiles(node: GraphNode, judge: TextJudge, spans: SpanCollector, doubt: TellDoubt): void {
  const field = node.kind === 'ConfigMap' ? 'data' : node.kind === 'Secret' ? 'stringData' : undefined;
  if (field === undefined) return;
  for (const [key, value] of Object.entries(objectAt(node.object as JsonValue, field) ?? {})) {
    if (typeof value !== 'string') continue;
    const { found, doubtful } = configTextSpans(value, key, node.namespace, judge);
    spans.found([field, key], found, 'config-file');
    for (const each of doubtful) doubt({ path: [field, key], ...each });
  }
}
