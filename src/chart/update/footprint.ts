import {
  describeObject,
  groupOf,
  listAt,
  namespaceOf,
  objectAt,
  stringAt,
  valueAt,
} from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { chunkDigests } from '../../merge/chunks.ts';
import { immutableFields } from '../../objects/immutable/rules.ts';
import { isTied } from '../crds/crd-text.ts';
import type { CrdPolicy } from '../crds/place-crds.ts';
import type { Document, Draft } from '../draft.ts';
import { nodeAt } from '../template/from-json.ts';
import { Action, Literal, TemplateMap, type TemplateNode, Text } from '../template/nodes.ts';
import { printTemplate } from '../template/print.ts';

/** One object of a chart, as far as a cluster holds on to it from one version of the chart to the next. */
export interface FootprintObject {
  /** Kind, namespace and name in the manifests. */
  readonly object: string;
  readonly group: string;
  /** How the chart writes its name. */
  readonly name: string;
  /** How the chart writes its namespace, where it does. */
  readonly namespace?: string;
  /** Digest of what it is, whatever it is called: by it a renamed object is known again. */
  readonly like: string;
  /** Fields that the API server refuses to change, as the chart writes them, by JSON pointer. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Of a CustomResourceDefinition: whose it is, `group|Kind` of what it defines, and its versions. */
  readonly owner?: CrdOwner;
  readonly defines?: string;
  readonly versions?: readonly string[];
}

/** `release`: a template; `crds`: Helm's directory for them; `chart`: a chart of their own; `none`: not in the chart. */
export type CrdOwner = 'release' | 'crds' | 'chart' | 'none';

/** What a release of a chart leaves in a cluster that the next version of the chart has to agree with. */
export interface Footprint {
  /** The namespace of the manifests, in which a release has their names for what is outside its namespace. */
  readonly namespace: string;
  readonly objects: readonly FootprintObject[];
}

export function footprintOf(draft: Draft, policy: CrdPolicy): Footprint {
  const objects = draft.documents.flatMap((document) => {
    const { manifest, node } = document;
    if (manifest === undefined || node === undefined) return [];
    const namespace = textOf(nodeAt(document.root, ['metadata', 'namespace']));
    const fixed = fixedOf(document);
    return {
      object: describeObject(manifest.object),
      group: groupOf(manifest.object.apiVersion),
      name: textOf(nodeAt(document.root, ['metadata', 'name'])) ?? '',
      ...(namespace === undefined || namespaceOf(manifest.object) === undefined ? {} : { namespace }),
      like: likenessOf(document),
      ...(Object.keys(fixed).length === 0 ? {} : { fixed }),
      ...(document.kind === 'CustomResourceDefinition'
        ? { owner: ownerOf(document, policy), defines: definedBy(document), versions: versionsOf(document) }
        : {}),
    };
  });
  return { namespace: draft.project.namespace ?? '', objects };
}

function fixedOf({ manifest, root }: Document): Record<string, string> {
  const fixed: Record<string, string> = {};
  for (const pointer of immutableFields(manifest!.object)) {
    const path = pointer.slice(1).split('/');
    const source = valueAt(manifest!.object, ...path);
    const node = nodeAt(root, path);
    if (source === undefined || node === undefined) continue;
    const text = textOf(node) ?? '';
    // What is a value has the source's content for its default.
    fixed[pointer] = text.includes('.Values.') ? `${text}\n${canonical(source)}` : text;
  }
  return fixed;
}

function ownerOf(document: Document, policy: CrdPolicy): CrdOwner {
  if (policy === 'none') return 'none';
  return policy === 'templates' || policy === 'subchart' || isTied(document) ? 'release' : policy;
}

function definedBy({ manifest }: Document): string {
  return `${stringAt(manifest!.object, 'spec', 'group')}|${stringAt(manifest!.object, 'spec', 'names', 'kind')}`;
}

function versionsOf({ manifest }: Document): readonly string[] {
  const { object, rawVersions } = manifest!;
  const version = stringAt(object, 'spec', 'version');
  return (
    rawVersions?.names ??
    [...listAt(object, 'spec', 'versions').map((each) => stringAt(each, 'name') ?? ''), version ?? ''].filter(
      (name) => name !== '',
    )
  );
}

/** Without its own name and what only tells versions apart. */
function likenessOf({ manifest }: Document): string {
  const { metadata: _, apiVersion, ...body } = manifest!.object;
  const labels = objectAt(manifest!.object.metadata, 'labels') ?? {};
  const text = canonical([apiVersion, body as JsonValue, Object.keys(labels).length > 0 ? labels : null]);
  return chunkDigests(text, 1)[0] ?? '';
}

function textOf(node: TemplateNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node instanceof Literal && typeof node.value === 'string') return node.value;
  if (node instanceof Action) return `{{ ${node.expression} }}`;
  if (node instanceof Text)
    return node.parts.map((part) => (typeof part === 'string' ? part : `{{ ${part.expression} }}`)).join('');
  const map = new TemplateMap();
  map.set('is', node);
  return printTemplate(map).trimEnd();
}

function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_, each: JsonValue) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
