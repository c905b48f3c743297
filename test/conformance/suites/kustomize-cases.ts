import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureGoTool } from '../../../scripts/tools/go-tool.ts';
import { type KustomizeCase, readCases, writeCase } from '../../kustomize/case-file.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';

const run = promisify(execFile);
/** At a time. */
const PROCESSES = 4;

/** Proves the expectations of test/kustomize/cases with the real binary; `npm test` holds ours against them. */
export const suite: Suite = {
  name: 'kustomize-cases',
  async *run(context: Context): AsyncIterable<CaseResult> {
    const kustomize = await ensureGoTool('kustomize');
    const cases = readCases();
    for (let i = 0; i < cases.length; i += PROCESSES) {
      yield* await Promise.all(
        cases.slice(i, i + PROCESSES).map((one, slot) => check(one, kustomize, join(context.scratch, String(slot)))),
      );
    }
  },
};

async function check(one: KustomizeCase, kustomize: string, directory: string): Promise<CaseResult> {
  // A directory deeper, so that a case can name what lies above its root.
  const root = join(directory, 'tree');
  rmSync(directory, { recursive: true, force: true });
  writeCase(one.files, root);
  mkdirSync(join(root, one.directory), { recursive: true });
  try {
    const { stdout } = await run(kustomize, ['build', join(root, one.directory)], { maxBuffer: 64 << 20 });
    if (stdout === one.output) return { name: one.name };
    return { name: one.name, error: one.refusal === undefined ? `it prints:\n${stdout}` : 'it does not refuse' };
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    if (one.refusal !== undefined) return { name: one.name };
    return { name: one.name, error: `it refuses: ${stderr ?? String(error)}` };
  }
}
