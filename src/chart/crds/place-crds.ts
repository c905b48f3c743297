import { ScaffoldError } from '../../core/errors.ts';
import { describeObject, nameOf, stringAt } from '../../kubernetes/identity.ts';
import { formatPath } from '../../kubernetes/paths.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import type { Document, Draft } from '../draft.ts';
import { printDocument } from '../files/print-document.ts';
import type { ChartReport } from '../report.ts';
import { escapeTemplate, goString } from '../template/escape.ts';
import { RawYaml, WholeEntry } from '../template/nodes.ts';
import { printData, withoutLastBreak } from '../template/print.ts';
import { isTied, rawText, versionsText } from './crd-text.ts';
import { ownInstances } from './own-instances.ts';
import { RECORD_LIMIT, RECORD_ROOM, type RecordContent, recordBytes } from './release-record.ts';
import { siblingCharts } from './sibling-chart.ts';

export type CrdPolicy = Exclude<NonNullable<ChartOptions['crds']>, 'auto'>;

/** The files that a policy adds to a chart, and what of them Helm stores. */
interface Placement {
  /** Objects that depend on the release are in charts of their own as well. */
  readonly apart?: boolean;
  readonly files: Record<string, string>;
  /** Rendered with every release, and so in its record. */
  readonly manifest: string;
  readonly dependency: boolean;
}

/** In the order of preference: the first of them can be upgraded and templated, and needs no second command. */
const PREFERENCE: readonly CrdPolicy[] = ['templates', 'subchart', 'crds', 'chart'];

/** Those that have the definitions in the cluster before Helm asks it for the kinds of the other objects. */
const BEFORE_OTHERS: readonly CrdPolicy[] = ['crds', 'chart'];

/** What a policy means, for the readers of a chart. */
export const MEANING: Readonly<Record<CrdPolicy, string>> = {
  templates:
    'the CustomResourceDefinitions are templates: they are upgraded with the chart and kept when it is uninstalled',
  subchart:
    'the schemas are in a library subchart, which Helm does not store with a release: as templates of the chart they would count twice',
  crds: 'the CustomResourceDefinitions are in crds/, which Helm installs before everything else, and never upgrades or deletes',
  chart: 'the CustomResourceDefinitions are in charts of their own, installed before this one',
  none: 'the chart brings no CustomResourceDefinitions, as asked for',
};

const WHY_FOR_INSTANCES =
  'the CustomResourceDefinitions are in crds/, which Helm installs before it looks at the custom resources of this chart; it never upgrades or deletes them';

/**
 * Where the CustomResourceDefinitions go.
 *
 * Helm asks the cluster for the kind of every object before it installs anything, CRDs in crds/ aside
 * (helm.sh/docs/chart_best_practices/custom_resource_definitions): where the chart has custom resources of its own,
 * `auto` takes only a policy that has their definitions there by then.
 *
 * Helm keeps every release in a Secret of at most 1 MiB, with the chart's
 * templates and the rendered objects: `auto` takes the first policy that fits, a given policy has to fit.
 *
 * Those that convert through a webhook name the release's Service, so they are templates under every policy but `none`.
 *
 * @param mayMove whether they go elsewhere where the given policy has no room: it was not asked for, only kept
 * @throws ScaffoldError `chart-too-large`
 */
