import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildExecutable } from '../../../scripts/build-executable.ts';
import { runProgram } from '../../../scripts/tools/run-program.ts';
import { buildChart } from '../../../src/chart/build-chart.ts';
import { answerPlugin } from '../../../src/cli/answer-plugin.ts';
import { renderYaml } from '../../../src/kustomize/render-yaml.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import { PLUGINS } from '../../../src/plugin/plugins.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import type { Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { operatorsOf } from '../support/chart-inputs.ts';

/** The single executable, where there is no Node: what it renders and charts of the real operators is the library's. */
export const suite: Suite = {
  name: 'executable',
  async *run({ corpus, scratch, match = '' }) {
    if (corpus === undefined) throw new Error('needs --corpus');
    const program = join(scratch, 'operator-scaffold');
    await buildExecutable(program);
    // No PATH: there is nothing that it could start.
    const run = (...args: string[]) => runProgram(program, args, { cwd: scratch, env: { PATH: '' } });

    yield await attempt('it starts without Node', async () => {
      const help = await run('--help');
      return help.includes('operator-scaffold') ? [] : [help];
    });
    yield await attempt('it is the plugins that it installs', async () => {
      const project = buildScaffold({ projectName: 'shop' });
      const answers = PLUGINS.map(async ({ name, version }) => {
        const directory = join(scratch, 'plugins');
        await run('plugin', 'install', name, '--directory', directory);
        const request = { apiVersion: 'v1alpha1', command: 'edit', args: [], universe: project.toRecord() };
        const input = JSON.stringify(request);
        const answer = await runProgram(join(directory, name, version, name), [], {
          cwd: scratch,
          env: { PATH: '' },
          input,
        });
        return answer === (await answerPlugin(`${name}/${version}`, input)).response
          ? []
          : [`${name} answers ${answer}`];
      });
      return (await Promise.all(answers)).flat();
    });
    for (const name of operatorsOf(corpus).filter((name) => name.includes(match))) {
      const tree = await readTree(join(corpus, name));
      const manifests = renderYaml(tree);
      const file = join(scratch, `${name}.yaml`);
      writeFileSync(file, manifests);
      yield await attempt(`${name}: render`, async () =>
        (await run('render', join(corpus, name))) === manifests ? [] : ['it prints something else than the library'],
      );
      yield await attempt(`${name}: chart`, async () => {
        const chart = buildChart(manifests);
        await run('chart', file, '--output', join(scratch, name), '--quiet');
        const written = await readTree(join(scratch, name));
        const paths = new Set([...written.paths(), ...chart.paths()]);
        return [...paths].filter((path) => written.get(path) !== chart.get(path)).map((path) => `${path} differs`);
      });
    }
  },
};
