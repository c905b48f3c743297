import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KustomizeOracle } from '../../../scripts/tools/kustomize-oracle.ts';
import { formatCase } from '../../kustomize/case-file.ts';
import { compare, type Difference, hasCrashed } from '../kustomize/compare.ts';
import { Random } from '../kustomize/random.ts';
import { type RandomTree, randomTree } from '../kustomize/random-tree.ts';
import { shrinkTree } from '../kustomize/shrink.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';

const TREES = 5_000;
/** Differences that are shrunk and shown; more would say no more. */
const SHOWN = 10;

/**
 * Random trees, through the real kustomize and ours. Each difference is shrunk to a case file, which is printed and, with
 * OPERATOR_SCAFFOLD_CASES, written to that directory.
 */
export const suite: Suite = {
  name: 'kustomize-fuzz',
  async *run(context: Context): AsyncIterable<CaseResult> {
    const oracle = await KustomizeOracle.start();
    try {
      yield* fuzz(context, oracle);
    } finally {
      oracle.stop();
    }
  },
};

async function* fuzz(context: Context, oracle: KustomizeOracle): AsyncIterable<CaseResult> {
  let built = 0;
  let refused = 0;
  let crashed = 0;
  let shown = 0;
  for (let i = 0; i < TREES && shown < SHOWN; i += 1) {
    const seed = context.seed + i;
    const tree = randomTree(new Random(seed));
    const real = await oracle.ask({ op: 'build', ...tree });
    if (hasCrashed(real)) crashed += 1;
    else if (real.output === undefined) refused += 1;
    else built += 1;
    const difference = compare(tree, real);
    if (difference === undefined) continue;
    shown += 1;
    yield { name: `tree ${seed}`, error: await explain(tree, difference, seed, oracle) };
  }
  const enough = built > (built + refused) / 4;
  yield {
    name: `${built + refused + crashed} trees from seed ${context.seed}: ${built} printed, ${refused} refused, ${crashed} crash the real one`,
    ...(enough ? {} : { error: 'most trees are refused: such trees compare little' }),
  };
}

async function explain(tree: RandomTree, { kind }: Difference, seed: number, oracle: KustomizeOracle): Promise<string> {
  const check = async (one: RandomTree) => compare(one, await oracle.ask({ op: 'build', ...one }));
  const small = await shrinkTree(tree, async (one) => (await check(one))?.kind === kind);
  const difference = (await check(small)) as Difference;
  const real = await oracle.ask({ op: 'build', ...small });
  const text = formatCase({
    name: `seed-${seed}`,
    title: `Found at random (seed ${seed}).`,
    directory: small.path,
    files: small.files,
    ...(real.output === undefined ? {} : { output: real.output }),
  });
  const directory = process.env.OPERATOR_SCAFFOLD_CASES;
  if (directory !== undefined) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, `seed-${seed}.txt`), text);
  }
  return `${difference.kind}: ${difference.detail}\n${text}`;
}
