import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Issue, ScaffoldError } from '../../core/errors.ts';
import { FileTree } from '../../core/file-tree.ts';
import { diffTrees } from '../../diff/diff-trees.ts';
import { formatPatch } from '../../diff/patch/format-patch.ts';
import type { WriteReport } from '../../node/write-with.ts';
import { applyPlan } from '../../upgrade/apply-plan.ts';
import { formatPlanMarkdown } from '../../upgrade/format/format-plan-markdown.ts';
import { formatPlanTerminal } from '../../upgrade/format/format-plan-terminal.ts';
import type { UpgradePlan } from '../../upgrade/model.ts';
import { isLink } from '../../upgrade/plan/plan-builder.ts';
import { planUpgrade, type UpgradeRequest } from '../../upgrade/plan-upgrade.ts';
import { coloursFor } from '../colour.ts';
import { type Call, type Command, DONE, FOUND } from '../command.ts';
import { readDirectory } from '../read-directory.ts';
import { readGiven } from '../read-file.ts';
import { usageError, usageIssue } from '../usage.ts';
import { writeChanges } from '../write-changes.ts';

export const upgrade: Command = {
  usage: '[DIR] [--to P] [--only TOPIC] [FLAGS]',
  description: `Upgrades an existing project in place, to a release (--to kubebuilder@4.16.0) or to https-metrics. What you edited
stays: files are merged by what stands in them, and where both sides changed the same thing yours is kept and named.

With --only metrics it leaves kube-rbac-proxy and does nothing else: --to https-metrics serves HTTPS in the manager,
--to 3.15 goes behind a NetworkPolicy, --to pre-3.15 keeps the sidecar with an image that can be pulled. Files that no
step is about are never touched. Exits with 1 where something is left for a person.

--plan FILE writes the plan and changes nothing; where FILE is a plan already, it is what is applied.`,
  example: 'operator-scaffold upgrade . --to https-metrics --dry-run',
  flags: {
    from: { value: 'P', option: 'from', help: 'the preset that the project has (default: what its files tell)' },
    to: { value: 'P', option: 'to', help: 'the preset to go to (default https-metrics)' },
    only: { value: 'TOPIC', option: 'only', help: 'limit the upgrade to a topic: metrics', repeated: true },
    feature: {
      value: 'NAME[=false]',
      option: 'features',
      help: 'have a feature afterwards, or not',
      repeated: true,
    },
    choose: { value: 'PATH[:PLACE]=yours|theirs', help: 'settle conflicts (default yours)', repeated: true },
    without: { value: 'STEP', help: 'leave a step out, with those that need it', repeated: true },
    plan: { value: 'FILE', help: 'write the plan here, or apply the one that stands here' },
    format: { value: 'terminal|patch|markdown', help: 'a summary (default), a patch for git apply, or Markdown' },
    'dry-run': { help: 'say what would change, and write nothing' },
  },
  positionals: 1,
  async run(call) {
    const { args, io, progress } = call;
    const directory = resolve(io.cwd, args.positionals[0] ?? '.');
    checkDirectory(directory, args.positionals[0] ?? '.');
    const format = formatOf(call);
    progress.stage(`reading ${args.positionals[0] ?? '.'}`);
    const tree = await readDirectory(args.positionals[0] ?? '.', io.cwd);
    const given = readPlan(call);
    progress.stage('planning');
    const plan = given ?? planUpgrade(tree, requestOf(call));
    const without = args.texts('without');
    const choices = choicesOf(call);
    const next = applyPlan(tree, plan, { without, choices });
    const planFile = args.text('plan');
    const writesPlan = planFile !== undefined && given === undefined;
    const isDry = (args.switch('dry-run') ?? false) || writesPlan;
    const shown = withSkipped(settled(plan, choices), without);
    if (writesPlan) await writePlan(call, planFile, plan);
    const written = [...tree.paths(), ...next.paths()].filter(
      (path) => tree.get(path) !== next.get(path) && !isLink(next, path),
    );
    const mixed = isDry ? [] : uncommitted(directory, [...new Set(written)]);
    const report = await write(call, directory, tree, next, isDry);
    if (call.json) {
      io.stdout.write(`${JSON.stringify({ dryRun: isDry, plan: shown, files: report }, undefined, 2)}\n`);
    } else if (format === 'patch') io.stdout.write(formatPatch(diffTrees(tree, next)));
    else if (format === 'markdown') io.stdout.write(formatPlanMarkdown(shown));
    else {
      io.stdout.write(formatPlanTerminal(shown, coloursFor(io.stdout, io.env)));
      io.stdout.write(summary(report, isDry, writesPlan ? planFile : undefined, shown.steps.length > 0));
      for (const line of mixed) io.stderr.write(`${line}\n`);
    }
    return shown.manual.length + shown.conflicts.length > 0 ? FOUND : DONE;
  },
};

const FORMATS = ['terminal', 'patch', 'markdown'];

function formatOf({ args }: Call): string {
  const format = args.text('format') ?? 'terminal';
  if (!FORMATS.includes(format)) {
    throw usageError('--format', 'there is no such format', { expected: FORMATS.join(', '), received: format });
  }
  return format;
}

