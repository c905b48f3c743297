import type { ScaffoldDiff, ScaffoldSide, TreeDiff } from '../model.ts';

export interface DiffTitle {
  /** Whose diff it is: the project, or both projects where the name changes. */
  readonly subject: string;
  readonly from: string;
  readonly to: string;
}

/** What stands on the two sides of a diff, in words; undefined for trees, which have no names. */
export function titleOf(diff: TreeDiff): DiffTitle | undefined {
  if (diff.kind !== 'scaffolds') return undefined;
  const { from, to } = diff as ScaffoldDiff;
  const sameFormat = from.format === to.format && from.format === 'kustomize';
  const subject = from.projectName === to.projectName ? to.projectName : `${from.projectName} → ${to.projectName}`;
  return { subject, from: nameOf(from, sameFormat), to: nameOf(to, sameFormat) };
}

function nameOf({ preset, format }: ScaffoldSide, plain: boolean): string {
  return plain ? preset : `${preset} as ${format === 'helm' ? 'a Helm chart' : 'kustomize files'}`;
}
