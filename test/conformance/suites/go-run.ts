import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureGoProgram } from '../../../scripts/tools/go-program.ts';
import { runProgram, tryProgram } from '../../../scripts/tools/run-program.ts';
import type { JsonObject, KubernetesObject } from '../../../src/kubernetes/object.ts';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { NAMED } from '../support/go-presets.ts';
import { go, writeProject } from '../support/go-project.ts';
import { type KubernetesApi, startKubernetesApi } from '../support/kubernetes-api.ts';
import { buildManager, edit, eventually, fetchMetrics, flagsOf, tlsOf } from '../support/manager.ts';
import { freePorts, type ServerProcess, startServer } from '../support/server-process.ts';

/** The manager as a process, with the token of its own ServiceAccount and the roles of the scaffold, on a real API. */
export const suite: Suite = {
  name: 'go-run',
  async *run({ scratch, all }) {
    const certificates = await ensureGoProgram(join(import.meta.dirname, '..', 'go', 'certificates'));
    const confined = all ? NAMED : NAMED.slice(0, 1);
    const setups = [
      ...NAMED.map((preset) => ({ preset, namespaced: false })),
      ...confined.map((preset) => ({ preset, namespaced: true })),
    ];
    for (const { preset, namespaced } of setups) {
      const directory = join(scratch, `${preset}${namespaced ? '-namespaced' : ''}`);
      mkdirSync(directory, { recursive: true });
      const api = await startKubernetesApi(directory);
      try {
        yield* runPreset(new Trial(preset, namespaced, directory, api, certificates));
      } finally {
        await api.stop();
      }
    }
  },
};

/** A project of one preset, deployed to an API. */
class Trial {
  readonly preset: string;
  /** Whether the manager watches its own namespace alone. */
  readonly namespaced: boolean;
  readonly directory: string;
  readonly api: KubernetesApi;
  readonly certificates: string;
  readonly options: ScaffoldOptions;
  readonly namespace: string;
  /** Where the manager is to see its objects. */
  readonly watched: string;
  manager = '';
  /** One manager runs at a time. */
  webhookPort = 0;
  token = '';

  constructor(preset: string, namespaced: boolean, directory: string, api: KubernetesApi, certificates: string) {
    this.preset = preset;
    this.namespaced = namespaced;
    this.directory = directory;
    this.api = api;
    this.certificates = certificates;
    this.options = {
      preset,
      projectName: 'trial',
      domain: 'example.com',
      namespaced,
      resources: [
        {
          group: 'shop',
          version: 'v1',
          kind: 'Widget',
          webhooks: { defaulting: true, validation: true, conversion: true, spoke: ['v2'] },
        },
        { group: 'shop', version: 'v2', kind: 'Widget', controller: false },
        { group: 'shop', version: 'v1', kind: 'Region', api: { namespaced: false } },
      ],
    };
    this.namespace = 'trial-system';
    this.watched = namespaced ? this.namespace : 'default';
  }

  get rendered(): KubernetesObject[] {
    return renderManifests(buildScaffold(this.options));
  }

  /** The arguments that the Deployment gives the manager, with some of them set otherwise. */
  arguments(changes: Readonly<Record<string, string>>): string[] {
    const flags = new Map<string, string | undefined>();
    for (const argument of managerArguments(this.rendered)) {
      const [name = '', value] = argument.replace(/^--/, '').split(/=(.*)/s);
      flags.set(name, value);
    }
    for (const [name, value] of Object.entries(changes)) flags.set(name, value);
    return [...flags].map(([name, value]) => (value === undefined ? `--${name}` : `--${name}=${value}`));
  }

  async start(changes: Readonly<Record<string, string>>): Promise<Running> {
    const [probe = 0, metrics = 0] = await freePorts(2);
    const secure = this.preset === 'https-metrics';
    const process = startServer(
      this.manager,
      this.arguments({
        'health-probe-bind-address': `127.0.0.1:${probe}`,
        'metrics-bind-address': `127.0.0.1:${metrics}`,
        'webhook-cert-path': join(this.directory, 'webhook-certs'),
        'webhook-port': String(this.webhookPort),
        ...changes,
      }),
      this.directory,
      {
        KUBECONFIG: this.api.kubeconfig(this.token, this.namespace),
        TEST_NAMESPACE: this.namespace,
        ...Object.fromEntries(namespaceVariables(this.rendered).map((name) => [name, this.namespace])),
      },
    );
    const plain = !secure || changes['metrics-secure'] === 'false';
    const url = `${plain ? 'http' : 'https'}://127.0.0.1:${metrics}/metrics`;
    return { process, probe, metrics, url };
  }
}

interface Running {
  readonly process: ServerProcess;
  readonly probe: number;
  readonly metrics: number;
  readonly url: string;
}

