import {
  applyPlan,
  diffTrees,
  FileTree,
  formatPatch,
  formatPlanMarkdown,
  planUpgrade,
  type UpgradePlan,
} from 'operator-scaffold';
import type { Report } from '../protocol.ts';
import { zipOf } from '../zip.ts';
import type { FileTexts } from './compare.ts';
import { type ProjectInput, projectFiles } from './project.ts';

export interface PlanInput {
  readonly project: ProjectInput;
  readonly to: string;
  /** The preset that the project has, where its files do not tell it. */
  readonly from?: string;
  /** The metrics alone, or the whole upgrade. */
  readonly scope: 'metrics' | 'all';
  /** Whether cert-manager issues the certificate of the metrics endpoint. */
  readonly certificates: boolean;
}

export function plan({ project, to, from, scope, certificates }: PlanInput, report: Report): UpgradePlan {
  const tree = FileTree.from(projectFiles(project).files);
  report('Planning, and building each kustomization before and after');
  return planUpgrade(tree, {
    to,
    ...(from === undefined ? {} : { from }),
    ...(scope === 'metrics' ? { only: ['metrics'] } : {}),
    features: certificates ? { metricsCerts: true } : {},
  });
}

export type Side = 'yours' | 'theirs';

export interface ApplyInput {
  readonly project: ProjectInput;
  readonly plan: UpgradePlan;
  /** Ids of steps that are left out. */
  readonly without: readonly string[];
  /** Sides by `PATH:WHERE`. */
  readonly choices: Readonly<Record<string, Side>>;
}

export interface Applied {
  /** The plan as it is applied: what is left out is `skipped`, and nothing is left to do for it. */
  readonly plan: UpgradePlan;
  readonly markdown: string;
  readonly patch: string;
  readonly texts: Readonly<Record<string, FileTexts>>;
}

export function apply(input: ApplyInput, report: Report): Applied {
  report('Applying the plan to a copy');
  const { before, after } = sides(input);
  const diff = diffTrees(before, after);
  const texts: Record<string, FileTexts> = {};
  for (const { path, oldPath } of diff.files) {
    const [old, now] = [before.get(oldPath ?? path), after.get(path)];
    texts[path] = { ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) };
  }
  const applied = asApplied(input);
  return { plan: applied, markdown: formatPlanMarkdown(applied), patch: formatPatch(diff), texts };
}

export function zipOfApplied(input: ApplyInput, report: Report): Uint8Array {
  report('Packing the project');
  return zipOf(sides(input).after, 'project');
}

function sides({ project, plan, without, choices }: ApplyInput): { before: FileTree; after: FileTree } {
  const before = FileTree.from(projectFiles(project).files);
  return { before, after: applyPlan(before, plan, { without, choices }) };
}

function asApplied({ plan, without, choices }: ApplyInput): UpgradePlan {
  const off = new Set(without);
  for (let size = -1; size !== off.size; ) {
    size = off.size;
    for (const { id, needs } of plan.steps) if (needs.some((need) => off.has(need))) off.add(id);
  }
  const isOn = ({ steps }: { readonly steps: readonly string[] }) =>
    steps.length === 0 || steps.some((step) => !off.has(step));
  return {
    ...plan,
    steps: plan.steps.map((step) => (off.has(step.id) ? { ...step, state: 'skipped' as const } : step)),
    conflicts: plan.conflicts.filter(
      (conflict) => isOn(conflict) && choices[`${conflict.path}:${conflict.where}`] === undefined,
    ),
    manual: plan.manual.filter(isOn),
  };
}
