import type { ChartOptions } from '../../options/generated/types.ts';
import type { Draft } from '../draft.ts';
import { printDocument } from '../files/print-document.ts';
import type { ChartReport } from '../report.ts';
import { Verbatim } from '../template/nodes.ts';

/** Puts the CustomResourceDefinitions where the policy says. */
export function placeCrds(draft: Draft, _options: ChartOptions, files: Record<string, string>): ChartReport['crds'] {
  const crds = draft.documents.filter((document) => document.kind === 'CustomResourceDefinition');
  for (const document of crds) {
    const raw = document.manifest?.rawVersions;
    if (raw !== undefined) document.root.map('spec').set('versions', new Verbatim(raw.text));
    files[`templates/crds/${document.file}.yaml`] = printDocument(document);
  }
  return { policy: 'templates', reason: '', count: crds.length, recordBytes: {} };
}