async function* runPreset(trial: Trial): AsyncGenerator<CaseResult> {
  const of = (name: string) => `${trial.preset}${trial.namespaced ? ', one namespace' : ''}: ${name}`;
  const built = await attempt(of('builds, and knows every flag of its manifests'), () => build(trial));
  yield built;
  if (built.error !== undefined) return;
  const deployed = await attempt(of('its manifests are accepted by the API server'), () => deploy(trial));
  yield deployed;
  if (deployed.error !== undefined) return;
  const running = await trial.start({});
  try {
    yield await attempt(of('becomes ready as its own ServiceAccount, and leads'), () => ready(trial, running));
    yield await attempt(of('reconciles, defaults, validates, converts'), () => work(trial, running));
    if (trial.namespaced) yield await attempt(of('keeps to its namespace'), () => confinement(trial, running));
    yield await attempt(of('serves metrics to those who may read them'), () => metrics(trial, running));
    yield await attempt(of('never lacks a permission'), () =>
      /forbidden|unauthorized/i.test(running.process.output()) ? [running.process.output()] : [],
    );
  } finally {
    await running.process.stop();
  }
  yield await attempt(of('readiness waits for the webhooks'), () => unready(trial));
  if (trial.preset !== 'https-metrics' || trial.namespaced) return;
  yield await attempt(of('serves a given certificate, and the next one when it is rotated'), () => rotation(trial));
  yield await attempt(of('speaks HTTP/2 when asked to'), () => http2(trial));
  yield await attempt(of('serves plain HTTP when asked to'), () => plain(trial));
}

async function build(trial: Trial): Promise<string[]> {
  const project = join(trial.directory, 'project');
  writeProject(project, trial.options);
  const webhook = 'internal/webhook/v1/widget_webhook.go';
  edit(
    project,
    webhook,
    '// TODO(user): set defaults.',
    'if obj.Spec.Foo == nil { foo := "default"; obj.Spec.Foo = &foo }',
  );
  edit(
    project,
    webhook,
    '// TODO(user): return an error for what must not be created.',
    'if *obj.Spec.Foo == "bad" { return nil, errors.New("foo is bad") }',
  );
  edit(project, webhook, '\t"context"\n', '\t"context"\n\t"errors"\n');
  await go(project, 'mod', 'tidy');
  trial.manager = await buildManager(project);
  const { stderr, stdout } = await tryProgram(trial.manager, ['--help']);
  const known = flagsOf(stderr + stdout);
  const everything = buildScaffold({
    ...trial.options,
    features: { metrics: true, ...(trial.preset === 'https-metrics' ? { certManager: true, metricsCerts: true } : {}) },
  });
  return [...managerArguments(trial.rendered), ...managerArguments(renderManifests(everything))]
    .map((argument) => argument.replace(/^--/, '').replace(/=.*/s, ''))
    .filter((flag) => !known.has(flag))
    .map((flag) => `the manager knows no --${flag}`);
}

/** Applies what `kustomize build` prints. */
async function deploy(trial: Trial): Promise<string[]> {
  [trial.webhookPort = 0] = await freePorts(1);
  const certs = join(trial.directory, 'webhook-certs');
  mkdirSync(certs, { recursive: true });
  await runProgram(trial.certificates, [certs]);
  const { admin } = trial.api;
  const objects = trial.rendered
    .filter(({ apiVersion }) => !/cert-manager|monitoring\.coreos/.test(apiVersion))
    .map((object) => served(trial, object));
  const crds = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
  await admin.createNamespace(trial.namespace);
  await trial.api.addCrds(crds);
  for (const object of objects) {
    if (object.kind !== 'Namespace' && !crds.includes(object)) await admin.apply(object);
  }
  trial.token = await trial.api.admin.createToken(trial.namespace, 'trial-controller-manager');
  return [];
}

/** The same object, with the process in place of the webhook Service. */
function served(trial: Trial, object: KubernetesObject): KubernetesObject {
  const caBundle = readFileSync(join(trial.directory, 'webhook-certs', 'ca.crt')).toString('base64');
  const place = (webhook: Webhook) => {
    const path = webhook.clientConfig.service?.path ?? '';
    webhook.clientConfig = { url: `https://127.0.0.1:${trial.webhookPort}${path}`, caBundle };
  };
  const copy = structuredClone(object) as KubernetesObject & {
    webhooks?: Webhook[];
    spec?: { conversion?: { webhook?: Webhook } };
  };
  for (const webhook of copy.webhooks ?? []) place(webhook);
  if (copy.kind === 'CustomResourceDefinition' && copy.spec?.conversion?.webhook !== undefined) {
    place(copy.spec.conversion.webhook);
  }
  return copy;
}

