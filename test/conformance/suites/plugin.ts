import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureGoTool } from '../../../scripts/tools/go-tool.ts';
import { ensureKubeRbacProxy } from '../../../scripts/tools/kube-rbac-proxy.ts';
import { ensureKubebuilder, ensureKubebuilderStandIns } from '../../../scripts/tools/kubebuilder.ts';
import { runProgram, tryProgram } from '../../../scripts/tools/run-program.ts';
import { auditTree } from '../../../src/audit/audit-tree.ts';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { FileTree } from '../../../src/core/file-tree.ts';
import { listAt, nameOf, objectAt, stringAt } from '../../../src/kubernetes/identity.ts';
import type { KubernetesObject } from '../../../src/kubernetes/object.ts';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import { sameJson } from '../../../src/objects/compare/json.ts';
import { DEFAULTS } from '../../../src/plugin/plugins/rbac-proxy/defaults.ts';
import { editProxy } from '../../../src/plugin/plugins/rbac-proxy/edit-proxy.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { go } from '../support/go-project.ts';
import { startKubernetesApi } from '../support/kubernetes-api.ts';
import { eventually, fetchMetrics } from '../support/manager.ts';
import { parseStream } from '../support/parse-stream.ts';
import { freePorts, type ServerProcess, startServer } from '../support/server-process.ts';

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
const WEBHOOK = `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata:
  name: mutating-webhook-configuration
webhooks:
- admissionReviewVersions: [v1]
  clientConfig:
    service: {name: webhook-service, namespace: system, path: /mutate-sky-example-com-v1-cloud}
  failurePolicy: Fail
  name: mcloud-v1.kb.io
  rules:
  - {apiGroups: [sky.example.com], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [clouds]}
  sideEffects: None
`;

/** The first release that sends its flags to plugins, and whatever came between it and those that are always tried. */
const OLDER = ['3.15.1', '4.0.0', '4.2.0', '4.3.0', '4.5.1', '4.6.0', '4.7.1', '4.8.0', '4.10.1', '4.13.1'];
const INIT = ['init', '--fetch-deps=false', '--skip-go-version-check', '--domain', 'example.com'];
INIT.push('--project-name', 'weather', '--repo', 'example.com/weather');

/** Our plugins, installed by our command line and run by the real kubebuilder. */
export const suite: Suite = {
  name: 'plugin',
  async *run({ scratch, seed, match, all }) {
    // The built command line, as it is published: npm test builds it too.
    await runProgram('npx', ['tsup', '--config', 'tsup.cli.config.ts'], { cwd: ROOT });
    const plugins = join(scratch, 'plugins');
    const cli = join(ROOT, 'dist', 'cli', 'cli.cjs');
    for (const name of ['chart.operator-scaffold', 'kube-rbac-proxy']) {
      await runProgram('node', [cli, 'plugin', 'install', name, '--directory', plugins]);
    }
    const older = all ? OLDER : [OLDER[seed % OLDER.length]!];
    for (const release of ['4.16.0', '4.15.0', ...older]) {
      if (match !== undefined && !release.includes(match)) continue;
      const kubebuilder = await programOf(release, plugins);
      const directory = join(scratch, release);
      if (all || !older.includes(release)) yield* runChart(release, kubebuilder, join(directory, 'chart'));
      yield* runProxy(release, kubebuilder, join(directory, 'proxy'));
      // Those of old releases want a network: they do not tell init the repository that PROJECT has.
      if (!older.includes(release)) {
        yield await attempt(`${release}: alpha generate does no harm`, () =>
          regenerated(kubebuilder, join(directory, 'proxy')),
        );
      }
      if (release !== '4.16.0') continue;
      yield await attempt(`${release}: the real kube-rbac-proxy lets in who may read metrics`, () =>
        guards(kubebuilder, join(directory, 'guarded')),
      );
    }
  },
};

/** A release's kubebuilder, with our plugins in its reach. */
interface Kubebuilder {
  /** What it said, and how it ended. */
  call(directory: string, ...args: readonly string[]): Promise<{ status: number | null; said: string }>;
  /** Nothing where it did what it was asked for, else what it said. */
  done(directory: string, ...args: readonly string[]): Promise<string[]>;
}