export function placeCrds(
  draft: Draft,
  wanted: NonNullable<ChartOptions['crds']>,
  files: Readonly<Record<string, string>>,
  mayMove = false,
): { files: Record<string, string>; report: ChartReport['crds']; dependency: boolean } {
  const crds = draft.documents.filter((document) => document.kind === 'CustomResourceDefinition');
  const sizes: Record<string, number> = {};
  const base = recordOf(files);
  const instances = ownInstances(draft.documents);
  const preference = instances.length > 0 ? BEFORE_OTHERS : PREFERENCE;
  // Without definitions there is nothing that could lie elsewhere.
  const policies = wanted === 'auto' ? preference.slice(0, crds.length === 0 ? 1 : undefined) : [wanted];
  for (const policy of policies) {
    let placed = place(draft, crds, policy, files);
    let bytes = recordBytes(merged(base, placed));
    sizes[policy] = bytes;
    if (bytes > RECORD_ROOM && policy === 'chart') {
      placed = { files: siblingCharts(draft, crds), manifest: '', dependency: false, apart: true };
      bytes = recordBytes(merged(base, placed));
      sizes[policy] = bytes;
    }
    if (bytes > RECORD_ROOM) continue;
    if (placed.apart === true) {
      draft.report.assume(
        'conversion-by-values',
        '',
        'the CustomResourceDefinitions that convert through a webhook are in charts of their own: conversion.service of those charts has to name the Service of this release',
      );
    }
    warnOfInstances(draft, instances, policy);
    if (policy === 'crds') warnOfReferences(draft, crds);
    const reason =
      policy === 'templates' || wanted !== 'auto'
        ? MEANING[policy]
        : policy === preference[0]
          ? WHY_FOR_INSTANCES
          : `${MEANING[policy]} (${describeSizes(sizes)}; ${RECORD_LIMIT} bytes are the limit)`;
    return {
      files: placed.files,
      report: { policy, reason, count: crds.length, recordBytes: sizes },
      dependency: placed.dependency,
    };
  }
  if (mayMove && wanted !== 'auto') return placeCrds(draft, 'auto', files);
  throw new ScaffoldError({
    code: 'chart-too-large',
    path: 'crds',
    message: `Helm cannot store a release of this chart: ${describeSizes(sizes)}`,
    expected: `at most ${RECORD_LIMIT} bytes, less 5 % for the values of users`,
    ...(crds.length === 0 ? {} : { hint: HINTS[wanted === 'auto' ? 'auto' : 'other'] }),
  });
}

const HINTS = {
  auto: 'crds: none leaves the CustomResourceDefinitions to another tool',
  other: 'crds: auto looks for a policy that fits',
};

/** Custom resources whose definition is still a template: a first installation fails on them. */
function warnOfInstances(draft: Draft, instances: readonly Document[], policy: CrdPolicy): void {
  const late = BEFORE_OTHERS.includes(policy)
    ? new Set(draft.documents.filter(isTied).map(({ manifest }) => stringAt(manifest?.object, 'spec', 'names', 'kind')))
    : undefined;
  for (const { kind, manifest } of instances) {
    if (late !== undefined && !late.has(kind)) continue;
    draft.report.warn(
      'custom-resource-beside-its-definition',
      describeObject(manifest!.object),
      'Helm asks the cluster for every kind before it installs anything, so its CustomResourceDefinition has to be there first: install the CustomResourceDefinitions before the chart',
    );
  }
}

/** Definitions in crds/ are no templates: what they say of the release's objects holds for one release alone. */
function warnOfReferences(draft: Draft, crds: readonly Document[]): void {
  for (const document of crds) {
    if (document.node === undefined || isTied(document)) continue;
    const fields = draft.graph.spans[document.node.index]!.filter(({ target }) =>
      'node' in target ? target.node !== document.node!.id : target.namespace === draft.project.namespace,
    ).map(({ path }) => formatPath(path));
    if (fields.length === 0) continue;
    draft.report.warn(
      'crd-reference',
      describeObject(document.manifest!.object),
      `in crds/ it is no template: ${[...new Set(fields)].join(', ')} names an object of a release called ${draft.project.prefix ?? draft.chart} in ${draft.project.namespace ?? 'default'}, and nothing in any other; crds: templates follows the release`,
    );
  }
}

function describeSizes(sizes: Readonly<Record<string, number>>): string {
  return Object.entries(sizes)
    .map(([policy, bytes]) => `${policy} ${bytes} bytes`)
    .join(', ');
}

