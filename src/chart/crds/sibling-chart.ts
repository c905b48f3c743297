import { ScaffoldError } from '../../core/errors.ts';
import { describeObject, nameOf, stringAt } from '../../kubernetes/identity.ts';
import type { Document, Draft } from '../draft.ts';
import { isSet } from '../template/condition.ts';
import { fromJson, mapAt } from '../template/from-json.ts';
import { Action, Literal, RawYaml, type TemplateMap, when, withValue } from '../template/nodes.ts';
import { printData, printTemplate } from '../template/print.ts';
import { headOf, isTied, versionsText } from './crd-text.ts';
import { compressedBytes, RECORD_ROOM } from './release-record.ts';
import { versionsWithoutDescriptions } from './without-descriptions.ts';

interface SiblingCrd {
  readonly document: Document;
  readonly text: string;
  readonly bytes: number;
}

/**
 * Charts of nothing but CustomResourceDefinitions, in folders beside the chart's own files: one, or as many as keep each
 * release's record small enough. `.helmignore` keeps the folders out of the chart itself. A definition that is too much
 * for a release of its own loses the descriptions of its schemas, which the report tells.
 *
 * @throws ScaffoldError `chart-too-large`
 */
export function siblingCharts(draft: Draft, crds: readonly Document[]): Record<string, string> {
  const groups: SiblingCrd[][] = [];
  let bytes = 0;
  for (const document of crds) {
    const crd = fitting(draft, document);
    const last = groups.at(-1);
    // Together they compress no worse than apart.
    if (last === undefined || bytes + crd.bytes > RECORD_ROOM) {
      groups.push([crd]);
      bytes = crd.bytes;
    } else {
      last.push(crd);
      bytes += crd.bytes;
    }
  }
  const files: Record<string, string> = {};
  for (const [at, group] of groups.entries()) {
    const name = `${draft.chart}-crds${groups.length === 1 ? '' : `-${at + 1}`}`;
    files[`${name}/Chart.yaml`] = printData({
      apiVersion: 'v2',
      name,
      description: `CustomResourceDefinitions of ${draft.chart}, to be installed before it.`,
      type: 'application',
      version: draft.version,
      appVersion: draft.appVersion,
    });
    const tied = group.find(({ document }) => isTied(document));
    files[`${name}/values.yaml`] = tied === undefined ? KEEP : KEEP + conversionValues(draft, tied.document);
    for (const { document, text } of group) files[`${name}/templates/${document.file}.yaml`] = text;
  }
  return files;
}

function fitting(draft: Draft, document: Document): SiblingCrd {
  const whole = print(document, versionsText(document));
  if (whole.bytes <= RECORD_ROOM) return whole;
  const short = print(document, versionsWithoutDescriptions(document));
  if (short.bytes > RECORD_ROOM) {
    throw new ScaffoldError({
      code: 'chart-too-large',
      path: nameOf(document.manifest!.object),
      message: 'one CustomResourceDefinition alone is more than a release of Helm can hold',
      expected: `at most ${RECORD_ROOM} bytes in the record`,
      received: `${whole.bytes} bytes, ${short.bytes} without descriptions`,
    });
  }
  draft.report.assume(
    'crd-descriptions-removed',
    describeObject(document.manifest!.object),
    `its schemas have lost their descriptions, which kubectl explain shows: with them a release of it alone has ${whole.bytes} bytes, and Helm can store ${RECORD_ROOM}`,
  );
  return short;
}

/** The template of one; what depends on the operator's release becomes values of the chart. */
function print(document: Document, versions: string): SiblingCrd {
  const root = fromJson(headOf(document)) as TemplateMap;
  const annotations = root.map('metadata').map('annotations');
  if (isTied(document)) {
    const config = mapAt(root, 'spec', 'conversion', 'webhook', 'clientConfig');
    const service = config?.map('service');
    service?.set('name', new Action('.Values.conversion.service.name | quote'));
    service?.set('namespace', new Action('.Values.conversion.service.namespace | default .Release.Namespace | quote'));
    config?.set('caBundle', new Action('. | quote'), withValue('.Values.conversion.caBundle'));
    annotations.set(INJECT, new Action('. | quote'), withValue('.Values.conversion.injectCaFrom'));
  }
  annotations.set('helm.sh/resource-policy', new Literal('keep'), when(isSet('.Values.keep')));
  if (versions !== '') root.map('spec').set('versions', new RawYaml(versions));
  const text = printTemplate(root);
  return { document, text, bytes: compressedBytes({ templates: { x: text }, files: {}, values: '', manifest: text }) };
}

const INJECT = 'cert-manager.io/inject-ca-from';

const KEEP = `# -- Whether the CustomResourceDefinitions stay when the release is uninstalled.
keep: true
`;

/** Defaults for a release of the operator that is named like its manifests and lives in the same namespace. */
function conversionValues(draft: Draft, document: Document): string {
  const service = ['spec', 'conversion', 'webhook', 'clientConfig', 'service'] as const;
  const name = stringAt(document.manifest?.object, ...service, 'name') ?? draft.chart;
  const injectFrom = stringAt(document.manifest?.object, 'metadata', 'annotations', INJECT) ?? '';
  return `
# The operator's release, whose webhook converts between versions.
conversion:
  service:
    # -- Name of the Service of the webhook.
    name: ${name}
    # -- Its namespace; empty for the one of this release.
    namespace: ""
  # -- NAMESPACE/NAME of the Certificate whose authority cert-manager writes in.
  injectCaFrom: "${injectFrom}"
  # -- The authority itself, in base64.
  caBundle: ""
`;
}
