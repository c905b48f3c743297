import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureKubectl } from '../../../scripts/tools/kubectl.ts';
import { type ProgramResult, tryProgram } from '../../../scripts/tools/run-program.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { KubernetesApi } from './kubernetes-api.ts';
import { field, isObject } from './oracle-references.ts';

/**
 * Does what a node does with the pods of `helm test`: runs their containers one after another, as processes of this
 * machine with the token of the pod's own ServiceAccount, and tells the API server how the pod ended.
 *
 * A container without a command is taken for kubectl. `nc` asks the API server for the Service and port that it is to
 * reach, which is as far as a cluster without a network goes.
 */
export class TestKubelet {
  /** What each container said, by `POD/CONTAINER`. */
  readonly outputs = new Map<string, ProgramResult>();
  readonly #api: KubernetesApi;
  readonly #namespace: string;
  readonly #directory: string;
  #stopped = false;

  constructor(api: KubernetesApi, namespace: string, directory: string) {
    this.#api = api;
    this.#namespace = namespace;
    this.#directory = directory;
  }

  /** Runs every pod that appears until stop(). */
  async run(): Promise<void> {
    const path = `/api/v1/namespaces/${this.#namespace}/pods`;
    while (!this.#stopped) {
      const { body } = await this.#api.admin.request('GET', path);
      const pods = (body as unknown as { items: KubernetesObject[] }).items;
      const pending = pods.filter((pod) => field(pod, 'status', 'phase') === 'Pending');
      for (const pod of pending) await this.#finish(`${path}/${pod.metadata.name}/status`, await this.#runPod(pod));
      await sleep(50);
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  async #finish(path: string, phase: string): Promise<void> {
    const answer = await this.#api.admin.request('PATCH', path, { status: { phase } }, 'application/merge-patch+json');
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  }

  async #runPod(pod: KubernetesObject): Promise<'Succeeded' | 'Failed'> {
    const name = String(pod.metadata.name);
    const volumes = new Map<string, string>();
    for (const volume of list(field(pod, 'spec', 'volumes'))) {
      volumes.set(String(volume.name), await this.#fill(join(this.#directory, name, String(volume.name)), volume));
    }
    const kubeconfig = await this.#credentials(pod);
    for (const container of [
      ...list(field(pod, 'spec', 'initContainers')),
      ...list(field(pod, 'spec', 'containers')),
    ]) {
      const result = await this.#runContainer(container, volumes, kubeconfig);
      this.outputs.set(`${name}/${container.name}`, result);
      if (result.status !== 0) return 'Failed';
    }
    return 'Succeeded';
  }

  /** What a pod that mounts no token holds is a token that nobody knows. */
  async #credentials(pod: KubernetesObject): Promise<string> {
    const mounts = field(pod, 'spec', 'automountServiceAccountToken') !== false;
    const account = String(field(pod, 'spec', 'serviceAccountName') ?? 'default');
    return this.#api.kubeconfig(mounts ? await this.#api.admin.createToken(this.#namespace, account) : 'none');
  }

  async #fill(directory: string, volume: JsonObject): Promise<string> {
    mkdirSync(directory, { recursive: true });
    const name = field(volume, 'configMap', 'name');
    if (typeof name !== 'string') return directory;
    const wanted = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } };
    const map = await this.#api.admin.get(wanted, this.#namespace);
    if (map === undefined) throw new Error(`a pod waits for the ConfigMap ${name}, which is not there`);
    for (const [file, text] of Object.entries(map.data as JsonObject))
      writeFileSync(join(directory, file), String(text));
    return directory;
  }

  async #runContainer(container: JsonObject, volumes: Map<string, string>, kubeconfig: string): Promise<ProgramResult> {
    const mounts = list(container.volumeMounts).map(
      ({ name, mountPath }) => [String(mountPath), volumes.get(String(name)) ?? ''] as const,
    );
    const placed = (text: string) =>
      mounts.reduce((moved, [path, directory]) => moved.replace(`=${path}/`, `=${directory}/`), text);
    const args = texts(container.args).map(placed);
    const [program, ...rest] = texts(container.command);
    if (program === undefined) {
      return tryProgram(await ensureKubectl(), args, { env: { KUBECONFIG: kubeconfig, HOME: dirname(kubeconfig) } });
    }
    return tryProgram(program, [...rest, ...args], { env: { PATH: `${await this.#tools()}:${process.env.PATH}` } });
  }

  /** A directory with an `nc` that looks for the Service instead of reaching it. */
  async #tools(): Promise<string> {
    const directory = join(this.#directory, 'tools');
    mkdirSync(directory, { recursive: true });
    const admin = this.#api.kubeconfig();
    const script = `#!/bin/sh
for last; do host=$address; address=$last; done
service=\${host%%.*}; rest=\${host#*.}; namespace=\${rest%%.*}
ports=$("${await ensureKubectl()}" --kubeconfig="${admin}" get service "$service" --namespace="$namespace" --output='jsonpath={.spec.ports[*].port}') || exit 1
for port in $ports; do [ "$port" = "$address" ] && exit 0; done
echo "$host has the ports $ports, not $address" >&2
exit 1
`;
    writeFileSync(join(directory, 'nc'), script, { mode: 0o755 });
    return directory;
  }
}

function list(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? (value as JsonValue[]).filter(isObject) : [];
}

function texts(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? (value as JsonValue[]).map(String) : [];
}
