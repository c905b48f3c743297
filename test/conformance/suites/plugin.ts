import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureKubebuilder, ensureKubebuilderStandIns } from '../../../scripts/tools/kubebuilder.ts';
import { runProgram, tryProgram } from '../../../scripts/tools/run-program.ts';
import { buildChart } from '../../../src/chart/build-chart.ts';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const CHART = 'chart.operator-scaffold/v1';
const PROXY = 'kube-rbac-proxy/v1';
/** The bytes of no text: what comes back of them from Kubebuilder is none of them. */
const BINARY = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe);

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: clouds.sky.example.com
spec:
  group: sky.example.com
  names: {kind: Cloud, listKind: CloudList, plural: clouds, singular: cloud}
  scope: Namespaced
  versions:
  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
`;

/** Our plugins, installed by our command line and run by the real kubebuilder. */
export const suite: Suite = {
  name: 'plugin',
  async *run({ scratch, all }) {
    // The built command line, as it is published: npm test builds it too.
    await runProgram('npx', ['tsup', '--config', 'tsup.cli.config.ts'], { cwd: ROOT });
    const plugins = join(scratch, 'plugins');
    const cli = join(ROOT, 'dist', 'cli', 'cli.cjs');
    for (const name of ['chart.operator-scaffold', 'kube-rbac-proxy']) {
      await runProgram('node', [cli, 'plugin', 'install', name, '--directory', plugins]);
    }
    for (const release of all ? ['4.16.0', '4.15.0', '4.5.1', '3.15.1'] : ['4.16.0', '4.15.0']) {
      yield* runRelease(release, plugins, join(scratch, release));
    }
  },
};

async function* runRelease(release: string, plugins: string, directory: string): AsyncGenerator<CaseResult> {
  const program = await ensureKubebuilder(release);
  const env = {
    EXTERNAL_PLUGINS_PATH: plugins,
    PATH: `${await ensureKubebuilderStandIns()}:${process.env.PATH ?? ''}`,
  };
  const call = (...args: readonly string[]) => tryProgram(program, args, { cwd: directory, env });
  const done = async (...args: readonly string[]) => {
    const { status, stdout, stderr } = await call(...args);
    return status === 0 ? [] : [`kubebuilder ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`];
  };
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });

  yield await attempt(`${release}: edit writes the chart that the library makes, and nothing else`, async () => {
    const init = ['init', '--fetch-deps=false', '--skip-go-version-check', '--domain', 'example.com'];
    const problems = await done(...init, '--project-name', 'weather', '--repo', 'example.com/weather');
    mkdirSync(join(directory, '.git'));
    for (const file of ['logo.png', join('.git', 'index')]) writeFileSync(join(directory, file), BINARY);
    const before = await readTree(directory);
    problems.push(...(await done('edit', '--plugins', CHART, '--chart-version', '1.2.0')));
    const after = await readTree(directory);
    const expected = buildChart(renderManifests(before, 'config/default'), { version: '1.2.0' });
    for (const { path, content } of expected) {
      if (after.get(`dist/chart/${path}`) !== content) problems.push(`dist/chart/${path} is another file`);
    }
    const outside = after.filter(({ path }) => !path.startsWith('dist/chart/'));
    if (!outside.equals(before)) problems.push('files outside the chart changed');
    for (const file of ['logo.png', join('.git', 'index')]) {
      if (!readFileSync(join(directory, file)).equals(BINARY)) problems.push(`${file} is damaged`);
    }
    return problems;
  });

  yield await attempt(`${release}: a second edit changes nothing, and keeps what was edited`, async () => {
    const values = join(directory, 'dist', 'chart', 'values.yaml');
    writeFileSync(values, `# Ours.\n${readFileSync(values, 'utf8')}`);
    const before = await readTree(directory);
    const problems = await done('edit', '--plugins', CHART, '--chart-version=1.2.0');
    return (await readTree(directory)).equals(before) ? problems : [...problems, 'files changed'];
  });

  yield await attempt(`${release}: shows the flags, and refuses others`, async () => {
    const { stdout, stderr } = await call('edit', '--plugins', CHART, '--help');
    const help = stdout + stderr;
    const problems = ['--chart-version string', '--chart-force', 'updates it: what was edited in it stays'].filter(
      (text) => !help.includes(text),
    );
    const wrong = await call('edit', '--plugins', CHART, '--chart-wrong');
    if (wrong.status === 0 || !/unknown flag: --chart-wrong/.test(wrong.stdout + wrong.stderr)) {
      problems.push('--chart-wrong is not refused');
    }
    return problems.map((text) => `${text}: ${help}`);
  });

  yield await attempt(`${release}: tells what is wrong`, async () => {
    const { status, stdout, stderr } = await call('edit', '--plugins', CHART, '--chart-source', 'config/nowhere');
    const said = stdout + stderr;
    return status !== 0 && said.includes('config/nowhere') && !/\n\s+at /.test(said) ? [] : [said];
  });

  yield await attempt(`${release}: create api goes on working`, async () => {
    const api = ['create', 'api', '--group', 'sky', '--version', 'v1', '--kind', 'Cloud', '--make=false'];
    const problems = await done(...api, '--resource', '--controller');
    // What controller-gen writes, which stands aside here.
    mkdirSync(join(directory, 'config', 'crd', 'bases'), { recursive: true });
    writeFileSync(join(directory, 'config', 'crd', 'bases', 'sky.example.com_clouds.yaml'), DEFINITION);
    problems.push(...(await done('edit', '--plugins', CHART, '--chart-version', '1.2.0')));
    const values = (await readTree(directory)).get('dist/chart/values.yaml') ?? '';
    if (!values.startsWith('# Ours.\n')) problems.push('the edit of values.yaml is lost');
    return problems;
  });

  yield await attempt(`${release}: the proxy comes, once, and goes`, async () => {
    const before = await readTree(directory);
    const problems = await done('edit', '--plugins', PROXY, '--proxy-port', '8444');
    const guarded = await readTree(directory);
    if (!JSON.stringify(renderManifests(guarded, 'config/default')).includes('0.0.0.0:8444'))
      problems.push('there is no proxy');
    problems.push(...(await done('edit', '--plugins', PROXY)));
    if (!(await readTree(directory)).equals(guarded)) problems.push('a second edit changes files');
    problems.push(...(await done('edit', '--plugins', PROXY, '--remove')));
    const after = (await readTree(directory)).filter(({ path }) => !path.startsWith('config/kube-rbac-proxy/'));
    return after.equals(before) ? problems : [...problems, '--remove does not give the files from before'];
  });
}