async function programOf(release: string, plugins: string): Promise<Kubebuilder> {
  const program = await ensureKubebuilder(release);
  // `alpha generate` of older releases looks for kubebuilder on the path.
  const path = [await ensureKubebuilderStandIns(), dirname(program), process.env.PATH ?? ''].join(':');
  const env = { EXTERNAL_PLUGINS_PATH: plugins, PATH: path };
  const call: Kubebuilder['call'] = async (cwd, ...args) => {
    const { status, stdout, stderr } = await tryProgram(program, args, { cwd, env });
    return { status, said: stdout + stderr };
  };
  return {
    call,
    async done(directory, ...args) {
      const { status, said } = await call(directory, ...args);
      return status === 0 ? [] : [`kubebuilder ${args.join(' ')} ended with ${status}: ${said}`];
    },
  };
}

async function* runChart(release: string, kubebuilder: Kubebuilder, directory: string): AsyncGenerator<CaseResult> {
  const call = (...args: readonly string[]) => kubebuilder.call(directory, ...args);
  const done = (...args: readonly string[]) => kubebuilder.done(directory, ...args);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });

  yield await attempt(`${release}: edit writes the chart that the library makes, and nothing else`, async () => {
    const problems = await done(...INIT);
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
    const texts = ['--chart-version string', '--chart-force', 'updates it: what was edited in it stays'];
    return tells(call, ['edit', '--plugins', CHART], texts);
  });

  yield await attempt(`${release}: tells what is wrong`, async () => {
    const { status, said } = await call('edit', '--plugins', CHART, '--chart-source', 'config/nowhere');
    return status !== 0 && said.includes('config/nowhere') && !/\n\s+at /.test(said) ? [] : [said];
  });

  yield await attempt(`${release}: create api goes on working`, async () => {
    const api = ['create', 'api', '--group', 'sky', '--version', 'v1', '--kind', 'Cloud', '--make=false'];
    const problems = await done(...api, '--resource', '--controller');
    generate(directory);
    problems.push(...(await done('edit', '--plugins', CHART, '--chart-version', '1.2.0')));
    const values = (await readTree(directory)).get('dist/chart/values.yaml') ?? '';
    if (!values.startsWith('# Ours.\n')) problems.push('the edit of values.yaml is lost');
    return problems;
  });
}

/** What the help of a command says, and that a flag that nobody has is refused. */
async function tells(
  call: (...args: readonly string[]) => Promise<{ status: number | null; said: string }>,
  command: readonly string[],
  texts: readonly string[],
): Promise<string[]> {
  const help = (await call(...command, '--help')).said;
  const problems = texts.filter((text) => !help.includes(text));
  const wrong = await call(...command, '--wrong');
  if (wrong.status === 0 || !/unknown flag: --wrong/.test(wrong.said)) problems.push('--wrong is not refused');
  return problems.map((text) => `${text}: ${help}`);
}

/** The sidecar: with `init`, through `create api` and `create webhook`, off and on by `edit`, and `alpha generate`. */
async function* runProxy(release: string, kubebuilder: Kubebuilder, directory: string): AsyncGenerator<CaseResult> {
  const call = (...args: readonly string[]) => kubebuilder.call(directory, ...args);
  const done = (...args: readonly string[]) => kubebuilder.done(directory, ...args);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });

  yield await attempt(`${release}: init with the proxy in the chain`, async () => {
    const problems = await done(...INIT, `--plugins=go/v4,${PROXY}`, '--proxy-port', '8444');
    if (!/kube-rbac-proxy\/v1/.test(readFileSync(join(directory, 'PROJECT'), 'utf8'))) {
      problems.push('PROJECT does not name the plugin');
    }
    return [...problems, ...(await guarded(directory, '8444'))];
  });

  yield await attempt(`${release}: create api and create webhook go on working beside the proxy`, async () => {
    const kind = ['--group', 'sky', '--version', 'v1', '--kind', 'Cloud'];
    const before = component(await readTree(directory));
    const problems = [
      ...(await done('create', 'api', ...kind, '--make=false', '--resource', '--controller')),
      ...(await done('create', 'webhook', ...kind, '--defaulting')),
    ];
    generate(directory);
    if (!component(await readTree(directory)).equals(before)) problems.push('they change the component');
    problems.push(...(await built(directory, '8444')));
    // The webhooks bring a certificate for metrics along, which another edit takes note of.
    problems.push(...(await done('edit', '--plugins', PROXY)));
    return [...problems, ...(await guarded(directory, '8444'))];
  });

  yield await attempt(`${release}: the proxy is changed, once, and goes`, async () => {
    const problems = await done('edit', '--plugins', PROXY, '--remove');
    const before = await filled(directory);
    if (component(before).size > 0) problems.push('--remove leaves files of the component');
    problems.push(...(await done('edit', '--plugins', PROXY, '--proxy-port', '9444', '--proxy-tls=cert-manager')));
    problems.push(...(await guarded(directory, '9444')));
    const guardedTree = await readTree(directory);
    if (guardedTree.get('PROJECT') !== before.get('PROJECT')) problems.push('edit changes PROJECT');
    problems.push(...(await done('edit', '--plugins', PROXY)));
    if (!(await readTree(directory)).equals(guardedTree)) problems.push('a second edit changes files');
    problems.push(...(await done('edit', '--plugins', PROXY, '--remove')));
    if (!(await filled(directory)).equals(before)) problems.push('--remove does not give the files from before');
    return problems;
  });

  yield await attempt(`${release}: shows the flags of the proxy, and refuses others`, () =>
    tells(call, ['edit', '--plugins', PROXY], ['--proxy-image string', '--proxy-tls', '--remove', 'sidecar']),
  );
}

