import { Agent, request as send } from 'node:https';
import type { JsonValue, KubernetesObject } from '../../../src/kubernetes/object.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly body: JsonValue;
}

interface ApiResource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** Speaks to a Kubernetes API of a test's own as the holder of one token. */
export class ApiClient {
  readonly #url: string;
  readonly #token: string;
  // The server made its certificate itself, for this run.
  readonly #agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  readonly #resources = new Map<string, Promise<readonly ApiResource[]>>();

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  close(): void {
    this.#agent.destroy();
  }

  /** One call. Any status is an answer; only a broken connection throws. */
  request(method: string, path: string, body?: JsonValue, contentType = 'application/json'): Promise<ApiAnswer> {
    return new Promise((resolve, reject) => {
      const call = send(
        `${this.#url}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${this.#token}`,
            accept: 'application/json',
            ...(body === undefined ? {} : { 'content-type': contentType }),
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
          });
          response.on('error', reject);
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(text) }));
        },
      );
      call.on('error', reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Creates an object; `query` such as `?dryRun=All`. @throws Error with the server's message where it refuses */
  async create(object: KubernetesObject, namespace?: string, query = ''): Promise<KubernetesObject> {
    const path = await this.collection(object, namespace);
    return this.#must('POST', `${path}${query}`, object);
  }

  /** Server-side apply, which creates or updates. */
  async apply(object: KubernetesObject, namespace?: string): Promise<KubernetesObject> {
    const path = `${await this.collection(object, namespace)}/${object.metadata.name}?fieldManager=test&force=true`;
    return this.#must('PATCH', path, object, 'application/apply-patch+yaml');
  }

  /** The object as the server holds it, or undefined where it has none. */
  async get(object: KubernetesObject, namespace?: string): Promise<KubernetesObject | undefined> {
    const { status, body } = await this.request(
      'GET',
      `${await this.collection(object, namespace)}/${object.metadata.name}`,
    );
    if (status === 404) return undefined;
    if (status !== 200)
      throw new Error(`GET ${object.kind} ${object.metadata.name}: ${status} ${JSON.stringify(body)}`);
    return body as KubernetesObject;
  }

  async createNamespace(name: string, labels: Record<string, string> = {}): Promise<void> {
    await this.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  }

  /** A token for a ServiceAccount, as `kubectl create token` asks for it. */
  async createToken(namespace: string, serviceAccount: string): Promise<string> {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccount}/token`;
    const answer = await this.#must('POST', path, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      metadata: {},
      spec: {},
    } as unknown as KubernetesObject);
    return (answer.status as { token: string }).token;
  }

  /** The path of the collection that an object belongs to. @throws Error where the server knows no such kind */
  async collection(object: KubernetesObject, namespace?: string): Promise<string> {
    const { apiVersion, kind } = object;
    const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = (await this.#discover(base, kind)).find((candidate) => candidate.kind === kind);
    if (resource === undefined) throw new Error(`the API server knows no kind ${kind} in ${apiVersion}`);
    if (!resource.namespaced) return `${base}/${resource.name}`;
    const scope = namespace ?? (object.metadata.namespace as string | undefined) ?? 'default';
    return `${base}/namespaces/${scope}/${resource.name}`;
  }

  async #discover(base: string, kind: string): Promise<readonly ApiResource[]> {
    const known = await this.#resources.get(base);
    if (known?.some((resource) => resource.kind === kind)) return known;
    const fresh = this.request('GET', base).then(({ status, body }) =>
      status === 200
        ? (body as unknown as { resources: ApiResource[] }).resources.filter(({ name }) => !name.includes('/'))
        : [],
    );
    this.#resources.set(base, fresh);
    return fresh;
  }

  async #must(method: string, path: string, body: KubernetesObject, contentType?: string): Promise<KubernetesObject> {
    const answer = await this.request(method, path, body, contentType);
    if (answer.status >= 300) {
      const message = (answer.body as { message?: string }).message ?? JSON.stringify(answer.body);
      throw new Error(`${method} ${path}: ${answer.status} ${message}`);
    }
    return answer.body as KubernetesObject;
  }
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
