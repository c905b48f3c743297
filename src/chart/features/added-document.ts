import { allDocuments, type Document, type Draft } from '../draft.ts';
import { fileNameOf } from '../files/file-names.ts';
import { labelObject } from '../labels.ts';
import { Placed } from '../placed.ts';
import { Literal, TemplateMap, type TemplateNode, Text } from '../template/nodes.ts';

/** An object that the manifests lack and the chart offers: named after the release, labelled, in its namespace. */
export function addDocument(
  draft: Draft,
  about: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly suffix: string;
    readonly folder: string;
    readonly clusterScoped?: boolean;
    /** It goes to namespaces other than the release's. */
    readonly inOthers?: boolean;
    readonly content: readonly (readonly [string, TemplateNode])[];
  },
): Document {
  const metadata = new TemplateMap([
    {
      key: 'name',
      value: new Text(draft.names.added(about.suffix, about.clusterScoped === true || about.inOthers === true)),
    },
  ]);
  if (about.clusterScoped !== true) metadata.set('namespace', new Text(draft.names.include('namespace')));
  const root = new TemplateMap([
    { key: 'apiVersion', value: new Literal(about.apiVersion) },
    { key: 'kind', value: new Literal(about.kind) },
    { key: 'metadata', value: metadata },
    ...about.content.map(([key, value]) => ({ key, value })),
  ]);
  labelObject(draft, root, {});
  let file = fileNameOf(about.kind, about.suffix);
  const all = allDocuments(draft);
  while (all.some((each) => each.file === file && each.folder === about.folder)) file += '-added';
  const document: Document = {
    node: undefined,
    manifest: undefined,
    kind: about.kind,
    root,
    guards: new Placed(),
    folder: about.folder,
    file,
    before: [],
    after: [],
  };
  draft.added.push(document);
  return document;
}

/** Plain data and expressions as a tree, for objects that the chart adds. */
export function tree(entries: Readonly<Record<string, TemplateNode>>): TemplateMap {
  return new TemplateMap(Object.entries(entries).map(([key, value]) => ({ key, value })));
}
