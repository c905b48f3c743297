import { groupOf, isObject, listAt, nameOf, namespaceOf, objectAt, stringAt } from '../identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../object.ts';
import { findAll, type Path, strings } from '../paths.ts';
import { podTemplatePath } from '../pod-specs.ts';
import { isBuiltInGroup, scopeOf } from '../scope.ts';
import { configTextSpans } from './config-text.ts';
import { dnsSpans } from './dns-names.ts';
import { impliedNamespace } from './implied-namespace.ts';
import { isSelective, selects } from './label-selectors.ts';
import { findLeftovers } from './leftover-names.ts';
import {
  NAME_FIELDS,
  NAMESPACE_LISTS,
  type NameField,
  POD_NAME_FIELDS,
  QUALIFIED_NAME_ANNOTATIONS,
  RESOURCE_KINDS,
} from './name-fields.ts';
import { NodeIndex } from './node-index.ts';
import type { Doubt, GraphNode, ReferenceGraph, Selector, Span } from './reference.ts';
import { POD_SELECTOR_FIELDS, SELECTOR_FIELDS, type SelectorField } from './selector-fields.ts';
import { argumentHint, TextJudge } from './text-names.ts';

/**
 * The reference graph of some objects: every field, DNS name, argument and selector by which one object means another.
 * Names that nothing in the input answers to are no references and get no span.
 */
export function findReferences(objects: readonly KubernetesObject[]): ReferenceGraph {
  const isClusterScoped = scopeOf(objects);
  const nodes: GraphNode[] = objects.map((object, index) => {
    const group = groupOf(object.apiVersion);
    const clusterScoped = isClusterScoped(group, object.kind);
    return {
      id: index,
      group,
      kind: object.kind,
      name: nameOf(object),
      namespace: clusterScoped ? undefined : namespaceOf(object),
      clusterScoped,
      object,
      index,
      provided: false,
    };
  });
  addProvided(nodes);
  addImpliedAccounts(nodes);
  const implied = impliedNamespace(objects);
  const index = new NodeIndex(nodes, implied);
  const doubts: Doubt[] = [];
  const judge = new TextJudge(index);
  const spans = objects.map((object, at) => spansOf(object, at, nodes[at]!, index, judge, doubts));
  const selectors = objects.map((object) => selectorsOf(object, objects));
  const told = new Set(doubts.map((doubt) => `${doubt.index}${doubt.path.join('\0')}`));
  const leftovers = findLeftovers(objects, nodes, index.namespaces(), spans).filter(
    (doubt) => !told.has(`${doubt.index}${doubt.path.join('\0')}`),
  );
  return { nodes, spans, selectors, doubts: [...doubts, ...leftovers], impliedNamespace: implied };
}

/** What comes to be because of an object: the Secrets that cert-manager writes. */
function addProvided(nodes: GraphNode[]): void {
  for (const node of [...nodes]) {
    for (const field of NAME_FIELDS) {
      if (field.provides !== true || !field.in.includes(node.kind) || typeof field.to !== 'string') continue;
      for (const { value } of findAll(node.object, field.at)) {
        const name = stringAt(value, field.name);
        if (name === undefined || name === '') continue;
        const exists = nodes.some((n) => n.kind === field.to && n.name === name && n.namespace === node.namespace);
        if (exists) continue;
        const provided = { ...node, id: nodes.length, group: '', kind: field.to, name, clusterScoped: false };
        nodes.push({ ...provided, provided: true });
      }
    }
  }
}

/** The ServiceAccount that a pod runs under although no manifest makes it: `default`, or one that a person makes. */
function addImpliedAccounts(nodes: GraphNode[]): void {
  for (const node of [...nodes]) {
    const template = node.provided ? undefined : podTemplatePath(node.object);
    if (template === undefined) continue;
    const name = stringAt(node.object, ...template, 'spec', 'serviceAccountName') || 'default';
    const exists = nodes.some(
      (other) => other.kind === 'ServiceAccount' && other.name === name && other.namespace === node.namespace,
    );
    if (exists) continue;
    nodes.push({ ...node, id: nodes.length, group: '', kind: 'ServiceAccount', name, provided: true });
  }
}

