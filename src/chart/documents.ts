import { nameOf } from '../kubernetes/identity.ts';
import type { JsonValue } from '../kubernetes/object.ts';
import type { ReferenceGraph, Span } from '../kubernetes/references/reference.ts';
import type { Document } from './draft.ts';
import { fileNameOf, folderOf } from './files/file-names.ts';
import type { Manifest } from './manifest.ts';
import { type NamePlan, suffixOf } from './names/name-plan.ts';
import { Placed } from './placed.ts';
import { isSet } from './template/condition.ts';
import { fromJson, nodeAt, replaceAt } from './template/from-json.ts';
import { Action, Literal, type TemplateMap, Text, when } from './template/nodes.ts';

/** Every object as a template tree, with an expression wherever the graph has a reference. */
export function documentsOf(manifests: readonly Manifest[], graph: ReferenceGraph, names: NamePlan): Document[] {
  const files = new Set<string>();
  const webhookServices = servicesOfWebhooks(graph);
  return manifests.map((manifest, index) => {
    const root = fromJson(manifest.object as JsonValue) as TemplateMap;
    putNames(root, graph.spans[index]!, names);
    const node = graph.nodes[index]!;
    if (!node.clusterScoped && node.namespace === undefined) putNamespace(root.map('metadata'));
    const folder = folderOf(manifest.object, webhookServices.has(index));
    const suffix = suffixOf(node.name, names.project.prefix) || node.name;
    const file = unique(`${folder}/${fileNameOf(node.kind, suffix)}`, files).slice(folder.length + 1);
    return { node, manifest, kind: node.kind, root, guards: new Placed(), folder, file, before: [], after: [] };
  });
}

/** Objects without a namespace go where the release goes, unless the values say otherwise. */
function putNamespace(metadata: TemplateMap): void {
  const value = '.Values.namespaceOverride';
  const entry = { key: 'namespace', value: new Action(`${value} | quote`), guard: when(isSet(value)) };
  const at = metadata.entries.findIndex((each) => 'key' in each && each.key === 'name');
  metadata.entries.splice(at + 1, 0, entry);
}

/** Writes the names of a chart into the strings where the graph found them. */
export function putNames(root: TemplateMap, spans: readonly Span[], names: NamePlan): void {
  const byPath = new Map<string, Span[]>();
  for (const span of spans) {
    const key = JSON.stringify(span.path);
    byPath.set(key, [...(byPath.get(key) ?? []), span]);
  }
  for (const group of byPath.values()) {
    const path = group[0]!.path;
    const leaf = nodeAt(root, path);
    if (!(leaf instanceof Literal) || typeof leaf.value !== 'string') continue;
    const text = withNames(leaf.value, group, names);
    if (text !== undefined) replaceAt(root, path, text);
  }
}

function withNames(value: string, spans: readonly Span[], names: NamePlan): Text | undefined {
  const parts: Text['parts'][number][] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const name = 'node' in span.target ? names.name(span.target.node) : names.namespace(span.target.namespace);
    if (typeof name === 'string') continue; // a name that every release shares stays as it is
    if (span.start > at) parts.push(value.slice(at, span.start));
    parts.push(name);
    at = span.end;
  }
  if (parts.length === 0) return undefined;
  if (at < value.length) parts.push(value.slice(at));
  return new Text(...parts);
}

function servicesOfWebhooks(graph: ReferenceGraph): Set<number> {
  const found = new Set<number>();
  for (const [index, spans] of graph.spans.entries()) {
    const kind = graph.nodes[index]!.kind;
    if (!kind.endsWith('WebhookConfiguration') && kind !== 'CustomResourceDefinition') continue;
    for (const span of spans) {
      if ('node' in span.target && graph.nodes[span.target.node]!.kind === 'Service') found.add(span.target.node);
    }
  }
  return found;
}

function unique(path: string, taken: Set<string>): string {
  let candidate = path;
  for (let count = 2; taken.has(candidate); count += 1) candidate = `${path}-${count}`;
  taken.add(candidate);
  return candidate;
}

/** `Kind name` of a document, for conditions and messages. */
export function titleOf(document: Document): string {
  return document.manifest === undefined ? document.kind : `${document.kind} ${nameOf(document.manifest.object)}`;
}