/** `alpha generate` runs the commands of PROJECT anew, with the plugin in the chain and without. */
async function regenerated(kubebuilder: Kubebuilder, directory: string): Promise<string[]> {
  const problems = await kubebuilder.done(directory, 'edit', '--plugins', PROXY, '--proxy-port', '9444');
  const before = await readTree(directory);
  // Of a chain it runs init anew, with the plugin's defaults; of edit PROJECT keeps nothing.
  const out = { chain: `${directory}-chain`, alone: `${directory}-alone` };
  problems.push(...(await kubebuilder.done(directory, 'alpha', 'generate', '--output-dir', out.chain)));
  generate(out.chain);
  problems.push(...(await built(out.chain, '8443')));
  const alone = `${directory}-without`;
  rmSync(alone, { recursive: true, force: true });
  cpSync(directory, alone, { recursive: true });
  const project = join(alone, 'PROJECT');
  writeFileSync(project, readFileSync(project, 'utf8').replace(/^- kube-rbac-proxy\/v1\n/m, ''));
  problems.push(...(await kubebuilder.done(alone, 'alpha', 'generate', '--output-dir', out.alone)));
  const plain = await readTree(out.alone);
  if (component(plain).size > 0) problems.push('a component without its plugin');
  if (plain.get('config/default/kustomization.yaml')?.includes('- ../kube-rbac-proxy')) {
    problems.push('config/default names a component that is not there');
  }
  if (!(await readTree(directory)).equals(before)) problems.push('it changes the project');
  return problems;
}

/** The component's files. */
function component(tree: FileTree): FileTree {
  return tree.filter(({ path }) => path.startsWith('config/kube-rbac-proxy/'));
}

/** A project's files; those without content are what the protocol cannot delete. */
async function filled(directory: string): Promise<FileTree> {
  return (await readTree(directory)).filter(({ content }) => content !== '');
}

/** What controller-gen writes, which stands aside here. */
function generate(directory: string): void {
  const bases = join(directory, 'config', 'crd', 'bases');
  mkdirSync(bases, { recursive: true });
  writeFileSync(join(bases, 'sky.example.com_clouds.yaml'), DEFINITION);
  const webhook = join(directory, 'config', 'webhook', 'manifests.yaml');
  if (existsSync(join(directory, 'config', 'webhook'))) writeFileSync(webhook, WEBHOOK);
}

/** That the real kustomize builds a project with the proxy, as we do. */
async function built(directory: string, port: string): Promise<string[]> {
  const problems: string[] = [];
  const kustomize = await ensureGoTool('kustomize');
  const real = parseStream(await runProgram(kustomize, ['build', 'config/default'], { cwd: directory }));
  if (!sameJson(real, renderManifests(await readTree(directory), 'config/default'))) {
    problems.push('kustomize builds something else');
  }
  if (!podOf(real).sidecar.args?.includes(`--secure-listen-address=0.0.0.0:${port}`)) {
    problems.push(`no proxy on ${port}`);
  }
  if (real.some(({ kind }) => kind === 'NetworkPolicy')) problems.push('there is a NetworkPolicy');
  return problems;
}

/** That, and that the audit finds nothing wrong with it that is not the release's own. */
async function guarded(directory: string, port: string): Promise<string[]> {
  const tree = await readTree(directory);
  const call = { command: 'edit', args: [], pluginChain: [], config: {} } as const;
  const plain = editProxy({ ...call, tree, flags: { remove: true } });
  const own = new Set(auditTree('tree' in plain ? plain.tree : plain).findings.map(({ rule }) => rule));
  const wrong = auditTree(tree).findings.filter(
    ({ rule, severity, object }) => (severity === 'error' && !own.has(rule)) || object?.name?.includes('proxy'),
  );
  return [...(await built(directory, port)), ...wrong.map(({ rule, file, message }) => `${rule} ${file}: ${message}`)];
}

