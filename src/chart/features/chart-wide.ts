import type { Draft } from '../draft.ts';
import { listOf, STRING, STRING_MAP } from '../values/schema-types.ts';
import { subScope } from '../values/values-model.ts';

/** Values that concern every object. */
export function addChartWideValues(draft: Draft): void {
  const { section } = draft.values;
  section.set('nameOverride', '', "Replaces the chart's name in the names of objects and in labels.", STRING);
  section.set('fullnameOverride', '', 'What the names of all objects start with, whatever the release is called.', {
    type: 'string',
    maxLength: 63,
    pattern: '^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  });
  const isNamespaced =
    draft.graph.nodes.some((node) => !node.clusterScoped && !node.provided) || draft.workloads.length > 0;
  if (isNamespaced)
    section.set('namespaceOverride', '', "Namespace of the objects, where it is not the release's.", STRING);
  if (draft.workloads.length > 0) addGlobalValues(draft);
  if (draft.workloads.length > 0 && draft.rules > 1) {
    section.set(
      'platform',
      '',
      'kubernetes or openshift, which gives users and groups their ids itself: what security contexts say of them is left out there. Empty: by what the cluster has.',
      { type: 'string', enum: ['', 'kubernetes', 'openshift'] },
    );
  }
  section.set('commonLabels', {}, 'Labels of every object.', STRING_MAP);
  section.set(
    'extraObjects',
    [],
    'Objects beside those of the chart, as maps or as text. Templates in them are evaluated.',
    {
      type: 'array',
      items: { type: ['object', 'string'] },
    },
  );
}

/** `global`, for charts that bring an image: those of their workloads, or of their tests alone. */
export function addGlobalValues(draft: Draft): void {
  const shared = subScope(draft.values, 'global', 'What Helm shares with subcharts, and a chart around this one sets.');
  const isSplit = draft.rules > 1;
  shared.section.set(
    'imageRegistry',
    '',
    isSplit
      ? 'Registry in the place of those of all images, a mirror.'
      : 'Registry put before the repositories of all images that have no registry of their own in the values.',
    STRING,
  );
  if (isSplit) {
    shared.section.set(
      'imageRegistryMode',
      '',
      'replace, which an empty text is, puts imageRegistry in the place of registries, as charts of Bitnami do; prefix puts it before them.',
      { type: 'string', enum: ['', 'replace', 'prefix'] },
    );
  }
  shared.section.set(
    'imagePullSecrets',
    [],
    'Secrets with credentials of image registries, beside those of each workload: names, or maps with a name.',
    listOf('localObjectReference'),
  );
}
