import { valueAt } from '../../kubernetes/identity.ts';
import type { ChartInput, Document } from '../draft.ts';
import { goString } from '../template/escape.ts';

/** Jobs that every upgrade makes anew: no hooks, and none that keeps its name. */
export function findJobs({ documents, kept }: ChartInput): Document[] {
  return documents.filter(({ node, manifest }) => {
    if (node?.kind !== 'Job' || node.group !== 'batch' || manifest === undefined || kept.has(node.id)) return false;
    return valueAt(manifest.object.metadata, 'annotations', 'helm.sh/hook') === undefined;
  });
}

/** What refers to such a Job has its name of the revision, too. */
export function decideJobNames(input: ChartInput, jobs: readonly Document[]): void {
  for (const { node } of jobs) {
    const name = input.names.ownExpression(node!);
    input.names.override(node!.id, { expression: `include ${goString(revisionHelper(input))} (list $ (${name}))` });
  }
}

/** The named template for such names. */
export function revisionHelper({ chart }: ChartInput): string {
  return `${chart}.revisionName`;
}
