import { valueAt } from '../../kubernetes/identity.ts';
import type { JsonObject } from '../../kubernetes/object.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import type { ChartOrigin, MergedChart } from '../chart-tree.ts';
import { dependenciesOf, MEANING, placeCrds } from '../crds/place-crds.ts';
import { titleOf } from '../documents.ts';
import { allDocuments, type Draft } from '../draft.ts';
import type { ChartIdentity } from '../identity.ts';
import type { ChartReport } from '../report.ts';
import { withLaterValues } from '../values/later-values.ts';
import { printSchema } from '../values/print-schema.ts';
import { printValues } from '../values/print-values.ts';
import { artifactHubAnnotations } from './artifact-hub.ts';
import { chartYaml } from './chart-yaml.ts';
import { ciValues } from './ci-values.ts';
import { orderFields } from './field-order.ts';
import { HARDENED_VALUES, hardenedValues } from './hardened-values.ts';
import { IMAGES, imageList, usedImages } from './image-list.ts';
import { kubeVersion } from './kube-version.ts';
import { printDocument } from './print-document.ts';
import { type ValueRow, valueRows, withDefaults } from './readme.ts';
import { renderFile } from './render-file.ts';

export interface PrintSettings {
  /** Whether the definitions go elsewhere where the policy has no room for them. */
  readonly mayMoveCrds: boolean;
  /** Which of the values came after the chart's first version, of these or of earlier ones. */
  readonly later: (values: JsonObject) => readonly string[];
}

/** All files of a chart, where its CustomResourceDefinitions went, and how its texts for people are made. */
export function printChart(
  draft: Draft,
  identity: ChartIdentity,
  options: ChartOptions,
  { mayMoveCrds, later: laterOf }: PrintSettings,
): { files: Record<string, string>; crds: ChartReport['crds']; later: readonly string[] } & Pick<
  ChartOrigin,
  'prose' | 'chartYaml'
> {
  const files: Record<string, string> = Object.create(null);
  const documents = allDocuments(draft);
  for (const document of documents) orderFields(document);
  for (const document of documents) {
    if (document.kind === 'CustomResourceDefinition') continue;
    files[`templates/${document.folder}/${document.file}.yaml`] = printDocument(document);
  }
  const prefix = draft.project.prefix ?? identity.name;
  const names = {
    chart: identity.name,
    prefix,
    prefixDiffers: prefix !== identity.name,
    namespace: draft.project.namespace ?? 'default',
    helpers: [...draft.helpers],
    isNew: draft.rules > 1,
  };
  files['templates/_helpers.tpl'] = renderFile('_helpers.tpl', names);
  files['templates/extra-objects.yaml'] = renderFile('extra-objects.yaml', names);
  for (const [path, print] of Object.entries(draft.files)) files[path] = print();
  Object.assign(files, ciValues(draft), hardenedValues(draft));
  const images = imageList(usedImages(draft));
  if (images !== '' && draft.rules > 1) files[IMAGES] = images;
  if (draft.checks.size > 0) files['templates/checks.yaml'] = renderFile('checks.yaml', { checks: [...draft.checks] });
  draft.values.section.prune();
  const valuesTitle = `Values of ${identity.name}. What is not set here is as the operator's manifests have it.`;
  files['values.yaml'] = printValues(draft.values.section, valuesTitle);
  const placed = placeCrds(draft, options.crds ?? 'auto', files, mayMoveCrds);
  Object.assign(files, placed.files);
  // Only templates can be switched and annotated: elsewhere the values of CRDs would do nothing.
  if (draft.values.section.has('crds') && !Object.keys(placed.files).some((path) => path.startsWith('templates/'))) {
    draft.values.section.entries.delete('crds');
    files['values.yaml'] = printValues(draft.values.section, valuesTitle);
  }
  const dependencies = dependenciesOf(placed.files, identity.version);
  const subcharts = dependencies.map(({ name }) => name);
  const values = draft.values.section.toJson();
  const later = [...new Set(laterOf(values))].sort();
  Object.assign(files, withLaterValues(identity.name, files, values, later));
  files['values.schema.json'] = printSchema(draft.values.section, `Values of ${identity.name}`, subcharts, {
    isOpen: options.openValues,
    later,
  });
  const siblings = Object.keys(placed.files).flatMap(
    (path) => /^([^/]*-crds(?:-\d+)?)\/Chart\.yaml$/.exec(path)?.[1] ?? [],
  );
  files['.helmignore'] = renderFile('helmignore', { siblings });
  const version = kubeVersion(draft);
  const metadata = (changes: NonNullable<ChartOptions['changes']>) =>
    chartYaml({
      ...identity,
      kubeVersion: version,
      annotations: artifactHubAnnotations(draft, {
        ...options,
        ...(changes.length === 0 ? {} : { changes: [...(options.changes ?? []), ...changes] }),
      }),
      options,
      ...(dependencies.length === 0 ? {} : { dependencies }),
    });
  files['Chart.yaml'] = metadata([]);
  const view = readmeView(draft, identity, placed.report, siblings, {
    kubeVersion: version,
    hardened: files[HARDENED_VALUES] === undefined ? undefined : HARDENED_VALUES,
    images: files[IMAGES] === undefined ? undefined : IMAGES,
  });
  const rows = valueRows(draft.values.section);
  const prose = (merged?: MergedChart) => proseOf(options.readme ?? 'full', view, rows, merged);
  Object.assign(files, prose());
  return { files, crds: placed.report, prose, chartYaml: metadata, later };
}

