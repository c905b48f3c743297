import { isObject } from '../../../src/kubernetes/identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../../src/kubernetes/object.ts';
import { diffObjects } from '../../../src/objects/compare/diff-objects.ts';
import { IMMUTABLE } from '../../../src/objects/immutable/rules.ts';
import type { CaseResult, Suite } from '../suite.ts';
import type { ApiAnswer, ApiClient } from '../support/api-client.ts';
import { SUBJECTS, type Subject } from '../support/immutable-subjects.ts';
import { established, startKubernetesApi } from '../support/kubernetes-api.ts';
import { otherValues } from '../support/other-values.ts';
import { type ServedKind, servedKinds } from '../support/served-kinds.ts';

type Changes = Readonly<Record<string, JsonValue>>;

/**
 * What a real API server refuses to change against what a diff says that it refuses: the changes of each subject, and
 * other values for every field of it. Of such a guess it counts what the server takes in a new object.
 */
export const suite: Suite = {
  name: 'diff-immutable',
  async *run(context) {
    const api = await startKubernetesApi(context.scratch);
    try {
      const kinds = await servedKinds(api.admin);
      const tried = new Set(SUBJECTS.map(({ object }) => keyOf(object)));
      for (const key of new Set([...kinds.keys(), ...Object.keys(IMMUTABLE)])) {
        if (!tried.has(key) || !kinds.has(key)) yield { name: key, error: 'no object to try, or not served' };
      }
      const grows = {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        provisioner: 'a',
        allowVolumeExpansion: true,
      };
      await api.admin.create({ ...grows, metadata: { name: 'grows' } });
      for (const [index, subject] of SUBJECTS.entries()) {
        const { kind } = subject.object;
        if (context.match !== undefined && !kind.includes(context.match)) continue;
        yield* trySubject(api.admin, kinds.get(keyOf(subject.object))!, subject, `s${index}`);
      }
    } finally {
      await api.stop();
    }
  },
};

async function* trySubject(
  admin: ApiClient,
  served: ServedKind,
  { object, name = '', status, changes = [] }: Subject,
  anyName: string,
): AsyncIterable<CaseResult> {
  const from: KubernetesObject = { ...object, metadata: { name: name || anyName } };
  const path = `${served.collection}/${from.metadata.name}`;
  const answers = [await applied(admin, `${path}?`, from)];
  if (status !== undefined) {
    answers.push(await admin.request('PATCH', `${path}/status`, { status }, 'application/merge-patch+json'));
  }
  if (object.kind === 'CustomResourceDefinition') await established(admin, name);
  for (const { status, body } of answers) if (status > 201) yield { name: object.kind, error: JSON.stringify(body) };
  for (const change of changes) yield await compare(admin, path, from, change);

  const guesses = otherValues(from, served.schema, served.schemas);
  const results = await inBatches(guesses, async ({ pointer, value }) => {
    const taken = await isTaken(admin, served, changed(from, { [pointer]: value }), pointer, value);
    if (!taken) return undefined;
    const result = await compare(admin, path, from, { [pointer]: value });
    // An element of a list without the key that lists are merged by can be created, but not applied.
    return result.error?.startsWith('failed to create typed patch object') ? undefined : result;
  });
  for (const result of results) if (result?.error !== undefined) yield result;
  const counted = results.flatMap((result, index) => (result === undefined ? [] : [{ ...result, ...guesses[index]! }]));
  const refused = counted.filter((result) => result.name.endsWith('refused')).length;
  const fields = new Set(counted.map(({ pointer }) => pointer)).size;
  // A quota, and what limits pods, would count the next ones.
  await admin.request('DELETE', path);
  yield { name: `${object.kind}: ${fields} fields, ${refused} values refused, ${counted.length - refused} accepted` };
}

/** How many questions the server is asked at once. */
const AT_ONCE = 16;

async function inBatches<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    answers.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(ask))));
  }
  return answers;
}

/** Whether the server takes a new object and keeps a value in it, which it does not for what is switched off. */
async function isTaken(
  admin: ApiClient,
  { collection }: ServedKind,
  object: KubernetesObject,
  pointer: string,
  value: JsonValue,
): Promise<boolean> {
  const name = object.metadata.name as string;
  const anew = { ...object, metadata: { name: name.includes('.') ? name : `${name}-new` } };
  const { status, body } = await admin.request('POST', `${collection}?dryRun=All`, anew);
  // What is there already answers with a conflict after it has been found valid.
  if (status === 409) return true;
  const empty = isObject(value) || Array.isArray(value) ? Object.keys(value).length === 0 : !value;
  return status === 201 && (empty || has(body, pointer));
}

/** One update, as a dry run, and what a diff says of it. */
async function compare(admin: ApiClient, path: string, from: KubernetesObject, change: Changes): Promise<CaseResult> {
  const to = changed(from, change);
  const told = diffObjects([from], [to]).some(({ change }) => change.fields.some((field) => field.immutable === true));
  const name = `${from.kind} ${from.metadata.name} ${JSON.stringify(change)} is ${told ? 'refused' : 'accepted'}`;
  const { status, body } = await applied(admin, `${path}?dryRun=All`, to);
  const refused = status === 422 || status === 403;
  const wrong = refused !== told || (!refused && status !== 200);
  return wrong ? { name, error: String((body as JsonObject).message ?? status).slice(0, 300) } : { name };
}

/** As `kubectl apply --server-side` has it: what the server has filled in stays. */
function applied(admin: ApiClient, path: string, object: KubernetesObject): Promise<ApiAnswer> {
  return admin.request('PATCH', `${path}&fieldManager=test&force=true`, object, 'application/apply-patch+yaml');
}

type Writable = Record<string, JsonValue>;

function changed(object: KubernetesObject, change: Changes): KubernetesObject {
  const copy = structuredClone(object);
  for (const [pointer, value] of Object.entries(change)) {
    const keys = pointer.split('/').slice(1);
    const last = keys.pop()!;
    let parent = copy as unknown as Writable;
    for (const key of keys) {
      parent[key] ??= {};
      parent = parent[key] as Writable;
    }
    if (value === null) delete parent[last];
    else parent[last] = value;
  }
  return copy;
}

function has(body: JsonValue, pointer: string): boolean {
  let found: JsonValue | undefined = body;
  for (const key of pointer.split('/').slice(1)) {
    if (typeof found !== 'object' || found === null) return false;
    found = (found as JsonObject)[key];
  }
  return found !== undefined;
}

function keyOf({ apiVersion, kind }: Pick<KubernetesObject, 'apiVersion' | 'kind'>): string {
  return `${apiVersion.includes('/') ? apiVersion.split('/')[0] : ''}|${kind}`;
}