function spansOf(
  object: KubernetesObject,
  at: number,
  node: GraphNode,
  index: NodeIndex,
  judge: TextJudge,
  doubts: Doubt[],
): Span[] {
  const spans: Span[] = [];
  const taken = new Set<string>();
  const add = (path: Path, value: string, target: Span['target'], rule: string, start = 0, end = value.length) => {
    const key = `${path.join('\0')}\0${start}`;
    if (taken.has(key) || value === '') return;
    taken.add(key);
    spans.push({ path, start, end, target, rule });
  };
  const addNamespace = (path: Path, value: string, rule: string, start = 0, end = value.length) => {
    const name = value.slice(start, end);
    if (index.hasNamespace(name)) add(path, value, { namespace: name }, rule, start, end);
  };
  const addName = (path: Path, value: string, target: GraphNode | undefined, rule: string, start = 0, end?: number) => {
    if (target !== undefined) add(path, value, { node: target.id }, rule, start, end ?? value.length);
  };

  add(['metadata', 'name'], node.name, { node: node.id }, 'definition');
  if (node.namespace !== undefined) addNamespace(['metadata', 'namespace'], node.namespace, 'metadata.namespace');

  const applyField = (field: Omit<NameField, 'in'>, root: JsonValue, base: Path) => {
    for (const { path, value } of findAll(root, field.at, base)) {
      const name = stringAt(value, field.name);
      if (name === undefined || name === '') continue;
      const kind =
        typeof field.to === 'string' ? field.to : (stringAt(value, field.to.key) ?? field.to.otherwise ?? '');
      const other = field.namespace === undefined ? undefined : stringAt(value, field.namespace);
      const rule = `${object.kind} ${field.at === '' ? '' : `${field.at}.`}${field.name}`;
      addName([...path, field.name], name, index.find(kind, other || node.namespace, name), rule);
      if (field.namespace !== undefined && other) addNamespace([...path, field.namespace], other, rule);
    }
  };

  for (const field of NAME_FIELDS) {
    if (field.in.includes(object.kind) || field.in[0] === '*') applyField(field, object, []);
  }
  const template = podTemplatePath(object);
  const podSpec = template === undefined ? undefined : objectAt(object, ...template, 'spec');
  if (template !== undefined && podSpec !== undefined) {
    const base = [...template, 'spec'];
    for (const field of POD_NAME_FIELDS) applyField(field, podSpec, base);
    addContainerTexts(podSpec, base, node, judge, add, (path, text, reason) =>
      doubts.push({ index: at, path, text, reason }),
    );
  }
  for (const { in: kinds, at: pattern } of NAMESPACE_LISTS) {
    if (!kinds.includes(object.kind)) continue;
    for (const { path, value } of findAll(object, pattern)) {
      if (typeof value === 'string') addNamespace(path, value, pattern);
    }
  }
  for (const holder of template === undefined ? [[]] : [[], [...template]]) {
    const annotations = objectAt(object, ...holder, 'metadata', 'annotations') ?? {};
    for (const [key, kind] of Object.entries(QUALIFIED_NAME_ANNOTATIONS)) {
      const value = stringAt(annotations, key);
      const slash = value?.indexOf('/') ?? -1;
      if (value === undefined || slash === -1) continue;
      const path = [...holder, 'metadata', 'annotations', key];
      addNamespace(path, value, key, 0, slash);
      addName(path, value, index.find(kind, value.slice(0, slash), value.slice(slash + 1)), key, slash + 1);
    }
  }
  if (object.kind === 'Role' || object.kind === 'ClusterRole') addResourceNames(object, node, index, addName);
  addNamespaceLabels(object, addNamespace);
  for (const { path, value } of findAll(object, 'subjects[].name')) {
    // kubernetes.io/docs/reference/access-authn-authz/rbac#referring-to-subjects
    const groups = /^system:serviceaccounts?:([^:]+)(?::([^:]+))?$/.exec(String(value));
    if (groups === null || typeof value !== 'string') continue;
    const start = value.indexOf(groups[1]!, 'system:serviceaccount'.length);
    addNamespace(path, value, 'subjects', start, start + groups[1]!.length);
    if (groups[2] !== undefined) {
      addName(
        path,
        value,
        index.find('ServiceAccount', groups[1], groups[2]),
        'subjects',
        value.length - groups[2].length,
      );
    }
  }
  if (object.kind !== 'CustomResourceDefinition') {
    for (const { path, value } of strings(object)) {
      for (const found of dnsSpans(value, node.namespace, index)) {
        add(path, value, found.target, 'dns-name', found.start, found.end);
      }
    }
  }
  if (object.kind === 'ConfigMap' || object.kind === 'Secret') {
    for (const [key, value] of Object.entries(
      objectAt(object, object.kind === 'Secret' ? 'stringData' : 'data') ?? {},
    )) {
      if (typeof value !== 'string') continue;
      const path = [object.kind === 'Secret' ? 'stringData' : 'data', key];
      const { found, doubtful } = configTextSpans(value, key, node, judge);
      for (const span of found) add(path, value, span.target, 'config-file', span.start, span.end);
      for (const doubt of doubtful) doubts.push({ index: at, path, ...doubt });
    }
  }
  if (!isBuiltInGroup(object.apiVersion) && object.kind !== 'CustomResourceDefinition') {
    for (const { path, value } of strings(objectAt(object, 'spec') ?? {}, ['spec'])) {
      const found = judge.field(value, path, node);
      if (found !== undefined) add(path, value, found, 'custom-resource');
    }
  }
  return withoutOverlaps(spans);
}

