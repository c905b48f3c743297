import { append } from '../../core/append.ts';
import type { FileTree } from '../../core/file-tree.ts';
import type { TextMemo } from '../../core/memo.ts';
import type { FeatureName } from '../../options/generated/types.ts';
import type { Preset } from '../../presets/preset.ts';
import { type PresetProtection, presetProtection } from '../../presets/preset-info.ts';
import { mentions } from '../exit/leftovers.ts';
import { type PlannedExit, planExit } from '../exit/plan-exit.ts';
import type { Renders } from '../exit/renders.ts';
import type { ExitTarget } from '../exit/state.ts';
import type { PlanBuilder } from '../plan/plan-builder.ts';
import { mergeGoMod } from './files/go-mod/merge-go-mod.ts';
import type { Sides } from './sides.ts';

/** Where the rest of an upgrade starts once the proxy is gone. */
export interface Start {
  readonly base: FileTree;
  /** What the user's tree renders to, where it was rendered. */
  readonly before?: Renders;
  /** Whether a step of the exit is about a change. */
  readonly isNamed?: PlannedExit['isNamed'];
}

/**
 * A project that has kube-rbac-proxy leaves it first, by the steps that know renamed files, overlays, charts and Go; and
 * so does the base, so that what differs from there on is the same in both. Files that nobody edited wait for theirs.
 */
export function exitFirst(
  builder: PlanBuilder,
  sides: Sides,
  settled: ReadonlySet<string>,
  { exit, features }: { readonly exit: ExitTarget; readonly features: Readonly<Partial<Record<FeatureName, boolean>>> },
  exits: TextMemo<PlannedExit>,
): Start {
  const { base, theirs } = sides;
  if (!isSidecar(base.read.preset) || isSidecar(theirs.read.preset)) return { base: base.tree };
  // The releases that came without policies get none.
  const policy = presetProtection(theirs.read.preset.profile) !== ('none' satisfies PresetProtection);
  const options = { target: exit, certificates: features.metricsCerts === true, policy, unproven: true };
  const ready = withModule(builder.tree, sides, settled);
  const { builder: own, before, isNamed } = exits.get('yours', () => planExit(ready, options));
  if (own.log.length === 0) return { base: base.tree, before };
  const edited = (path: string) => !settled.has(path) && path !== 'go.mod';
  const touched = own.log.flatMap(({ files }) =>
    [...files.keys()].filter((path) => edited(path) && builder.start.has(path)),
  );
  if (touched.length === 0) return { base: base.tree, before };
  for (const { head, files } of own.log) {
    builder.record(head, new Map([...files].filter(([path]) => edited(path))));
  }
  append(
    builder.manual,
    own.manual.filter(({ path }) => edited(path)),
  );
  // Other mentions are told of the tree that comes out.
  const told = new Set(mentions(own.tree).map(({ path, line }) => `${path}:${line}`));
  append(
    builder.leftovers,
    own.leftovers.filter(({ path, line }) => !told.has(`${path}:${line}`)),
  );
  const { tree } = exits.get('base', () =>
    planExit(base.tree.with([['go.mod', theirs.tree.get('go.mod') ?? '']]), options),
  ).builder;
  // What waits for theirs in yours does so in the base, and so does what nothing of yours reads.
  const onTheWay = new Set(own.log.flatMap(({ files }) => [...files.keys()]));
  const isUnread = (path: string) => builder.start.has(path) && !onTheWay.has(path);
  const waiting = [...base.tree].filter(({ path }) => path === 'go.mod' || settled.has(path) || isUnread(path));
  return { base: tree.with(waiting.map(({ path, ...entry }) => [path, entry])), before, isNamed };
}

/** Whether a preset has kube-rbac-proxy. */
export function isSidecar({ profile }: Preset): boolean {
  return presetProtection(profile) === ('sidecar' satisfies PresetProtection);
}

/** The tree with the requirements that it will have: what its program can do depends on them. */
function withModule(tree: FileTree, { base, theirs }: Sides, settled: ReadonlySet<string>): FileTree {
  const path = 'go.mod';
  const yours = tree.get(path);
  const [old, now] = [base.tree.get(path), theirs.tree.get(path)];
  if (yours === undefined || old === undefined || now === undefined) return tree;
  const text = settled.has(path) ? now : mergeGoMod({ path, base: old, yours, theirs: now }).text;
  return tree.with([[path, text]]);
}
