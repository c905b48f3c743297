import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureGoProgram } from '../../../scripts/tools/go-program.ts';
import { KUBEBUILDER_RELEASES } from '../../../scripts/tools/kubebuilder.ts';
import { runProgram, tryProgram } from '../../../scripts/tools/run-program.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import { definesFlag } from '../../../src/edit/go/flags.ts';
import type { GoMetricsTarget } from '../../../src/edit/go/metrics-plan.ts';
import { planGoMetrics } from '../../../src/edit/go/plan-go-metrics.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { SHAPES } from '../../edit/go/shapes.ts';
import type { Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { go, misformatted } from '../support/go-project.ts';
import { startKubernetesApi } from '../support/kubernetes-api.ts';
import { eventually, fetchMetrics, flagsOf, tlsOf } from '../support/manager.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';
import { freePorts, startServer } from '../support/server-process.ts';
import { writeFiles } from '../support/write-files.ts';

const HTTPS: GoMetricsTarget = { protection: 'https', certificates: true };
const PLAIN: GoMetricsTarget = { protection: 'network-policy' };
/** The program that the release wrote. */
const OWN = 'its own main file';
/** The last release with the sidecar: who leaves it starts here. */
const RUN = '3.14.2';

/**
 * Real projects, with the main file that the release writes and with others in the ways of operators: edited for HTTPS
 * with certificates, and back. Formatted as gofmt wants it, compiled, and one of them run against a real API server.
 */
export const suite: Suite = {
  name: 'go-metrics',
  async *run({ scratch, seed, match = '', all }) {
    const made: { readonly release: string; readonly shape: string; readonly tree: FileTree }[] = [];
    const known = Object.keys(KUBEBUILDER_RELEASES).filter((name) => name.includes(match));
    const others = known.filter((release) => release !== RUN);
    const run = known.filter((release) => release === RUN);
    for (const release of all ? known : [...run, ...sample(others, seed, 2)]) {
      const own = await scaffold(release, join(scratch, 'kubebuilder'));
      const shapes = [OWN, ...Object.keys(SHAPES).filter((shape) => isFor(shape, own))];
      made.push(
        ...shapes.map((shape) => ({ release, shape, tree: shape === OWN ? own : withMain(own, SHAPES[shape]!) })),
      );
      yield await attempt(`${release}: edited as gofmt leaves it, and back`, () => {
        const projects = made.filter((project) => project.release === release);
        return formatted(projects, join(scratch, 'formatted'));
      });
    }
    // A release is compiled with its own libraries, which takes minutes where Go has them not yet.
    const oneOf = (isRun: boolean) =>
      sample(
        made.filter(({ release }) => (release === RUN) === isRun),
        seed,
        1,
      );
    const compiled = all ? made : [...oneOf(true), ...oneOf(false)];
    for (const { release, shape, tree } of compiled) {
      yield await attempt(`${release}: ${shape}: compiles for HTTPS and back`, () =>
        compiles(tree, join(scratch, 'compiled')),
      );
    }
    const tree = made.find(({ release, shape }) => release === RUN && shape === OWN)?.tree;
    if (tree === undefined) return;
    yield await attempt(`${RUN}: answers 401, 403 and 200, with the given certificate`, () =>
      serves(edited(tree, HTTPS), join(scratch, 'served')),
    );
  },
};

async function scaffold(release: string, directory: string): Promise<FileTree> {
  const preset = `kubebuilder@${release}`;
  const { profile } = resolvePreset(preset);
  const options = { preset, projectName: 'weather', domain: 'example.com', repo: 'example.com/weather' };
  return FileTree.from(await runKubebuilder(release, toProject(options), profile, directory));
}

/** Files of the manager's configuration went away with controller-runtime 0.18. */
function isFor(shape: string, tree: FileTree): boolean {
  const minor = Number(/controller-runtime v0\.([0-9]+)/.exec(tree.get('go.mod') ?? '')?.[1]);
  return minor < 18 || !shape.startsWith('configuration file');
}

function withMain(tree: FileTree, files: Readonly<Record<string, string>>): FileTree {
  return tree.without('cmd/main.go', 'main.go').with(files);
}

function edited(tree: FileTree, target: GoMetricsTarget): FileTree {
  return tree.with(planGoMetrics(tree, target).edits.map(({ path, after }) => [path, after] as const));
}

async function formatted(
  projects: readonly { readonly shape: string; readonly tree: FileTree }[],
  directory: string,
): Promise<string[]> {
  const problems: string[] = [];
  rmSync(directory, { recursive: true, force: true });
  for (const [index, { shape, tree }] of projects.entries()) {
    const plan = planGoMetrics(tree, HTTPS);
    const left = plan.manual.filter(({ reason }) => reason !== 'tidy-modules' && reason !== 'no-place-for-flags');
    problems.push(...left.map(({ path, text }) => `${shape}: ${path}: ${text}`));
    const secure = edited(tree, HTTPS);
    if (planGoMetrics(secure, HTTPS).edits.length > 0) problems.push(`${shape}: a second plan has edits`);
    const plain = edited(secure, PLAIN);
    for (const [name, after] of Object.entries({ secure, plain })) {
      const go = after.filter(({ path }) => path.endsWith('.go') && after.get(path) !== tree.get(path));
      writeFiles(join(directory, String(index), name), go);
    }
  }
  mkdirSync(directory, { recursive: true });
  problems.push(
    ...(await misformatted(directory)).map(
      (path) => `gofmt would change ${path} (${projects[Number(path.split('/')[0])]?.shape})`,
    ),
  );
  return problems;
}

async function compiles(tree: FileTree, directory: string): Promise<string[]> {
  const secure = edited(tree, HTTPS);
  for (const version of [secure, edited(secure, PLAIN)]) {
    rmSync(directory, { recursive: true, force: true });
    writeFiles(directory, version);
    await go(directory, 'mod', 'tidy');
    const { main } = planGoMetrics(version, HTTPS);
    await go(directory, 'vet', main === '' ? '.' : `./${main}`);
  }
  return [];
}

async function serves(tree: FileTree, directory: string): Promise<string[]> {
  writeFiles(directory, tree);
  await go(directory, 'mod', 'tidy');
  const plan = planGoMetrics(tree, HTTPS);
  const program = join(directory, 'bin', 'manager');
  await go(directory, 'build', '-o', program, `./${plan.main}`);
  const problems: string[] = [];
  const help = await tryProgram(program, ['--help']);
  const known = flagsOf(help.stderr + help.stdout);
  for (const name of known) if (definesFlag(plan.flags, name) !== true) problems.push(`--${name} was not seen`);
  for (const { name } of plan.flags.flags) if (!known.has(name)) problems.push(`there is no --${name}`);

  const certificates = join(directory, 'certificates');
  mkdirSync(certificates, { recursive: true });
  await runProgram(await ensureGoProgram(join(import.meta.dirname, '..', 'go', 'certificates')), [certificates]);
  const api = await startKubernetesApi(directory);
  try {
    const { admin } = api;
    for (const name of ['manager', 'stranger', 'reader']) {
      await admin.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'default' } });
    }
    await bind(admin, 'manager', [
      { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
      { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
    ]);
    await bind(admin, 'reader', [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }]);
    const [metrics = 0, probe = 0] = await freePorts(2);
    const process = startServer(
      program,
      [
        `--metrics-bind-address=127.0.0.1:${metrics}`,
        `--health-probe-bind-address=127.0.0.1:${probe}`,
        `--metrics-cert-path=${certificates}`,
      ],
      directory,
      { KUBECONFIG: api.kubeconfig(await admin.createToken('default', 'manager'), 'default') },
    );
    try {
      const url = `https://127.0.0.1:${metrics}/metrics`;
      const token = (name: string) => admin.createToken('default', name);
      const reader = await token('reader');
      await eventually(
        'the reader gets metrics',
        async () => (await fetchMetrics(url, reader))?.status === 200,
        () => process.output(),
      );
      const check = async (who: string, expected: number, bearer?: string) => {
        const status = (await fetchMetrics(url, bearer))?.status;
        if (status !== expected) problems.push(`${who}: expected ${expected}, received ${status}`);
      };
      await check('without a token', 401);
      await check('without the right', 403, await token('stranger'));
      const { fingerprint256 } = new X509Certificate(readFileSync(join(certificates, 'tls.crt')));
      if ((await tlsOf(metrics)).fingerprint !== fingerprint256) problems.push('it serves another certificate');
      const plain = await fetchMetrics(url.replace('https:', 'http:'), reader).catch(() => undefined);
      if (plain?.status === 200) problems.push('metrics are served over plain HTTP');
    } finally {
      await process.stop();
    }
  } finally {
    await api.stop();
  }
  return problems;
}

async function bind(
  admin: { create(object: never): Promise<unknown> },
  name: string,
  rules: readonly object[],
): Promise<void> {
  const api = 'rbac.authorization.k8s.io';
  const metadata = { name };
  await admin.create({ apiVersion: `${api}/v1`, kind: 'ClusterRole', metadata, rules } as never);
  await admin.create({
    apiVersion: `${api}/v1`,
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: { apiGroup: api, kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace: 'default' }],
  } as never);
}

/** Some of a list, other ones for every seed. */
function sample<T>(list: readonly T[], seed: number, count: number): T[] {
  const length = Math.min(count, list.length);
  const step = Math.floor(list.length / length);
  return Array.from({ length }, (_, index) => list[(seed + index * step) % list.length]!);
}
