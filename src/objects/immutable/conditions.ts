import { isObject, listAt, objectAt, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { decodeBase64 } from '../../yaml/base64.ts';
import { canonicalJson, sameJson } from '../compare/json.ts';
import { compareQuantities } from './quantity.ts';
import { matches, type Update } from './update.ts';

/** A question about a change of a field that is refused in some cases only. */
export type Condition = (update: Update) => boolean;

/** A node's ranges stay once they are set; the first of them has a field of its own, which counts. */
export const otherRange: Condition = ({ from, to }) => {
  const [old, now] = [from, to].map((node) => {
    const first = stringAt(node, 'spec', 'podCIDR') || undefined;
    const all = listAt(node, 'spec', 'podCIDRs');
    return first !== undefined && first !== all[0] ? [first] : all;
  });
  return old!.length > 0 && now!.length > 0 && !sameJson(old!, now!);
};

/** The objects that a claim template makes are claims, whatever it says. */
export const notItsKind: Condition = ({ pointer }) =>
  !['apiVersion', 'kind'].some((field) => matches(pointer, `/spec/volumeClaimTemplates/*/${field}`));

/** A field that has a value keeps it. */
export const onceSet: Condition = ({ old }) => old !== undefined && old !== '' && !sameJson(old, []);

/** What holds data and says that it stays. Saying so once more is no change. */
export const frozen: Condition = ({ from, pointer, now }) =>
  valueAt(from, 'immutable') === true && !(pointer === '/immutable' && now === true);

/** As {@link frozen}; texts and their base64 are the same data, and who leaves out a text takes nothing away. */
export const frozenSecret: Condition = (update) => {
  if (!frozen(update)) return false;
  const [old, now] = [secretData(update.from), secretData(update.to)];
  const [, field = '', ...keys] = update.pointer.split('/');
  const names = keys.length > 0 ? [unescaped(keys[0]!)] : [...new Set([...old.keys(), ...now.keys()])];
  const kept = (name: string) => field === 'stringData' && !now.has(name);
  return names.some((name) => old.get(name) !== now.get(name) && !kept(name));
};

function unescaped(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}

function secretData(secret: KubernetesObject): Map<string, string> {
  const data = new Map<string, string>();
  for (const [name, value] of Object.entries(objectAt(secret, 'data') ?? {})) {
    data.set(name, (typeof value === 'string' ? decodeBase64(value) : undefined) ?? canonicalJson(value));
  }
  for (const [name, value] of Object.entries(objectAt(secret, 'stringData') ?? {})) data.set(name, String(value));
  return data;
}

/** The field that says where a volume lies, whichever it is. */
export const volumeSource: Condition = ({ kind, pointer }) => {
  const [, , name = '', field = ''] = pointer.split('/');
  if (name === '' || NO_SOURCE.has(name)) return false;
  return !(kind === 'added' && name === 'csi' && field === 'controllerExpandSecretRef');
};

const NO_SOURCE: ReadonlySet<string> = new Set([
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
]);

/** Whether a bound claim would keep its volume: a larger request and what the cluster fills in are no reason. */
export const claimChanges: Condition = ({ from, to, pointer, old }) => {
  const field = pointer.split('/')[2] ?? '';
  if (field === 'resources') return shrinks(from, to) || !pointer.startsWith('/spec/resources/requests/storage');
  if (field === 'volumeName' || field === 'storageClassName') return old !== undefined && old !== '';
  if (field === 'volumeAttributesClassName') return false;
  // Each of the two is filled in from the other, and stays.
  if (field.startsWith('dataSource')) {
    const source = claimSource(to);
    return source !== null
      ? canonicalJson(claimSource(from)) !== canonicalJson(source)
      : SOURCES.every((name) => valueAt(from, 'spec', name) !== undefined);
  }
  return true;
};

function shrinks(from: KubernetesObject, to: KubernetesObject): boolean {
  const size = (claim: KubernetesObject) => valueAt(claim, 'spec', 'resources', 'requests', 'storage');
  const difference = compareQuantities(size(to), size(from));
  return difference !== undefined && difference < 0;
}

const SOURCES = ['dataSource', 'dataSourceRef'];

function claimSource(claim: KubernetesObject): JsonValue {
  return valueAt(claim, 'spec', 'dataSourceRef') ?? valueAt(claim, 'spec', 'dataSource') ?? null;
}

/** Whether a pod that runs would be another. */
export const podChanges: Condition = ({ from, kind, pointer, old, now }) => {
  const gated = listAt(from, 'spec', 'schedulingGates').length > 0;
  const added = kind === 'added';
  const [, , field = '', ...rest] = pointer.split('/');
  switch (field) {
    case 'activeDeadlineSeconds':
      return typeof now !== 'number' || (typeof old === 'number' && now > old);
    case 'schedulingGates':
      return added || kind === 'changed';
    case 'tolerations':
      return !added && !(rest.length === 2 && rest[1] === 'tolerationSeconds');
    case 'nodeSelector':
      return !(gated && added);
    case 'affinity':
      return !(gated && (rest.length === 0 ? onlyNodes(old) && onlyNodes(now) : rest[0] === 'nodeAffinity'));
    case 'containers':
    case 'initContainers':
      return !(rest.length === 2 && rest[1] === 'image');
    // Plugins of the server fill these in.
    case 'enableServiceLinks':
      return (old ?? true) !== (now ?? true);
    case 'preemptionPolicy':
      return (old ?? 'PreemptLowerPriority') !== (now ?? 'PreemptLowerPriority');
    case 'priority':
      return (old ?? 0) !== (now ?? 0);
    case 'serviceAccount':
    case 'serviceAccountName':
      return (old ?? 'default') !== (now ?? 'default');
    case 'terminationGracePeriodSeconds':
      return !(typeof old === 'number' && old < 0 && now === 1);
    default:
      return true;
  }
};

function onlyNodes(affinity: JsonValue | undefined): boolean {
  return !isObject(affinity) || Object.keys(affinity).join() === 'nodeAffinity';
}

const type = (service: KubernetesObject) => stringAt(service, 'spec', 'type') ?? 'ClusterIP';
const inCluster = ({ from, to }: Update) => type(from) !== 'ExternalName' && type(to) !== 'ExternalName';
const headless = (service: KubernetesObject) =>
  (stringAt(service, 'spec', 'clusterIP') ?? listAt(service, 'spec', 'clusterIPs')[0]) === 'None';

/** An address that is left out stays what it is, and a second one comes and goes. */
export const otherAddress: Condition = (update) => {
  const [old, now] = [update.from, update.to].map(
    (each) => stringAt(each, 'spec', 'clusterIP') || listAt(each, 'spec', 'clusterIPs')[0],
  );
  return inCluster(update) && now !== undefined && old !== now;
};

/** What the first family is where nothing says it depends on the cluster, and without addresses it is free. */
export const otherFirstFamily: Condition = (update) => {
  const [old, now] = [update.from, update.to].map((each) => listAt(each, 'spec', 'ipFamilies')[0]);
  const free = headless(update.from) || headless(update.to);
  return inCluster(update) && !free && old !== undefined && now !== undefined && old !== now;
};

/** A port that is left out stays what it is. */
export const otherHealthPort: Condition = ({ from, to, now }) =>
  (now ?? 0) !== 0 &&
  [from, to].every(
    (each) => type(each) === 'LoadBalancer' && stringAt(each, 'spec', 'externalTrafficPolicy') === 'Local',
  );

export const balancerStays: Condition = ({ from, to }) => [from, to].every((each) => type(each) === 'LoadBalancer');

/** A version in which objects are stored, and which is no longer there. */
export const storedVersionGoes: Condition = ({ from, to }) => {
  const there = new Set(listAt(to, 'spec', 'versions').map((version) => stringAt(version, 'name')));
  return listAt(from, 'spec', 'versions').some(
    (version) => valueAt(version, 'storage') === true && !there.has(stringAt(version, 'name')),
  );
};

/** Of an indexed Job the number of completions may change together with that of the pods. */
export const otherCompletions: Condition = ({ from, to }) => {
  const now = completions(to);
  if (completions(from) === now) return false;
  return stringAt(to, 'spec', 'completionMode') !== 'Indexed' || now !== (valueAt(to, 'spec', 'parallelism') ?? 1);
};

/** One where neither that number is said nor that of the pods. */
function completions(job: KubernetesObject): JsonValue {
  return valueAt(job, 'spec', 'completions') ?? (valueAt(job, 'spec', 'parallelism') === undefined ? 1 : null);
}

/** A Job that is suspended may not have run yet, and then a scheduler's fields are free. */
export const jobRan: Condition = ({ from, to }) =>
  valueAt(from, 'spec', 'suspend') !== true || unscheduled(from) !== unscheduled(to);

/** A Job's template without those fields. */
function unscheduled(job: KubernetesObject): string {
  const { metadata, spec, ...template } = objectAt(job, 'spec', 'template') ?? {};
  const { annotations: _, labels: __, ...named } = isObject(metadata) ? metadata : {};
  const { affinity, nodeSelector: _s, schedulingGates: _g, tolerations: _t, ...pod } = isObject(spec) ? spec : {};
  const { nodeAffinity: _n, ...near } = isObject(affinity) ? affinity : {};
  return canonicalJson({ ...template, named, pod, near });
}

export const noSecondRange: Condition = ({ from, to }) => {
  const [old, now] = [from, to].map((each) => listAt(each, 'spec', 'cidrs'));
  return !(old!.length === 1 && now!.length === 2 && old![0] === now![0]);
};

/** A driver comes and goes; what it says of itself stays. */
export const driverStays: Condition = ({ pointer }) => matches(pointer, '/spec/drivers/*/*');

export const takenAway: Condition = ({ now }) => now === undefined;
export const setToTrue: Condition = ({ now }) => now === true;
export const otherMembers: Condition = ({ kind }) => kind !== 'reordered';