/** README.md, or what helm-docs makes it of. */
function proseOf(
  form: NonNullable<ChartOptions['readme']>,
  view: object,
  rows: readonly ValueRow[],
  merged: MergedChart | undefined,
): Record<string, string> {
  if (form === 'none') return {};
  const said = Object.fromEntries(
    ['version', 'appVersion', 'description', 'kubeVersion'].flatMap((key) => {
      const text = valueAt(merged?.metadata, key);
      return typeof text === 'string' || typeof text === 'number' ? [[key, String(text)]] : [];
    }),
  );
  const isTemplate = form === 'helm-docs';
  const values = merged === undefined ? rows : withDefaults(rows, merged.values);
  const text = renderFile('README.md', { ...view, ...said, full: isTemplate ? undefined : { values }, isTemplate });
  return { [isTemplate ? 'README.md.gotmpl' : 'README.md']: text };
}

function readmeView(
  draft: Draft,
  identity: ChartIdentity,
  crds: ChartReport['crds'],
  siblings: readonly string[],
  more: { readonly kubeVersion: string; readonly hardened: string | undefined; readonly images: string | undefined },
): object {
  const fixed = draft.documents
    .filter(({ kind }) => kind === 'APIService' || kind === 'CSIDriver')
    .map(titleOf)
    .join(', ');
  return {
    ...identity,
    chart: identity.name,
    ...more,
    location: `./${identity.name}`,
    namespace: draft.project.namespace ?? identity.name,
    fixed: fixed === '' ? undefined : fixed,
    known:
      draft.knownByName.length === 0
        ? undefined
        : { prefix: draft.project.prefix ?? identity.name, objects: draft.knownByName },
    crds:
      crds.count === 0
        ? undefined
        : {
            text: MEANING[crds.policy].replace(/^./, (letter) => letter.toUpperCase()),
            sibling: siblings.length === 0 ? undefined : siblings.map((name) => `\`${name}\``).join(', '),
            templated: crds.policy === 'templates' || crds.policy === 'subchart',
          },
    webhooks: draft.values.section.has('webhook') ? { serviceCa: hasServiceCa(draft) } : undefined,
    metricsCertificate: hasValue(draft, 'metrics', 'certificate'),
    tests: draft.values.section.has('tests')
      ? { services: hasValue(draft, 'tests', 'image'), customResources: hasValue(draft, 'tests', 'customResources') }
      : undefined,
  };
}

function hasServiceCa(draft: Draft): boolean {
  const source = draft.values.section.section('webhook').section('certificate').entries.get('source');
  return source !== undefined && 'schema' in source && (source.schema.enum as string[]).includes('serviceCA');
}

function hasValue(draft: Draft, section: string, key: string): boolean {
  return draft.values.section.has(section) && draft.values.section.section(section).has(key);
}
