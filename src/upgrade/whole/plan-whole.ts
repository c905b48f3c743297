import { compare } from 'semver';
import { detectBase } from '../../base/detect-base.ts';
import { isGenerated } from '../../base/fingerprints/templates.ts';
import type { Base } from '../../base/model.ts';
import { append } from '../../core/append.ts';
import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { TextMemo } from '../../core/memo.ts';
import { knownRenames } from '../../diff/explain/known-renames.ts';
import { findRenames } from '../../diff/files/find-renames.ts';
import { treeFiles } from '../../diff/files/tree-files.ts';
import type { FeatureName } from '../../options/generated/types.ts';
import type { Preset } from '../../presets/preset.ts';
import { resolvePreset } from '../../presets/resolve-preset.ts';
import { mentions } from '../exit/leftovers.ts';
import type { PlannedExit } from '../exit/plan-exit.ts';
import type { ExitTarget } from '../exit/state.ts';
import type { PlanProof } from '../model.ts';
import { PlanBuilder } from '../plan/plan-builder.ts';
import { recordByReason } from './attribute.ts';
import { counted } from './counted.ts';
import { exitFirst, isSidecar } from './exit-first.ts';
import { goMoves } from './go/go-moves.ts';
import { ownGoTasks } from './go/own-go.ts';
import { removedApiTasks } from './go/removed-api-tasks.ts';
import { likeliest } from './likeliest.ts';
import { lostCopies } from './lost-copies.ts';
import { sameFacts } from './plain-facts.ts';
import { proveWhole } from './prove-whole.ts';
import { Reasons } from './reasons.ts';
import { recordConflicts, type StepsOf } from './record-conflicts.ts';
import { type Sides, upgradeSides } from './sides.ts';
import { walk } from './walk.ts';

export interface WholeRequest {
  readonly to: Preset;
  readonly from?: string;
  readonly features: Readonly<Partial<Record<FeatureName, boolean>>>;
  readonly exit: ExitTarget;
}

export interface WholePlan {
  readonly builder: PlanBuilder;
  readonly proof: PlanProof;
  readonly base: Base;
  /** The preset from which it goes. */
  readonly from: string;
}

/**
 * Plans the whole upgrade of a project: base is our scaffold of the release that it has, theirs that of the release that
 * it goes to, both with its names, kinds and features. What differs between the two is done to the project by its facts.
 *
 * @throws ScaffoldError `not-a-project` where nothing tells which release it came from, or where it is no Go;
 *   `invalid-value` where that is newer than the one to go to
 */
export function planWhole(tree: FileTree, { to, from: given, features, exit }: WholeRequest): WholePlan {
  const base = detectBase(tree);
  refuseOtherLanguages(tree, base);
  const from = given === undefined ? likeliest(tree, base, to) : resolvePreset(given, 'from').name;
  if (from === undefined) {
    throw new ScaffoldError({
      code: 'not-a-project',
      path: 'PROJECT',
      message: 'nothing here tells which release this project came from',
      expected: 'a project of Kubebuilder, or the preset that it has',
      received: 'no file of a scaffold',
    });
  }
  refuseDowngrade(resolvePreset(from), to);
  const request = { to, from, features, exit };
  // The way off the proxy is the same in both attempts.
  const exits = new TextMemo<PlannedExit>();
  const plan = attempt(tree, base, request, exits);
  if (plan.broken.length === 0) return plan;
  // A section that the release switches on may need what the project has taken out.
  const careful = attempt(tree, base, { ...request, features: { certManager: false, ...features } }, exits);
  if (careful.broken.length >= plan.broken.length) return plan;
  careful.builder.manual.push({
    path: 'config/default/kustomization.yaml',
    text: 'The release has the certificates of cert-manager on, which does not build with what this project has: they stay off.',
    snippet: 'operator-scaffold feature . certManager on',
    steps: [],
  });
  return careful;
}

interface Attempt extends WholePlan {
  /** Directories that do not build any more. */
  readonly broken: readonly string[];
}