function requestOf({ args }: Call): UpgradeRequest {
  const issues: Issue[] = [];
  const features: Record<string, boolean> = {};
  for (const text of args.texts('feature')) {
    const [, name, value = 'true'] = /^([A-Za-z]+)(?:=(true|false))?$/.exec(text) ?? [];
    if (name === undefined) {
      issues.push(usageIssue('--feature', 'not a feature', { expected: 'NAME or NAME=false', received: text }));
    } else features[name] = value === 'true';
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  const from = args.text('from');
  return {
    to: args.text('to') ?? 'https-metrics',
    ...(from === undefined ? {} : { from }),
    ...(args.texts('only').length === 0 ? {} : { only: args.texts('only') as NonNullable<UpgradeRequest['only']> }),
    features,
  };
}

function choicesOf({ args }: Call): Record<string, 'yours' | 'theirs'> {
  return Object.fromEntries(
    args.texts('choose').map((text): [string, 'yours' | 'theirs'] => {
      const equals = text.lastIndexOf('=');
      const side = text.slice(equals + 1);
      if (equals > 0 && (side === 'yours' || side === 'theirs')) return [text.slice(0, equals), side];
      throw usageError('--choose', 'not a side of a conflict', {
        expected: 'PATH=yours or PATH=theirs',
        received: text,
      });
    }),
  );
}

/** The plan less the conflicts that a choice settled. */
function settled(plan: UpgradePlan, choices: Readonly<Record<string, string>>): UpgradePlan {
  const left = plan.conflicts.filter(
    ({ path, where }) => choices[`${path}:${where}`] === undefined && choices[path] === undefined,
  );
  return { ...plan, conflicts: left };
}

/** The plan that stands in the file of `--plan`; undefined where none does. */
function readPlan({ args, io }: Call): UpgradePlan | undefined {
  const file = args.text('plan');
  if (file === undefined) return undefined;
  const path = resolve(io.cwd, file);
  if (!existsSync(path)) return undefined;
  const text = readGiven(path, file);
  for (const flag of ['to', 'from', 'only', 'feature']) {
    if (args.texts(flag).length > 0) {
      throw usageError(`--${flag}`, `${file} is a plan already, which says this itself`, {
        expected: 'another file, or no such flag',
      });
    }
  }
  try {
    return JSON.parse(text) as UpgradePlan;
  } catch (error) {
    throw new ScaffoldError({ code: 'plan-invalid', path: file, message: `not JSON: ${(error as Error).message}` });
  }
}

async function writePlan(call: Call, file: string, plan: UpgradePlan): Promise<void> {
  const path = resolve(call.io.cwd, file);
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  const tree = FileTree.from({ [path.slice(slash + 1)]: `${JSON.stringify(plan, undefined, 2)}\n` });
  await writeChanges(call, tree, path.slice(0, slash) || '/', {});
}

/** Writes what differs, aside and then in place; nothing else is looked at. */
async function write(
  call: Call,
  directory: string,
  from: FileTree,
  to: FileTree,
  dryRun: boolean,
): Promise<WriteReport> {
  const changed = to.paths().filter((path) => from.get(path) !== to.get(path) && !isLink(to, path));
  const removed = from.paths().filter((path) => !to.has(path));
  const tree = FileTree.from(changed.map((path) => [path, to.entry(path)!] as const));
  return writeChanges(call, tree, directory, { force: true, remove: removed, dryRun });
}

function withSkipped(plan: UpgradePlan, without: readonly string[]): UpgradePlan {
  if (without.length === 0) return plan;
  const off = new Set(without);
  for (let size = -1; size !== off.size; ) {
    size = off.size;
    for (const { id, needs } of plan.steps) if (needs.some((need) => off.has(need))) off.add(id);
  }
  const steps = plan.steps.map((step) => (off.has(step.id) ? { ...step, state: 'skipped' as const } : step));
  return { ...plan, steps };
}

function summary(
  { created, replaced, removed }: WriteReport,
  isDry: boolean,
  plan: string | undefined,
  hasSteps: boolean,
): string {
  const total = created.length + replaced.length + removed.length;
  if (plan !== undefined) return `\nwrote the plan to ${plan}; the same command with --plan alone applies it\n`;
  if (total === 0) return hasSteps ? '\nall of this is done already\n' : '';
  const parts = [`${created.length} new`, `${replaced.length} changed`, `${removed.length} removed`];
  return `\n${isDry ? 'would write' : 'wrote'} ${parts.join(', ')}\n`;
}

/**
 * Where git is there, which of the files to be written have changes that are not committed: with the upgrade's they are
 * mixed, and git cannot give them back.
 */
function uncommitted(directory: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: directory, encoding: 'utf8' });
  const prefix = git('rev-parse', '--show-prefix');
  if (prefix.status !== 0) return [];
  // A letter for the index, one for the work tree, a blank; a renamed file's old name follows as an entry of its own.
  const entries = git('status', '--porcelain', '-z', '--untracked-files=all', '--', '.').stdout.split('\0');
  const changed = new Set(entries.map((entry) => entry.slice(3 + prefix.stdout.trimEnd().length)));
  const mixed = paths.filter((path) => changed.has(path));
  return mixed.length === 0 ? [] : [`Not committed before, and changed by the upgrade: ${mixed.join(', ')}`];
}

function checkDirectory(directory: string, given: string): void {
  const status = statSync(directory, { throwIfNoEntry: false });
  if (status?.isDirectory() === true) return;
  throw new ScaffoldError({
    code: 'file-unreadable',
    path: given,
    message: status === undefined ? 'there is no such directory' : 'it is no directory',
    expected: 'the directory of a project',
  });
}
