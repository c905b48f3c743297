import { join } from 'node:path';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { startChartEngine } from '../support/chart-engine.ts';
import { chartInputsForMany } from '../support/chart-inputs.ts';
import { everyCombination } from '../support/every-combination.ts';
import { fileNameOf } from '../support/write-files.ts';

/**
 * Charts under every combination of their switches, through Helm's own engine: each renders to a graph without a reference
 * that dangles, or is refused with a sentence that names the values. Judged by parts of the chart (`SwitchProduct`), and
 * random combinations rendered whole to see that the parts tell the truth. The charts of releases, and of scaffolds all but
 * a few, with --all.
 */
export const suite: Suite = {
  name: 'chart-switches',
  async *run(context) {
    const engine = await startChartEngine();
    try {
      // Scaffolds have millions of combinations and differ in little.
      for (const input of await chartInputsForMany(context, { scaffold: 2 })) {
        let numbers = 'every combination';
        const result = await attempt(input.name, async () => {
          const scratch = join(context.scratch, fileNameOf(input.name));
          const stage = { engine, scratch, namespace: 'home' };
          const judged = await everyCombination(buildChart(input.manifests), stage, context.seed);
          numbers = judged.numbers;
          return judged.problems;
        });
        yield { ...result, name: `${input.name}, ${numbers}` };
      }
    } finally {
      engine.stop();
    }
  },
};