function attempt(
  tree: FileTree,
  base: Base,
  { to, from, features, exit }: WholeRequest & { readonly from: string },
  exits: TextMemo<PlannedExit>,
): Attempt {
  const sides = upgradeSides(tree, base, { from, to: to.name, features });
  const settled = settledFiles(tree, base, sides);
  const builder = new PlanBuilder(tree);
  const start = exitFirst(builder, sides, settled, { exit, features }, exits);
  const renames = renamesOf(start.base, sides);
  const walked = walk({
    base: counted(start.base, builder.tree),
    yours: builder.tree,
    theirs: counted(sides.theirs.tree, builder.tree),
    settled,
    renames,
  });
  const reasons = new Reasons(sides.base.read, sides.theirs.read, new Map([...renames, ...walked.names]));
  recordByReason(builder, walked.changes, reasons);
  const stepsOf: StepsOf = (path, removed, added, where = '') =>
    reasons.ofPlace(path, removed, added, where.match(WORD) ?? []).flatMap((order) => {
      const id = reasons.heads[order]!.id;
      return builder.has(id) ? [id] : [];
    });
  append(
    builder.manual,
    [
      ...walked.manual,
      ...ownGoTasks(sides.base.tree, tree, sides.theirs.tree),
      ...removedApiTasks(tree, builder.tree),
      ...lostCopies(tree, builder.tree),
    ].map((task) => ({ ...task, steps: stepsOf(task.path, '', task.snippet ?? '') })),
  );
  append(builder.leftovers, walked.leftovers);
  if (isSidecar(sides.base.read.preset) && !isSidecar(to)) append(builder.leftovers, mentions(builder.tree));
  for (const file of walked.merged) recordConflicts(builder, file, stepsOf);
  for (const message of sides.notes) builder.leftovers.push({ path: 'PROJECT', text: message });
  return { builder, base, from, ...proveWhole(builder, sides, start, settled) };
}

/** What a release has in manifests, Makefile and Dockerfile does not fit a program that runs roles or charts. */
function refuseOtherLanguages(tree: FileTree, { notes, project }: Base): void {
  const isForeign = notes.some(({ code }) => code === 'foreign-layout');
  if (!isForeign || tree.get('go.mod')?.includes('sigs.k8s.io/controller-runtime')) return;
  throw new ScaffoldError({
    code: 'not-a-project',
    path: 'PROJECT',
    message: "this operator is not written in Go, and Kubebuilder's releases say nothing of such a project",
    expected: 'a project in Go; to take any other off kube-rbac-proxy, ask for the topic metrics alone',
    received: project.layout.join(', '),
  });
}

const WORD = /[A-Za-z][\w-]{2,}/g;

/** Facts go one way: what a newer release brought cannot be told from what the user brought. */
function refuseDowngrade(from: Preset, to: Preset): void {
  if (compare(from.release, to.release) <= 0) return;
  throw new ScaffoldError({
    code: 'invalid-value',
    path: 'to',
    message: `the project has ${from.name}, which is newer, and an upgrade does not go back`,
    expected: `${from.name} or newer; or the preset that the project has, where that was not found right`,
    received: to.name,
  });
}

/** Files that nobody has edited: as our base, or by a fingerprint of the release. */
function settledFiles(tree: FileTree, base: Base, { base: side }: Sides): Set<string> {
  const settled = new Set<string>();
  for (const { path, state, presets } of base.files) {
    if (state !== 'untouched' || !presets?.includes(side.read.preset.name)) continue;
    // A project with fewer kinds may have had this text; this one has not.
    const [old, mine] = [side.tree.get(path), tree.get(path)];
    if (!/\.ya?ml$/.test(path) || old === undefined || sameFacts(path, old, mine!)) settled.add(path);
  }
  for (const { path, content } of side.tree) {
    const mine = tree.get(path);
    // What a generator has not written anew yet has no fingerprint, and no comments of anybody.
    const asScaffolded = mine !== undefined && isGenerated(path) && sameFacts(path, content, mine);
    if (mine === content || asScaffolded) settled.add(path);
  }
  return settled;
}

/** Files that live on under another path, as the history tells and as contents do. */
function renamesOf(base: FileTree, { base: from, theirs }: Sides): ReadonlyMap<string, string> {
  const [old, now] = [treeFiles(base), treeFiles(theirs.tree)];
  const removed = [...old.values()].filter(({ path }) => !now.has(path));
  const added = [...now.values()].filter(({ path }) => !old.has(path));
  const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
  const known = new Map([
    ...goMoves(paths(removed), paths(added)),
    ...knownRenames(from.read.preset, theirs.read.preset),
  ]);
  return new Map([...findRenames(removed, added, known)].map(([to, rename]) => [rename.from.path, to]));
}
