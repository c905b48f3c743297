import { KustomizeOracle, type OracleAnswer } from '../../../scripts/tools/kustomize-oracle.ts';
import { formatCase } from '../../kustomize/case-file.ts';
import { compare, type Difference, hasCrashed } from '../kustomize/compare.ts';
import { Random } from '../kustomize/random.ts';
import { PLACE_NAMES, randomPlace } from '../kustomize/random-places.ts';
import type { RandomTree } from '../kustomize/random-tree.ts';
import { shrinkTree } from '../kustomize/shrink.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';

const TREES = 20_000;
/** Questions that wait at the real one while ours works. */
const BATCH = 250;
const SHOWN = 10;

/** Every spelling of a scalar, a key or a comment in every place that something is read from or written to. */
export const suite: Suite = {
  name: 'kustomize-spelling',
  async *run(context: Context): AsyncIterable<CaseResult> {
    const oracle = await KustomizeOracle.start();
    try {
      yield* grid(context.seed, oracle);
    } finally {
      oracle.stop();
    }
  },
};

async function* grid(seed: number, oracle: KustomizeOracle): AsyncIterable<CaseResult> {
  const printed = new Map(PLACE_NAMES.map((place) => [place, 0]));
  let shown = 0;
  for (let from = 0; from < TREES && shown < SHOWN; from += BATCH) {
    const trees = Array.from({ length: BATCH }, (_, i) => randomPlace(new Random(seed + from + i)));
    const answers = await Promise.all(trees.map((tree) => oracle.ask({ op: 'build', ...tree })));
    for (const [i, tree] of trees.entries()) {
      const real = answers[i] as OracleAnswer;
      if (!hasCrashed(real) && real.output !== undefined) printed.set(tree.place, (printed.get(tree.place) ?? 0) + 1);
      const difference = compare(tree, real);
      if (difference === undefined || shown === SHOWN) continue;
      shown += 1;
      yield { name: `${tree.place} ${seed + from + i}`, error: await explain(tree, difference, oracle) };
    }
  }
  for (const [place, count] of printed) {
    const enough = count >= TREES / PLACE_NAMES.length / 5;
    yield {
      name: `${place}: ${count} of ${TREES} trees from seed ${seed} printed`,
      ...(enough || shown > 0 ? {} : { error: 'most trees are refused: such trees compare little' }),
    };
  }
}

async function explain(tree: RandomTree, { kind }: Difference, oracle: KustomizeOracle): Promise<string> {
  const check = async (one: RandomTree) => compare(one, await oracle.ask({ op: 'build', ...one }));
  const small = await shrinkTree(tree, async (one) => (await check(one))?.kind === kind);
  const real = await oracle.ask({ op: 'build', ...small });
  const { path, files } = small;
  const text = formatCase({
    name: 'found',
    title: 'Found at random.',
    directory: path,
    files,
    ...(real.output === undefined ? {} : { output: real.output }),
  });
  return `${(await check(small))?.detail}\n${text}`;
}
