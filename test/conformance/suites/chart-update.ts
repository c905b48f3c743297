import { join } from 'node:path';
import { buildChart } from '../../../src/chart/build-chart.ts';
import { withState } from '../../../src/chart/update/state.ts';
import { updateChart } from '../../../src/chart/update/update-chart.ts';
import { Random } from '../kustomize/random.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { type ChartEngine, startChartEngine } from '../support/chart-engine.ts';
import { chartInputsForMany } from '../support/chart-inputs.ts';
import { itemsOf } from '../support/compare-objects.ts';
import { helm, mustHelm } from '../support/helm.ts';
import { editChart, laterManifests } from '../support/random-edits.ts';
import { fileNameOf, writeFiles } from '../support/write-files.ts';

/** Charts that a person edited, updated from newer manifests: real Helm renders them, or refuses while a conflict is left. */
export const suite: Suite = {
  name: 'chart-update',
  async *run(context) {
    const engine = await startChartEngine();
    try {
      yield* cases(context, engine);
    } finally {
      engine.stop();
    }
  },
};

async function* cases(context: Context, engine: ChartEngine): AsyncIterable<CaseResult> {
  for (const { name, manifests } of await chartInputsForMany(context, { scaffold: 3, operator: 4 })) {
    const chart = buildChart(manifests);
    const values = chart.get('values.yaml') ?? '';
    const [workload, template = ''] =
      [...chart]
        .map(({ path, content }) => [path, content] as const)
        .find(([, content]) => /^kind: Deployment$/m.test(content)) ?? [];
    if (workload === undefined || !/^image:$/m.test(values)) continue;
    // Newer manifests: an argument more, and an object more.
    const newer = `${manifests.replace(/^( +)(- --leader-elect)$/gm, '$1$2\n$1- --new-flag')}\n---\n${NEW_OBJECT}`;
    const own = {
      'templates/own.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-own\n',
      [workload]: template.replace(/^(kind: Deployment)$/m, '# Seen by us.\n$1'),
      'values.yaml': values.replace(/^ {2}tag: .*$/m, '  tag: edited # ours'),
    };
    const edited = chart.with(own);
    yield await attempt(`${name}, edits and news`, async () => {
      const update = updateChart(edited, newer);
      const problems = update.conflicts.map(({ path, where }) => `conflict in ${path}: ${where}`);
      const again = updateChart(update.tree, newer);
      if (!again.tree.equals(update.tree)) problems.push('a second update changes the chart');
      const directory = join(context.scratch, 'updated', fileNameOf(name));
      writeFiles(directory, update.tree);
      const rendered = await mustHelm('helm', ['template', 'one', directory, '--kube-version', '1.34.1'], context);
      for (const wanted of ['name: one-own', ':edited', 'brand-new']) {
        if (!rendered.includes(wanted)) problems.push(`${wanted} is lost`);
      }
      if (newer.includes('--new-flag') && !rendered.includes('--new-flag')) problems.push('the new flag is lost');
      if (!update.tree.get(workload)?.includes('# Seen by us.')) problems.push('the comment in the template is lost');
      return problems;
    });
    for (let round = 0; round < 3; round += 1) {
      const seed = context.seed + round;
      yield await attempt(`${name}, random edits of seed ${seed}`, async () => {
        const random = new Random(seed);
        const mine = editChart(chart, random);
        const source = (await engine.parse(manifests)).flatMap(itemsOf);
        const later = laterManifests(source, random);
        const update = updateChart(mine.tree, later.objects);
        const all = [...update.tree].map(({ content }) => content).join('\n');
        const lost = mine.marks.filter((mark) => !all.includes(mark)).map((mark) => `the edit ${mark} is lost`);
        const directory = join(context.scratch, 'random', `${fileNameOf(name)}-${seed}`);
        writeFiles(directory, update.tree);
        const args = ['template', 'one', directory, '--kube-version', '1.34.1'];
        const { status, stdout, stderr } = await helm('helm', args, context);
        if (update.unresolved.length > 0) {
          // The two sides of a conflict may open and close blocks, so that Helm stops at the file before it gets to the guard.
          const file = /parse error at \([^/]+\/(.*?):\d+\)/.exec(stderr)?.[1] ?? '';
          const refused = /unresolved conflicts/.test(stderr) || update.unresolved.includes(file);
          if (status === 0 || !refused) lost.push(`Helm ended with ${status}: ${stderr}`);
          return [...lost, ...later.news.filter((text) => !all.includes(text)).map((text) => `${text} is not told`)];
        }
        if (status !== 0) return [...lost, stderr];
        return [...lost, ...later.news.filter((text) => !stdout.includes(text)).map((text) => `${text} is lost`)];
      });
    }
    yield await attempt(`${name}, Helm refuses a conflict`, async () => {
      // The last generated state had another repository; both sides have changed it since.
      const before = chart.with({ 'values.yaml': values.replace(/^ {2}repository: .*$/m, '  repository: before') });
      const standing = withState(before).with({
        'values.yaml': values.replace(/^ {2}repository: .*$/m, '  repository: edited'),
      });
      const update = updateChart(standing, manifests);
      if (!update.conflicts.some(({ where }) => where === 'image.repository')) return ['there is no conflict'];
      const directory = join(context.scratch, 'conflicts', fileNameOf(name));
      writeFiles(directory, update.tree);
      const { status, stderr } = await helm(
        'helm',
        ['template', 'one', directory, '--kube-version', '1.34.1'],
        context,
      );
      return status === 0 || !/unresolved conflicts/.test(stderr) ? [`Helm ended with ${status}: ${stderr}`] : [];
    });
  }
}

const NEW_OBJECT = `apiVersion: v1
kind: ConfigMap
metadata:
  name: brand-new
data:
  key: value
`;