type Add = (path: Path, value: string, target: Span['target'], rule: string, start?: number, end?: number) => void;

function addContainerTexts(
  podSpec: JsonObject,
  base: Path,
  node: GraphNode,
  judge: TextJudge,
  add: Add,
  doubt: (path: Path, text: string, reason: string) => void,
): void {
  for (const list of ['containers', 'initContainers']) {
    for (const [position, container] of listAt(podSpec, list).entries()) {
      const here = [...base, list, position];
      for (const key of ['command', 'args']) {
        const texts = listAt(container, key);
        for (const [at, text] of texts.entries()) {
          if (typeof text !== 'string') continue;
          const before = texts[at - 1];
          judgeText(text, argumentHint(text, typeof before === 'string' ? before : ''), [...here, key, at], 'argument');
        }
      }
      for (const [at, variable] of listAt(container, 'env').entries()) {
        const value = stringAt(variable, 'value');
        if (value === undefined) continue;
        const hint = { key: stringAt(variable, 'name') ?? '', offset: 0 };
        judgeText(value, hint, [...here, 'env', at, 'value'], 'env');
      }
    }
  }
  function judgeText(text: string, hint: { key: string; offset: number }, path: Path, rule: string): void {
    const { found, doubtful } = judge.text(text, hint, node.namespace);
    for (const span of found) add(path, text, span.target, rule, span.start, span.end);
    for (const reason of doubtful) doubt(path, text, reason);
  }
}

function addResourceNames(
  role: KubernetesObject,
  node: GraphNode,
  index: NodeIndex,
  addName: (path: Path, value: string, target: GraphNode | undefined, rule: string) => void,
): void {
  for (const [at, rule] of listAt(role, 'rules').entries()) {
    const kinds = listAt(rule, 'resources').flatMap((resource) => {
      const plural = typeof resource === 'string' ? (resource.split('/')[0] ?? '') : '';
      return Object.hasOwn(RESOURCE_KINDS, plural) ? [RESOURCE_KINDS[plural]!] : index.kindsOfPlural(plural);
    });
    for (const [position, name] of listAt(rule, 'resourceNames').entries()) {
      if (typeof name !== 'string') continue;
      // A ClusterRole's rule holds in every namespace, so the object may be in any.
      const found = kinds
        .map((kind) => (node.clusterScoped ? index.findAnywhere(kind, name) : index.find(kind, node.namespace, name)))
        .find((target) => target !== undefined);
      addName(['rules', at, 'resourceNames', position], name, found, 'resourceNames');
    }
  }
}