interface Webhook {
  clientConfig: { service?: { path: string }; url?: string; caBundle?: string };
}

async function ready(trial: Trial, { process, probe }: Running): Promise<string[]> {
  await eventually(
    '/readyz answers 200',
    async () => (await fetchMetrics(`http://127.0.0.1:${probe}/readyz`))?.status === 200,
    () => process.output(),
  );
  const path = `/apis/coordination.k8s.io/v1/namespaces/${trial.namespace}/leases`;
  await eventually(
    'a lease names the manager as leader',
    async () => {
      const { body } = await trial.api.admin.request('GET', path);
      const leases = (body as { items: { spec: { holderIdentity?: string } }[] }).items;
      return leases.length === 1 && Boolean(leases[0]?.spec.holderIdentity);
    },
    () => process.output(),
  );
  return [];
}

async function work(trial: Trial, running: Running): Promise<string[]> {
  const { admin } = trial.api;
  const path = (version: string) => `/apis/shop.example.com/${version}/namespaces/${trial.watched}/widgets`;
  const widget = (name: string, spec: JsonObject) => ({
    apiVersion: 'shop.example.com/v1',
    kind: 'Widget',
    metadata: { name },
    spec,
  });
  const problems: string[] = [];
  const expect = (what: string, received: unknown, expected: unknown) => {
    if (received !== expected) problems.push(`${what}: expected ${expected}, received ${JSON.stringify(received)}`);
  };
  const foo = (body: unknown) => (body as { spec?: { foo?: string } }).spec?.foo;
  // The API server needs a moment until it knows of the webhooks.
  const created = await eventually(
    'an object is created through the webhooks',
    async () => {
      const answer = await admin.request('POST', path('v1'), widget('first', {}));
      if (answer.status === 201 && foo(answer.body) === undefined) {
        await admin.request('DELETE', `${path('v1')}/first`);
        return undefined;
      }
      return answer.status === 201 ? answer : undefined;
    },
    () => running.process.output(),
  );
  expect('the default', foo(created.body), 'default');
  const refused = await admin.request('POST', path('v1'), widget('second', { foo: 'bad' }));
  expect('an invalid object', refused.status, 403);
  if (!JSON.stringify(refused.body).includes('foo is bad'))
    problems.push(`the reason: ${JSON.stringify(refused.body)}`);
  const converted = await admin.request('GET', `${path('v2')}/first`);
  expect('the other version', (converted.body as { apiVersion?: string }).apiVersion, 'shop.example.com/v2');
  expect('its field', foo(converted.body), 'default');
  await eventually(
    'the object is reconciled',
    async () => /Reconciled.*"name": ?"first"/.test(running.process.output()),
    () => running.process.output(),
  );
  const region = { apiVersion: 'shop.example.com/v1', kind: 'Region', metadata: { name: 'north' }, spec: {} };
  expect(
    'a cluster-scoped object',
    (await admin.request('POST', '/apis/shop.example.com/v1/regions', region)).status,
    201,
  );
  await eventually(
    'the cluster-scoped object is reconciled',
    async () => /Reconciled.*"name": ?"north"/.test(running.process.output()),
    () => running.process.output(),
  );
  return problems;
}

/** Another namespace's objects are defaulted, since webhooks are for the whole cluster, and else left alone. */
async function confinement(trial: Trial, running: Running): Promise<string[]> {
  const problems: string[] = [];
  const { admin } = trial.api;
  const path = (namespace: string) => `/apis/shop.example.com/v1/namespaces/${namespace}/widgets`;
  const create = async (namespace: string, name: string) => {
    const widget = { apiVersion: 'shop.example.com/v1', kind: 'Widget', metadata: { name }, spec: {} };
    const { status, body } = await admin.request('POST', path(namespace), widget);
    if (status !== 201) problems.push(`${name} in ${namespace}: ${JSON.stringify(body)}`);
  };
  await create('default', 'foreign');
  await create(trial.namespace, 'own');
  await eventually(
    'the object in its own namespace is reconciled',
    async () => /Reconciled.*"name": ?"own"/.test(running.process.output()),
    () => running.process.output(),
  );
  if (/Reconciled.*"name": ?"foreign"/.test(running.process.output())) problems.push('it reconciles another namespace');
  const manager = trial.api.as(trial.token);
  for (const [namespace, expected] of [
    ['default', 403],
    [trial.namespace, 200],
  ] as const) {
    const { status } = await manager.request('GET', path(namespace));
    if (status !== expected) problems.push(`widgets in ${namespace}: expected ${expected}, received ${status}`);
  }
  manager.close();
  return problems;
}

