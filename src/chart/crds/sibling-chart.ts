import { ScaffoldError } from '../../core/errors.ts';
import { nameOf, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { Document, Draft } from '../draft.ts';
import { printData } from '../template/print.ts';
import { RECORD_ROOM, recordBytes } from './release-record.ts';

/** A definition for a chart of its own: plain YAML, or a template where it converts through a webhook. */
export interface SiblingCrd {
  readonly document: Document;
  readonly text: string;
  readonly tied: boolean;
}

/**
 * Charts of nothing but CustomResourceDefinitions, in folders beside the chart's own files: one, or as many as keep each
 * release's record small enough. `.helmignore` keeps the folders out of the chart itself.
 */
export function siblingCharts(draft: Draft, crds: readonly SiblingCrd[]): Record<string, string> {
  const groups: SiblingCrd[][] = [];
  let bytes = 0;
  for (const crd of crds) {
    const own = recordBytes({ templates: { x: crd.text }, files: {}, values: '', manifest: crd.text });
    if (own > RECORD_ROOM) {
      throw new ScaffoldError({
        code: 'chart-too-large',
        path: nameOf(crd.document.manifest!.object),
        message: 'one CustomResourceDefinition alone is more than a release of Helm can hold',
        expected: `at most ${RECORD_ROOM} bytes in the record`,
        received: `${own} bytes`,
      });
    }
    const last = groups.at(-1);
    // Together they compress no worse than apart.
    if (last === undefined || bytes + own > RECORD_ROOM) {
      groups.push([crd]);
      bytes = own;
    } else {
      last.push(crd);
      bytes += own;
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
    files[`${name}/values.yaml`] =
      `# -- Whether the CustomResourceDefinitions stay when the release is uninstalled.\nkeep: true\n`;
    for (const { document, text } of group) files[`${name}/templates/${document.file}.yaml`] = withKeep(text);
  }
  return files;
}

const _KEEP = `# -- Whether the CustomResourceDefinitions stay when the release is uninstalled.
keep: true
`;

/** Defaults for a release of the operator that is named like its manifests and lives in the same namespace. */
function _conversionValues(draft: Draft, { document }: SiblingCrd): string {
  const service = objectAt(document.manifest?.object, 'spec', 'conversion', 'webhook', 'clientConfig', 'service');
  return `# The operator's release, whose webhook converts between versions.
conversion:
  service:
    # -- Name of the Service of the webhook.
    name: ${stringAt(service, 'name') ?? draft.chart}
    # -- Its namespace; empty for the one of this release.
    namespace: ""
  # -- NAMESPACE/NAME of the Certificate whose authority cert-manager writes in.
  injectCaFrom: ""
  # -- The authority itself, in base64.
  caBundle: ""
`;
}

function withKeep(text: string): string {
  const policy = '    {{- if .Values.keep }}\n    helm.sh/resource-policy: keep\n    {{- end }}\n';
  if (/^ {2}annotations:\n/m.test(text)) return text.replace(/^ {2}annotations:\n/m, (line) => line + policy);
  const guarded = `  {{- if .Values.keep }}\n  annotations:\n    helm.sh/resource-policy: keep\n  {{- end }}\n`;
  return text.replace(/^metadata:\n/m, (line) => line + guarded);
}
