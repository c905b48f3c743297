import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { ensureGoTool } from '../../../scripts/tools/go-tool.ts';
import { ScaffoldError } from '../../../src/core/errors.ts';
import type { FileTree } from '../../../src/core/file-tree.ts';
import type { JsonValue } from '../../../src/kubernetes/object.ts';
import { KUSTOMIZATION_NAMES } from '../../../src/kustomize/read/kustomization.ts';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
import { renderYaml } from '../../../src/kustomize/render-yaml.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import { parseYaml } from '../../../src/yaml/parse.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';

const run = promisify(execFile);

/**
 * Every directory of the corpus that has a kustomization, against the real kustomize: the text of the newest release
 * byte for byte, the objects of 5.5.0 as parsed documents in their order, and a refusal where the real one refuses.
 */
export const suite: Suite = {
  name: 'kustomize-corpus',
  async *run({ corpus }: Context): AsyncIterable<CaseResult> {
    if (corpus === undefined) throw new Error('this suite needs --corpus');
    const newest = await ensureGoTool('kustomize');
    const older = await ensureGoTool('kustomize-5.5');
    for (const operator of readdirSync(corpus).sort()) {
      const root = join(corpus, operator);
      if (!statSync(root).isDirectory()) continue;
      const tree = await readTree(root, { ignore: [], maxBytes: Number.POSITIVE_INFINITY });
      for (const path of tree.paths()) {
        if (!KUSTOMIZATION_NAMES.includes(path.slice(path.lastIndexOf('/') + 1))) continue;
        const directory = dirname(path);
        const name = relative(corpus, join(root, directory));
        const error = await compare(tree, directory, join(root, directory), newest, older);
        yield error === undefined ? { name } : { name, error };
      }
    }
  },
};

async function compare(
  tree: FileTree,
  directory: string,
  onDisk: string,
  newest: string,
  older: string,
): Promise<string | undefined> {
  const expected = await build(newest, onDisk);
  let text: string;
  try {
    text = renderYaml(tree, directory);
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    return expected === undefined ? undefined : `only ours refuses: ${error.message}`;
  }
  if (expected === undefined) return 'only the real one refuses';
  if (text !== expected) return `the text differs:\n${firstDifference(expected, text)}`;
  const objects: readonly JsonValue[] = renderManifests(tree, directory);
  if (!isDeepStrictEqual(objects, parseYaml(expected, ''))) return 'the objects are not those of the text';
  const before = await build(older, onDisk);
  if (before === undefined) return 'kustomize 5.5.0 refuses';
  if (!isDeepStrictEqual(objects, parseYaml(before, ''))) return `5.5.0 differs:\n${firstDifference(before, text)}`;
  return undefined;
}

/** What the real one prints, or undefined where it refuses. */
async function build(kustomize: string, directory: string): Promise<string | undefined> {
  try {
    return (await run(kustomize, ['build', directory], { maxBuffer: 256 << 20 })).stdout;
  } catch {
    return undefined;
  }
}

function firstDifference(expected: string, actual: string): string {
  const wanted = expected.split('\n');
  const got = actual.split('\n');
  const line = wanted.findIndex((text, index) => text !== got[index]);
  return `line ${line + 1}\n- ${wanted[line]}\n+ ${got[line]}`;
}
