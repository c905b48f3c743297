import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureCertManagerCrds, ensurePrometheusCrds } from '../../../scripts/tools/crds.ts';
import { ensureKubernetesApi } from '../../../scripts/tools/kubernetes-api.ts';
import type { KubernetesObject } from '../../../src/kubernetes/object.ts';
import { ApiClient } from './api-client.ts';
import { parseStream } from './parse-stream.ts';
import { freePorts, type ServerProcess, startServer } from './server-process.ts';

/** A Kubernetes API of a test's own: an API server and its store, without nodes and without controllers. */
export interface KubernetesApi {
  readonly url: string;
  /** Of a user in system:masters. */
  readonly adminToken: string;
  readonly admin: ApiClient;
  /** A client that speaks with another token, such as that of a ServiceAccount. */
  as(token: string): ApiClient;
  /** Writes a kubeconfig for a token and gives its path. */
  kubeconfig(token?: string, namespace?: string): string;
  /** Creates the CustomResourceDefinitions and waits until they are served. */
  addCrds(crds: readonly KubernetesObject[]): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts an API on free loopback ports, with RBAC and Pod Security admission, in about two seconds.
 *
 * No controller runs: a Deployment makes no pods, a deleted namespace stays `Terminating` (use a new one for each case),
 * a ServiceAccount gets a token only by request. `directory` keeps the data; the caller removes it.
 */
export async function startKubernetesApi(directory: string): Promise<KubernetesApi> {
  const programs = await ensureKubernetesApi();
  // A free port can be taken by another process before it is used here.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(programs, join(directory, `kubernetes-api-${process.hrtime.bigint()}`));
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

async function start(programs: { etcd: string; apiserver: string }, directory: string): Promise<KubernetesApi> {
  mkdirSync(directory, { recursive: true });
  const [clientPort, peerPort, securePort] = await freePorts(3);
  const adminToken = 'admin-token';
  writeFileSync(join(directory, 'tokens.csv'), `${adminToken},admin,1,"system:masters"\n`);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(join(directory, 'sa.key'), privateKey.export({ type: 'pkcs1', format: 'pem' }));

  const store = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  const etcd = startServer(
    programs.etcd,
    [
      `--data-dir=${join(directory, 'etcd')}`,
      `--listen-client-urls=${store}`,
      `--advertise-client-urls=${store}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
    directory,
  );
  const url = `https://127.0.0.1:${securePort}`;
  const apiserver = startServer(
    programs.apiserver,
    [
      `--etcd-servers=${store}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${securePort}`,
      `--cert-dir=${join(directory, 'certificates')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      '--service-account-key-file=sa.key',
      '--service-account-signing-key-file=sa.key',
      '--service-cluster-ip-range=10.0.0.0/16',
      '--token-auth-file=tokens.csv',
      '--authorization-mode=RBAC',
      // As in every cluster with storage or network plugins.
      '--allow-privileged=true',
      // Without controllers no ServiceAccount `default` appears, which this plugin would wait for.
      '--disable-admission-plugins=ServiceAccount',
    ],
    directory,
  );
  const stop = async () => {
    await apiserver.stop();
    await etcd.stop();
  };
  const admin = new ApiClient(url, adminToken);
  try {
    await ready(admin, [etcd, apiserver]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    adminToken,
    admin,
    as: (token) => new ApiClient(url, token),
    kubeconfig(token = adminToken, namespace = 'default') {
      const file = join(directory, `kubeconfig-${process.hrtime.bigint()}.yaml`);
      writeFileSync(file, kubeconfig(url, token, namespace), { mode: 0o600 });
      return file;
    },
    async addCrds(crds) {
      await Promise.all(crds.map((crd) => admin.create(crd)));
      await Promise.all(crds.map((crd) => established(admin, crd.metadata.name as string)));
    },
    async stop() {
      admin.close();
      await stop();
    },
  };
}

async function ready(admin: ApiClient, servers: readonly ServerProcess[]): Promise<void> {
  for (let waited = 0; waited < 600; waited += 1) {
    const dead = servers.find((server) => server.ended());
    if (dead !== undefined) throw new Error(`a server of the Kubernetes API ended:\n${dead.output()}`);
    const answer = await admin.request('GET', '/readyz').catch(() => undefined);
    if (answer?.status === 200) return;
    await sleep(100);
  }
  throw new Error(
    `the Kubernetes API was not ready in a minute:\n${servers.map((server) => server.output()).join('\n')}`,
  );
}

/** Waits until the server serves a kind. */
export async function established(admin: ApiClient, name: string): Promise<void> {
  for (let waited = 0; waited < 300; waited += 1) {
    const { body } = await admin.request('GET', `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`);
    const conditions = (body as { status?: { conditions?: { type: string; status: string }[] } }).status?.conditions;
    if (conditions?.some((condition) => condition.type === 'Established' && condition.status === 'True')) return;
    await sleep(50);
  }
  throw new Error(`the CustomResourceDefinition ${name} was not established in 15 s`);
}

/** The CustomResourceDefinitions that charts and scaffolds refer to: of cert-manager and of the Prometheus operator. */
export async function commonCrds(): Promise<KubernetesObject[]> {
  const directories = [await ensureCertManagerCrds(), await ensurePrometheusCrds()];
  return directories.flatMap((directory) =>
    readdirSync(directory)
      .sort()
      .flatMap((file) => parseStream(readFileSync(join(directory, file), 'utf8'))),
  );
}

function kubeconfig(server: string, token: string, namespace: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'test', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test', namespace } }],
  });
}