async function metrics(trial: Trial, running: Running): Promise<string[]> {
  const problems: string[] = [];
  const served = 'controller_runtime_reconcile_total';
  await eventually(
    'the endpoint answers',
    () => fetchMetrics(running.url),
    () => running.process.output(),
  );
  const check = async (who: string, token: string | undefined, expected: number) => {
    const answer = await fetchMetrics(running.url, token);
    if (answer?.status !== expected) problems.push(`${who}: expected ${expected}, received ${answer?.status}`);
    if (expected === 200 && !answer?.body.includes(served)) problems.push(`${who}: no ${served}`);
  };
  if (trial.preset !== 'https-metrics') {
    // The sidecar or the NetworkPolicy stands before it; the manager itself asks nobody.
    await check('anybody who reaches the port', undefined, 200);
    return problems;
  }
  const { admin } = trial.api;
  for (const name of ['stranger', 'reader']) {
    await admin.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'default' } });
  }
  await admin.create({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'reader' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'trial-metrics-reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'reader', namespace: 'default' }],
  });
  const reader = await admin.createToken('default', 'reader');
  await check('without a token', undefined, 401);
  await check('without the reader role', await admin.createToken('default', 'stranger'), 403);
  await eventually(
    'the reader role is in effect',
    async () => (await fetchMetrics(running.url, reader))?.status === 200,
  );
  await check('with the reader role', reader, 200);
  const { protocol } = await tlsOf(running.metrics);
  if (protocol !== 'http/1.1') problems.push(`the protocol is ${protocol}`);
  const overHttp = await fetchMetrics(running.url.replace('https:', 'http:'), reader);
  if (overHttp?.status === 200) problems.push('metrics are served over plain HTTP');
  return problems;
}

/** Without a certificate the webhook server cannot start. */
async function unready(trial: Trial): Promise<string[]> {
  const empty = join(trial.directory, 'no-certs');
  mkdirSync(empty, { recursive: true });
  const { process, probe } = await trial.start({ 'webhook-cert-path': empty });
  try {
    let ever = false;
    await eventually('the manager ends', async () => {
      ever ||= (await fetchMetrics(`http://127.0.0.1:${probe}/readyz`))?.status === 200;
      return process.ended();
    });
    return ever ? ['it was ready without its webhooks'] : [];
  } finally {
    await process.stop();
  }
}

async function rotation(trial: Trial): Promise<string[]> {
  const certs = join(trial.directory, 'metrics-certs');
  mkdirSync(certs, { recursive: true });
  const issue = async () => {
    await runProgram(trial.certificates, [certs]);
    return new X509Certificate(readFileSync(join(certs, 'tls.crt'))).fingerprint256;
  };
  const first = await issue();
  const { process, metrics: port } = await trial.start({ 'metrics-cert-path': certs });
  try {
    const presents = (fingerprint: string) => async () =>
      (await tlsOf(port).catch(() => undefined))?.fingerprint === fingerprint;
    await eventually('the given certificate is served', presents(first), () => process.output());
    const second = await issue();
    await eventually('the next certificate is served', presents(second), () => process.output());
    return first === second ? ['the certificates do not differ'] : [];
  } finally {
    await process.stop();
  }
}

async function http2(trial: Trial): Promise<string[]> {
  const { process, metrics: port } = await trial.start({ 'enable-http2': 'true' });
  try {
    const { protocol } = await eventually('the endpoint answers', () => tlsOf(port).catch(() => undefined));
    return protocol === 'h2' ? [] : [`the protocol is ${protocol}`];
  } finally {
    await process.stop();
  }
}

async function plain(trial: Trial): Promise<string[]> {
  const { process, url } = await trial.start({ 'metrics-secure': 'false' });
  try {
    const answer = await eventually('the endpoint answers', () => fetchMetrics(url));
    return answer.status === 200 ? [] : [`the status is ${answer.status}`];
  } finally {
    await process.stop();
  }
}

interface Container {
  name: string;
  args?: string[];
  env?: { name: string; valueFrom?: { fieldRef?: { fieldPath: string } } }[];
}

function managerContainer(objects: readonly KubernetesObject[]): Container | undefined {
  const deployment = objects.find(({ kind }) => kind === 'Deployment') as
    | (KubernetesObject & { spec: { template: { spec: { containers: Container[] } } } })
    | undefined;
  return deployment?.spec.template.spec.containers.find(({ name }) => name === 'manager');
}

function managerArguments(objects: readonly KubernetesObject[]): string[] {
  const { args } = managerContainer(objects) ?? {};
  if (args === undefined) throw new Error('the manager has no arguments');
  return args;
}

/** The variables that a Pod of the manager has the name of its namespace in. */
function namespaceVariables(objects: readonly KubernetesObject[]): string[] {
  return (managerContainer(objects)?.env ?? [])
    .filter(({ valueFrom }) => valueFrom?.fieldRef?.fieldPath === 'metadata.namespace')
    .map(({ name }) => name);
}