function place(
  draft: Draft,
  crds: readonly Document[],
  policy: CrdPolicy,
  files: Readonly<Record<string, string>>,
): Placement {
  const out: Record<string, string> = {};
  let manifest = '';
  const free = crds.filter((document) => !isTied(document));
  const tied = crds.filter((document) => isTied(document));
  const asTemplates = policy === 'none' ? [] : policy === 'templates' || policy === 'subchart' ? crds : tied;
  let hasLibrary = false;
  for (const document of asTemplates) {
    const versions = versionsText(document);
    manifest += versions + printHead(document, '');
    // Tied ones keep their schemas out of the record wherever they are templates beside another policy.
    if (policy !== 'templates' && versions !== '') {
      hasLibrary = true;
      const name = `${draft.chart}.schema.${nameOf(document.manifest!.object)}`;
      out[`templates/crds/${document.file}.yaml`] = printHead(document, `{{- include ${goString(name)} $ }}`);
      out[`charts/${libraryName(draft)}/templates/_${document.file}.tpl`] =
        `{{- define ${goString(name)} }}\n  versions:\n${escapeTemplate(withoutLastBreak(versions))}\n{{- end }}\n`;
    } else out[`templates/crds/${document.file}.yaml`] = printHead(document, versions);
  }
  if (hasLibrary) {
    out[`charts/${libraryName(draft)}/Chart.yaml`] = printData({
      apiVersion: 'v2',
      name: libraryName(draft),
      description: `Schemas of the custom resources of ${draft.chart}.`,
      type: 'library',
      version: draft.version,
    });
  }
  if (policy === 'crds' && free.length > 0) {
    const raw = Object.fromEntries(free.map((document) => [`crds/${document.file}.yaml`, rawText(document)]));
    const fits = recordBytes({ ...recordOf({ ...files, ...raw }), manifest: manifestOf(files) }) <= RECORD_ROOM;
    // Of a subchart's directory Helm stores nothing.
    for (const [path, text] of Object.entries(raw)) out[fits ? path : `charts/${crdChartName(draft)}/${path}`] = text;
    if (!fits) {
      out[`charts/${crdChartName(draft)}/Chart.yaml`] = printData({
        apiVersion: 'v2',
        name: crdChartName(draft),
        description: `CustomResourceDefinitions of ${draft.chart}.`,
        version: draft.version,
      });
    }
  }
  if (policy === 'chart') Object.assign(out, siblingCharts(draft, free));
  return { files: out, manifest, dependency: Object.keys(out).some((path) => path.startsWith('charts/')) };
}

export function libraryName(draft: Draft): string {
  return `${draft.chart.slice(0, 45)}-schemas`;
}

/** Not `crds`: Helm would hand it the section of that name, and `global` into it, which the schema of the values refuses. */
function crdChartName(draft: Draft): string {
  return `${draft.chart.slice(0, 48)}-crds`;
}

/** The subcharts of a tree, as Chart.yaml lists them. */
export function dependenciesOf(
  files: Readonly<Record<string, string>>,
  version: string,
): { readonly name: string; readonly version: string; readonly repository: string }[] {
  const names = Object.keys(files).flatMap((path) => /^charts\/([^/]+)\/Chart\.yaml$/.exec(path)?.[1] ?? []);
  return names.sort().map((name) => ({ name, version, repository: '' }));
}

/** A template with the versions as given: their text, or the action that brings it. */
function printHead(document: Document, versions: string): string {
  const spec = document.root.map('spec');
  const own = spec.get('versions');
  if (versions === '') spec.delete('versions');
  else if (versions.startsWith('{{')) spec.set('versions', new WholeEntry(versions));
  else spec.set('versions', new RawYaml(versions));
  const text = printDocument(document);
  if (own !== undefined) spec.set('versions', own);
  return text;
}

function recordOf(files: Readonly<Record<string, string>>): RecordContent {
  const templates: Record<string, string> = {};
  const others: Record<string, string> = {};
  for (const [path, text] of Object.entries(files)) {
    if (path.startsWith('charts/')) continue;
    if (path.startsWith('templates/')) templates[path] = text;
    else if (!/^(?:Chart\.yaml|values\.yaml|ci\/.*|\.helmignore)$/.test(path) && !/-crds(-\d+)?\//.test(path))
      others[path] = text;
  }
  return { templates, files: others, values: files['values.yaml'] ?? '', manifest: manifestOf(files) };
}

function manifestOf(files: Readonly<Record<string, string>>): string {
  return Object.entries(files)
    .filter(([path]) => path.startsWith('templates/') && path.endsWith('.yaml') && !path.startsWith('templates/crds/'))
    .map(([, text]) => text)
    .join('---\n');
}

function merged(base: RecordContent, placed: Placement): RecordContent {
  const own = recordOf(placed.files);
  return {
    templates: { ...base.templates, ...own.templates },
    files: { ...base.files, ...own.files },
    values: base.values,
    manifest: base.manifest + placed.manifest,
  };
}
