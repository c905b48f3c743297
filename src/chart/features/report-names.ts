import { describeObject, listAt, nameOf, objectAt, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { eachValue, findAll, formatPath } from '../../kubernetes/paths.ts';
import { speaksOfObject } from '../../kubernetes/references/hint-words.ts';
import { POD_NAME_FIELDS, QUALIFIED_NAME_ANNOTATIONS } from '../../kubernetes/references/name-fields.ts';
import { argumentHint } from '../../kubernetes/references/text-names.ts';
import type { Document, Draft } from '../draft.ts';
import { INSTANCE } from '../labels.ts';

/** Names whose other side is not in the manifests, so that no graph can hold them together. */
export function reportNames(draft: Draft): void {
  reportMadeElsewhere(draft);
  reportMadeLater(draft);
  reportWrittenSelectors(draft);
  reportKept(draft);
  reportKnownByName(draft);
  for (const { manifest, node } of draft.documents) {
    if (manifest === undefined || node === undefined) continue;
    if (
      node.kind === 'Secret' &&
      (valueAt(manifest.object, 'data', 'tls.crt') || stringAt(manifest.object, 'stringData', 'tls.crt'))
    ) {
      draft.report.warn(
        'certificate-in-source',
        describeObject(manifest.object),
        'the certificate in it is for the names of the source, and does not change with those of a release',
      );
    }
  }
}

/** The Secrets and ConfigMaps that pods need and that somebody else makes. */
function reportMadeElsewhere({ graph, workloads, report }: Draft): void {
  const told = new Set<string>();
  for (const { object, templatePath, index } of workloads) {
    const base = [...templatePath, 'spec'];
    const spec = objectAt(object, ...base) ?? {};
    for (const { at, name: key, to } of POD_NAME_FIELDS) {
      if (to !== 'Secret' && to !== 'ConfigMap') continue;
      for (const { path, value } of findAll(spec, at, base)) {
        const name = stringAt(value, key);
        if (!name || valueAt(value, 'optional') === true) continue;
        const place = [...path, key].join('\0');
        if (graph.spans[index]!.some((span) => span.path.join('\0') === place)) continue;
        const title = `${to} ${name}`;
        if (told.has(title)) continue;
        told.add(title);
        report.assume(
          'made-elsewhere',
          describeObject(object),
          `no manifest makes the ${title}, so it keeps its name and has to be there: all releases in a namespace use the same`,
        );
      }
    }
  }
}

/** Objects that flags and variables name like the operator's own, and that it makes at run time, if anybody does. */
function reportMadeLater({ graph, project, workloads, report }: Draft): void {
  const { prefix } = project;
  if (prefix === undefined) return;
  const isNamed = new Set(graph.nodes.map(({ name }) => name));
  for (const { object, templatePath } of workloads) {
    const told = new Set<string>();
    const tell = (key: string, name: string) => {
      if (!name.startsWith(`${prefix}-`) || !/^[-a-z0-9]+$/.test(name) || isNamed.has(name)) return;
      if (!speaksOfObject(key) || told.has(name)) return;
      told.add(name);
      const reason = `${key} says ${name}, which no manifest makes, so it keeps its name: all releases in a namespace use the same`;
      report.assume('made-elsewhere', describeObject(object), reason);
    };
    for (const list of ['initContainers', 'containers']) {
      for (const container of listAt(object, ...templatePath, 'spec', list)) {
        for (const texts of [listAt(container, 'command'), listAt(container, 'args')]) {
          for (const [at, text] of texts.entries()) {
            const { key, offset } = argumentHint(String(text), String(texts[at - 1] ?? ''));
            tell(key, String(text).slice(offset));
          }
        }
        for (const variable of listAt(container, 'env'))
          tell(stringAt(variable, 'name') ?? '', stringAt(variable, 'value') ?? '');
      }
    }
  }
}

/** A value for the label of releases in a text: `control-plane=manager,app.kubernetes.io/instance=demo`. */
const WRITTEN_SELECTOR = new RegExp(`${INSTANCE.replaceAll('.', '\\.')}["']?\\s*(?:!?=|:|(?:not)?in\\b)`);

/** Selectors that are text to everybody but the program that reads them. */
function reportWrittenSelectors({ documents, report }: Draft): void {
  for (const { manifest } of documents) {
    if (manifest === undefined || manifest.object.kind === 'CustomResourceDefinition') continue;
    eachValue(manifest.object as JsonValue, (value, path) => {
      if (typeof value !== 'string' || !WRITTEN_SELECTOR.test(value)) return;
      const reason = `it says what ${INSTANCE} is, which is the name of the release in the chart`;
      report.leave(describeObject(manifest.object), formatPath(path), reason);
    });
  }
}

/** Names that every release shares although others are the release's. */
function reportKept({ documents, kept, report }: Draft): void {
  for (const { manifest, node } of documents) {
    const because = node === undefined ? undefined : kept.get(node.id);
    if (manifest === undefined || because === undefined || because === 'option') continue;
    const why =
      because === 'composed'
        ? 'its name and others are made of each other, which a program may do by itself'
        : 'nothing in the manifests refers to it, and its kind may prescribe its name';
    const where = node!.clusterScoped ? 'only one release in a cluster' : 'only one release in a namespace';
    report.assume(
      'name-kept',
      describeObject(manifest.object),
      `it keeps its name, since ${why}: ${where} can have it`,
    );
  }
}

/** Objects whose names change with the release, and that nothing in the manifests looks for: somebody else may. */
function reportKnownByName(draft: Draft): void {
  const { report, knownByName } = draft;
  const { used, accounts, bound } = usersOf(draft);
  const asDefault = draft.project.prefix ?? draft.chart;
  for (const document of draft.documents) {
    const { manifest, node } = document;
    if (manifest === undefined || node === undefined || typeof draft.names.name(node.id) === 'string') continue;
    const by = lookedForBy(document, used.has(node.id), accounts.has(node.id), bound.has(node.id));
    if (by === undefined) continue;
    const title = describeObject(manifest.object);
    knownByName.push({ title: `${node.kind} ${node.name}`, by });
    if (by === READERS) continue;
    report.assume(
      'unreferenced-name',
      title,
      `${by}, and its name changes with the release: whoever knows it by its name finds it only in a release that is called ${asDefault}, or with that as fullnameOverride. keepNames has it keep its name`,
    );
  }
}

/** Whom roles are for that the chart binds to nobody. */
const READERS = 'it is bound by whoever installs the chart';

/**
 * What is used by something other than rights: to be granted is not to be referred to. Accounts count where pods run
 * under them, roles where they are bound to such an account, or to users and groups.
 */
function usersOf({ graph, workloads }: Draft): Record<'used' | 'accounts' | 'bound', Set<number>> {
  const used = new Set<number>();
  const accounts = new Set<number>();
  const bound = new Set<number>();
  const isRight = (kind: string) => /^(Cluster)?Role(Binding)?$/.test(kind);
  const isPod = new Set(workloads.map(({ index }) => index));
  for (const [index, spans] of graph.spans.entries()) {
    const { kind } = graph.nodes[index]!;
    for (const { target, path } of spans) {
      if (!('node' in target) || target.node === index) continue;
      if (isPod.has(index) && /^serviceAccount(Name)?$/.test(String(path.at(-1)))) accounts.add(target.node);
      // A Certificate is for the names of a Service, and calls it no more than a rule does.
      const isName = kind === 'Certificate' && graph.nodes[target.node]!.kind === 'Service';
      if (!isRight(kind) && !isName) used.add(target.node);
    }
    for (const { selects } of graph.selectors[index] ?? []) {
      for (const selected of selects) if (graph.nodes[selected]!.kind === 'Service') used.add(selected);
    }
  }
  for (const [index, spans] of graph.spans.entries()) {
    if (!graph.nodes[index]!.kind.endsWith('RoleBinding')) continue;
    const named = spans.flatMap(({ target, path }) => ('node' in target ? [{ id: target.node, path }] : []));
    const subjects = listAt(graph.nodes[index]!.object, 'subjects');
    const isLive =
      subjects.some((subject) => stringAt(subject, 'kind') !== 'ServiceAccount') ||
      named.some(({ id, path }) => path[0] === 'subjects' && accounts.has(id)) ||
      named.filter(({ path }) => path[0] === 'subjects').length < subjects.length;
    if (isLive) for (const { id, path } of named) if (path[0] === 'roleRef') bound.add(id);
  }
  return { used, accounts, bound };
}

/** Who may look for an object by its name, where nothing in the manifests does. */
function lookedForBy(document: Document, isUsed: boolean, isAccount: boolean, isBound: boolean): string | undefined {
  const { kind, manifest, folder } = document;
  const object = manifest!.object;
  switch (kind) {
    case 'ServiceAccount':
      return isAccount || isUsed ? undefined : 'no pod of the manifests runs under it';
    case 'Role':
    case 'ClusterRole': {
      if (isBound || isUsed) return undefined;
      const labels = Object.keys(objectAt(object, 'metadata', 'labels') ?? {});
      if (labels.some((label) => label.startsWith('rbac.authorization.k8s.io/aggregate-to-'))) return undefined;
      if (/(-(viewer|editor|admin)(-role)?|metrics-reader)$/.test(nameOf(object))) return READERS;
      return 'it is bound to no account that a pod of the manifests runs under';
    }
    case 'Service':
      return isUsed || folder === 'metrics' ? undefined : 'nothing in the manifests calls it';
    default:
      return !isUsed && isLookedFor(document) ? 'nothing in the manifests refers to it' : undefined;
  }
}

/** Whether an object is of a kind that programs look for: configuration, and what they write their authority into. */
function isLookedFor({ kind, manifest }: Document): boolean {
  const object = manifest!.object;
  if (kind === 'ConfigMap') return true;
  if (kind === 'Secret') return stringAt(object, 'type') !== 'kubernetes.io/service-account-token';
  if (!kind.endsWith('WebhookConfiguration')) return false;
  const annotations = objectAt(object, 'metadata', 'annotations') ?? {};
  const isInjected = Object.keys(QUALIFIED_NAME_ANNOTATIONS).some((key) => Object.hasOwn(annotations, key));
  return !isInjected && listAt(object, 'webhooks').every((webhook) => !stringAt(webhook, 'clientConfig', 'caBundle'));
}
