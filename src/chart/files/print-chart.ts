import type { ChartOptions } from '../../options/generated/types.ts';
import { dependenciesOf, placeCrds } from '../crds/place-crds.ts';
import { titleOf } from '../documents.ts';
import type { Draft } from '../draft.ts';
import type { ChartIdentity } from '../identity.ts';
import type { ChartReport } from '../report.ts';
import { printSchema } from '../values/print-schema.ts';
import { printValues } from '../values/print-values.ts';
import { artifactHubAnnotations } from './artifact-hub.ts';
import { chartYaml } from './chart-yaml.ts';
import { ciValues } from './ci-values.ts';
import { HARDENED_VALUES, hardenedValues } from './hardened-values.ts';
import { kubeVersion } from './kube-version.ts';
import { printDocument } from './print-document.ts';
import { valueRows } from './readme.ts';
import { renderFile } from './render-file.ts';

/** All files of a chart, and where its CustomResourceDefinitions went. */
export function printChart(
  draft: Draft,
  identity: ChartIdentity,
  options: ChartOptions,
): { files: Record<string, string>; crds: ChartReport['crds'] } {
  const files: Record<string, string> = Object.create(null);
  for (const document of draft.documents) {
    if (document.kind === 'CustomResourceDefinition') continue;
    files[`templates/${document.folder}/${document.file}.yaml`] = printDocument(document);
  }
  const prefix = draft.project.prefix ?? identity.name;
  const view = {
    chart: identity.name,
    prefix,
    prefixDiffers: prefix !== identity.name,
    namespace: draft.project.namespace ?? 'default',
    helpers: draft.helpers,
    nameLabels: draft.rules > 1,
    registries: draft.rules > 1,
  };
  files['templates/_helpers.tpl'] = renderFile('_helpers.tpl', view);
  files['templates/extra-objects.yaml'] = renderFile('extra-objects.yaml', view);
  Object.assign(files, draft.files, ciValues(draft), hardenedValues(draft));
  if (draft.checks.length > 0) files['templates/checks.yaml'] = renderFile('checks.yaml', { checks: draft.checks });
  draft.values.section.prune();
  const valuesTitle = `Values of ${identity.name}. What is not set here is as the operator's manifests have it.`;
  files['values.yaml'] = printValues(draft.values.section, valuesTitle);
  const placed = placeCrds(draft, options.crds ?? 'auto', files);
  Object.assign(files, placed.files);
  // Only templates can be switched and annotated: elsewhere the values of CRDs would do nothing.
  if (draft.values.section.has('crds') && !Object.keys(placed.files).some((path) => path.startsWith('templates/'))) {
    draft.values.section.entries.delete('crds');
    files['values.yaml'] = printValues(draft.values.section, valuesTitle);
  }
  const dependencies = dependenciesOf(placed.files, identity.version);
  const subcharts = dependencies.map(({ name }) => name);
  files['values.schema.json'] = printSchema(
    draft.values.section,
    `Values of ${identity.name}`,
    subcharts,
    options.openValues,
  );
  const siblings = Object.keys(placed.files).flatMap(
    (path) => /^([^/]*-crds(?:-\d+)?)\/Chart\.yaml$/.exec(path)?.[1] ?? [],
  );
  files['.helmignore'] = renderFile('helmignore', { siblings });
  files['Chart.yaml'] = chartYaml({
    ...identity,
    kubeVersion: kubeVersion(draft),
    annotations: artifactHubAnnotations(draft, options),
    options,
    ...(dependencies.length === 0 ? {} : { dependencies }),
  });
  files['README.md'] = readme(draft, identity, placed.report, siblings, {
    kubeVersion: kubeVersion(draft),
    hardened: files[HARDENED_VALUES] === undefined ? undefined : HARDENED_VALUES,
  });
  return { files, crds: placed.report };
}

function readme(
  draft: Draft,
  identity: ChartIdentity,
  crds: ChartReport['crds'],
  siblings: readonly string[],
  more: { readonly kubeVersion: string; readonly hardened: string | undefined },
): string {
  const fixed = draft.documents
    .filter(({ kind }) => kind === 'APIService' || kind === 'CSIDriver')
    .map(titleOf)
    .join(', ');
  return renderFile('README.md', {
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
            text: crds.reason.replace(/^./, (letter) => letter.toUpperCase()),
            sibling: siblings.length === 0 ? undefined : siblings.map((name) => `\`${name}\``).join(', '),
            templated: crds.policy === 'templates' || crds.policy === 'subchart',
          },
    webhooks: draft.values.section.has('webhook'),
    metricsCertificate: hasValue(draft, 'metrics', 'certificate'),
    tests: draft.values.section.has('tests')
      ? { services: hasValue(draft, 'tests', 'image'), customResources: hasValue(draft, 'tests', 'customResources') }
      : undefined,
    values: valueRows(draft.values.section),
  });
}

function hasValue(draft: Draft, section: string, key: string): boolean {
  return draft.values.section.has(section) && draft.values.section.section(section).has(key);
}