interface ContainerArguments {
  readonly args?: readonly string[];
}

function podOf(objects: readonly KubernetesObject[]) {
  const deployment = objects.find(({ kind }) => kind === 'Deployment');
  const spec = objectAt(deployment, 'spec', 'template', 'spec');
  const named = (name: string) =>
    (listAt(spec, 'containers').find((each) => stringAt(each, 'name') === name) ?? {}) as ContainerArguments;
  return {
    account: stringAt(spec, 'serviceAccountName') ?? 'default',
    manager: named('manager'),
    sidecar: named('kube-rbac-proxy'),
  };
}

/** The manager and the real proxy as processes, each with the arguments and the rights that the manifests give it. */
async function guards(kubebuilder: Kubebuilder, directory: string): Promise<string[]> {
  mkdirSync(directory, { recursive: true });
  const refused = await kubebuilder.done(directory, ...INIT, `--plugins=go/v4,${PROXY}`, '--proxy-port', '8444');
  if (refused.length > 0) return refused;
  const objects = renderManifests(await readTree(directory), 'config/default');
  const { account, manager, sidecar } = podOf(objects);
  const reader = objects.find((object) => object.kind === 'ClusterRole' && nameOf(object).endsWith('metrics-reader'));
  if (reader === undefined) return ['there is no role to read metrics'];
  await go(directory, 'mod', 'tidy');
  await go(directory, 'build', '-o', 'bin/manager', './cmd');
  const version = DEFAULTS.image.slice(DEFAULTS.image.lastIndexOf(':') + 1);
  const proxyProgram = await ensureKubeRbacProxy(version);
  const api = await startKubernetesApi(directory);
  const processes: ServerProcess[] = [];
  try {
    const { admin } = api;
    const namespace = 'weather-system';
    await admin.createNamespace(namespace);
    const kinds = ['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'];
    for (const object of objects) if (kinds.includes(object.kind)) await admin.apply(object);

    for (const name of ['scraper', 'stranger']) {
      await admin.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } } as never);
    }
    await admin.create({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'scraper' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: nameOf(reader) },
      subjects: [{ kind: 'ServiceAccount', name: 'scraper', namespace }],
    } as never);
    const kubeconfig = api.kubeconfig(await admin.createToken(namespace, account), namespace);
    const [secure = 0, upstream = 0, probe = 0] = await freePorts(3);
    // In a pod the ports are the pod's own; here they are the machine's.
    const here = (args: readonly string[] = []) =>
      args
        .filter((word) => word !== '--leader-elect')
        .map((word) =>
          word
            .replace('0.0.0.0:8444', `127.0.0.1:${secure}`)
            .replace('127.0.0.1:8080', `127.0.0.1:${upstream}`)
            .replace(/^(--health-probe-bind-address=).*/, `$1127.0.0.1:${probe}`),
        );
    processes.push(
      startServer(join(directory, 'bin/manager'), here(manager.args), directory, { KUBECONFIG: kubeconfig }),
    );
    const proxy = startServer(proxyProgram, [...here(sidecar.args), `--kubeconfig=${kubeconfig}`], directory);
    processes.push(proxy);
    const url = `https://127.0.0.1:${secure}/metrics`;
    const token = await admin.createToken(namespace, 'scraper');
    const said = () => processes.map((each) => each.output()).join('\n');
    const answer = await eventually(
      'the scraper gets metrics',
      async () => {
        const received = await fetchMetrics(url, token);
        return received?.status === 200 ? received : undefined;
      },
      said,
    );
    const problems: string[] = [];
    if (!answer.body.includes('controller_runtime_'))
      problems.push(`these are no metrics: ${answer.body.slice(0, 200)}`);
    const check = async (who: string, expected: number, address: string, bearer?: string) => {
      const status = (await fetchMetrics(address, bearer))?.status;
      if (status !== expected) problems.push(`${who}: expected ${expected}, received ${status}\n${said().slice(-500)}`);
    };
    await check('without a token', 401, url);
    await check('without the right', 403, url, await admin.createToken(namespace, 'stranger'));
    await check('another path', 404, url.replace('/metrics', '/debug'), token);
    return problems;
  } finally {
    for (const each of processes) await each.stop();
    await api.stop();
  }
}
