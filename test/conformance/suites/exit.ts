import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ensureGoTool } from '../../../scripts/tools/go-tool.ts';
import { auditTree } from '../../../src/audit/audit-tree.ts';
import type { Finding } from '../../../src/audit/model.ts';
import type { FileTree } from '../../../src/core/file-tree.ts';
import { parentsOf } from '../../../src/core/paths.ts';
import { KUSTOMIZATION_NAMES } from '../../../src/kustomize/read/kustomization.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import { applyPlan } from '../../../src/upgrade/apply-plan.ts';
import { planUpgrade } from '../../../src/upgrade/plan-upgrade.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';

const run = promisify(execFile);

const TARGETS = ['pre-3.15', '3.15', 'https-metrics'];

/**
 * The real operators leave kube-rbac-proxy in each way: what the real kustomize built before it builds afterwards, the
 * audit finds no fault that it did not find before, and a second plan has nothing to do.
 */
export const suite: Suite = {
  name: 'exit',
  async *run({ corpus, scratch, match }: Context): AsyncIterable<CaseResult> {
    if (corpus === undefined) throw new Error('this suite needs --corpus');
    const kustomize = await ensureGoTool('kustomize');
    for (const operator of readdirSync(corpus).sort()) {
      const root = join(corpus, operator);
      if (!statSync(root).isDirectory() || (match !== undefined && !operator.includes(match))) continue;
      const tree = await readTree(root, { ignore: [], maxBytes: Number.POSITIVE_INFINITY });
      const known = new Set(auditTree(tree).findings.map(keyOf));
      const built = new Map<string, Promise<string | undefined>>();
      for (const to of TARGETS) {
        yield attempt(`${operator} to ${to}`, async () => {
          const plan = planUpgrade(tree, { to, only: ['metrics'] });
          const next = applyPlan(tree, plan);
          const named = new Set(plan.files.map(({ path }) => path));
          const changed = changedPaths(tree, next);
          const problems = changed.filter((path) => !named.has(path)).map((path) => `${path} is not in the plan`);
          for (const { id } of planUpgrade(next, { to, only: ['metrics'] }).steps) {
            problems.push(`a second plan has ${id}`);
          }
          for (const finding of auditTree(next).findings) {
            // A note is no fault: that a certificate which the manager signs itself cannot be verified is one.
            if (finding.severity === 'note' || known.has(keyOf(finding))) continue;
            problems.push(`${finding.rule} ${finding.file}: ${finding.message}`);
          }
          const directory = join(scratch, 'after');
          writeAfter(root, directory, changed, next);
          for (const path of kustomizationsNear(tree, changed)) {
            const before = built.get(path) ?? refusal(kustomize, join(root, path));
            built.set(path, before);
            if ((await before) !== undefined || !hasKustomization(next, path)) continue;
            const problem = await refusal(kustomize, join(directory, path));
            if (problem !== undefined) problems.push(`${path} does not build any more: ${problem}`);
          }
          return problems;
        });
      }
    }
  },
};

/** A finding without the numbers and ports that its message may name. */
function keyOf({ rule, file, object }: Finding): string {
  return `${rule} ${file} ${object?.kind ?? ''} ${object?.name ?? ''}`;
}

function changedPaths(from: FileTree, to: FileTree): string[] {
  return [...new Set([...from.paths(), ...to.paths()])].filter((path) => from.get(path) !== to.get(path));
}

function writeAfter(root: string, directory: string, changed: readonly string[], to: FileTree): void {
  rmSync(directory, { recursive: true, force: true });
  cpSync(root, directory, { recursive: true });
  for (const path of changed) {
    const file = join(directory, path);
    rmSync(file, { force: true });
    const text = to.get(path);
    if (text === undefined) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function hasKustomization(tree: FileTree, directory: string): boolean {
  return KUSTOMIZATION_NAMES.some((name) => tree.has(directory === '.' ? name : `${directory}/${name}`));
}

/** The kustomizations below the outermost folder in which something changed: whatever reads it is among them. */
function kustomizationsNear(tree: FileTree, changed: readonly string[]): string[] {
  const tops = new Set(changed.flatMap((path) => parentsOf(path).slice(0, 1)));
  return tree
    .paths()
    .filter((path) => KUSTOMIZATION_NAMES.includes(path.slice(path.lastIndexOf('/') + 1)))
    .map((path) => dirname(path))
    .filter((path) => [...tops].some((top) => path === top || path.startsWith(`${top}/`)));
}

/** Why the real kustomize does not build a directory; undefined where it does. */
async function refusal(kustomize: string, directory: string): Promise<string | undefined> {
  try {
    await run(kustomize, ['build', directory], { maxBuffer: 256 << 20 });
    return undefined;
  } catch (error) {
    return String((error as { stderr?: string }).stderr ?? error).slice(0, 800);
  }
}