/** `kubernetes.io/metadata.name` is the label by which selectors of namespaces name one (kubernetes.io/docs/reference/labels-annotations-taints). */
function addNamespaceLabels(
  object: KubernetesObject,
  addNamespace: (path: Path, value: string, rule: string) => void,
): void {
  const label = 'kubernetes.io/metadata.name';
  const visit = (value: JsonValue, path: Path) => {
    if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) visit(item, [...path, at]);
    } else if (isObject(value)) {
      const named = objectAt(value, 'matchLabels');
      if (named !== undefined && typeof named[label] === 'string') {
        addNamespace([...path, 'matchLabels', label], named[label], 'namespaceSelector');
      }
      if (value.key === label) {
        for (const [at, name] of listAt(value, 'values').entries()) {
          if (typeof name === 'string') addNamespace([...path, 'values', at], name, 'namespaceSelector');
        }
      }
      for (const [key, child] of Object.entries(value)) visit(child, [...path, key]);
    }
  };
  if (object.kind !== 'CustomResourceDefinition')
    visit(object.spec ?? object.webhooks ?? null, [object.spec === undefined ? 'webhooks' : 'spec']);
}

function selectorsOf(object: KubernetesObject, objects: readonly KubernetesObject[]): Selector[] {
  const found: Selector[] = [];
  const template = podTemplatePath(object);
  const podSpec = template === undefined ? undefined : objectAt(object, ...template, 'spec');
  const look = (field: Omit<SelectorField, 'in'>, root: JsonValue, base: Path) => {
    const parents = field.anyNamespaceWith === undefined ? [] : findAll(root, parentOf(field.at), base);
    for (const { path, value } of findAll(root, field.at, base)) {
      if (!isSelective(value, field.form)) continue;
      const parent = parents.find((match) => match.path.length === path.length - 1 && isPrefix(match.path, path));
      const anyNamespace =
        field.selects === 'services'
          ? objectAt(object, 'spec', 'namespaceSelector') !== undefined
          : parent !== undefined && objectAt(parent.value, field.anyNamespaceWith!) !== undefined;
      const hits = objects.flatMap((candidate, at) => {
        const labels = selectableLabels(candidate, field.selects);
        if (labels === undefined || !selects(value, field.form, labels)) return [];
        return anyNamespace || namespaceOf(candidate) === namespaceOf(object) ? [at] : [];
      });
      if (hits.length > 0) found.push({ path, form: field.form, selects: hits });
    }
  };
  for (const field of SELECTOR_FIELDS) if (field.in.includes(object.kind)) look(field, object, []);
  if (podSpec !== undefined) for (const field of POD_SELECTOR_FIELDS) look(field, podSpec, [...template!, 'spec']);
  return found;
}

function selectableLabels(object: KubernetesObject, what: 'pods' | 'services'): JsonObject | undefined {
  if (what === 'services') {
    return object.kind === 'Service' ? (objectAt(object.metadata, 'labels') ?? {}) : undefined;
  }
  const template = podTemplatePath(object);
  return template === undefined ? undefined : (objectAt(object, ...template, 'metadata', 'labels') ?? {});
}

function parentOf(pattern: string): string {
  return pattern.slice(0, pattern.lastIndexOf('.'));
}

function isPrefix(prefix: Path, path: Path): boolean {
  return prefix.every((part, at) => path[at] === part);
}

/** Where two rules found the same text, the one that was asked first stays. */
function withoutOverlaps(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  const byPath = new Map<string, Span[]>();
  for (const span of spans) {
    const key = span.path.join('\0');
    const others = byPath.get(key) ?? [];
    if (others.some((other) => span.start < other.end && other.start < span.end)) continue;
    others.push(span);
    byPath.set(key, others);
    kept.push(span);
  }
  return kept;
}
