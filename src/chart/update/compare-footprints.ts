import { append } from '../../core/append.ts';
import { compareCodeUnits } from '../../core/compare.ts';
import { grouped } from '../../core/grouped.ts';
import type { CrdOwner, Footprint, FootprintObject } from './footprint.ts';
import type { UpgradeNote } from './upgrade-note.ts';

/**
 * What a cluster makes of a release when its chart's next version is another: objects that go and come under other
 * names, fields that the API server does not change, definitions that change hands.
 *
 * An object is known by what the manifests call it; one that they call otherwise by being the only one of its kind
 * that is as it was.
 */
export function compareFootprints(before: Footprint, after: Footprint): UpgradeNote[] {
  const old = byKey(before);
  const now = byKey(after);
  const gone = before.objects.filter((object) => !now.has(keyOf(object)));
  const come = after.objects.filter((object) => !old.has(keyOf(object)));
  const renames = pairsOf(gone, come);
  const notes: UpgradeNote[] = [];
  for (const object of after.objects) {
    const known = old.get(keyOf(object)) ?? renames.get(object);
    if (known === undefined) continue;
    append(notes, compareObjects(known, object, before.namespace !== after.namespace));
  }
  append(notes, arrivals(come));
  const renamed = new Set(renames.values());
  for (const object of gone) if (!renamed.has(object)) notes.push(removal(object));
  return notes.sort((a, b) => Number(b.breaking) - Number(a.breaking) || compareCodeUnits(a.subject, b.subject));
}

/** Definitions that Helm does not bring with an upgrade, and custom resources that come before their definitions. */
function arrivals(come: readonly FootprintObject[]): UpgradeNote[] {
  const notes: UpgradeNote[] = [];
  const early = new Set<string>();
  for (const { object, owner, defines } of come) {
    if (owner === 'release' && defines !== undefined) early.add(defines);
    if (owner !== 'crds' && owner !== 'chart') continue;
    notes.push({
      code: 'crd-added',
      breaking: true,
      subject: object,
      message: `it is new and ${OWNERS[owner]}: an upgrade of the release does not bring it`,
      action:
        owner === 'crds'
          ? 'before the upgrade: kubectl apply --server-side --filename with the files in crds/'
          : 'before the upgrade: helm upgrade the chart of definitions',
    });
  }
  for (const now of come) {
    if (!early.has(`${now.group}|${kindOf(now)}`)) continue;
    notes.push({
      code: 'custom-resource-early',
      breaking: true,
      subject: now.object,
      message: 'it comes with its definition: Helm asks for its kind before it makes anything, and the upgrade fails',
      action:
        'before the upgrade: kubectl apply --server-side the definition; then helm upgrade --take-ownership, once',
    });
  }
  return notes;
}

function keyOf({ group, object }: FootprintObject): string {
  return `${group}|${object}`;
}

function byKey({ objects }: Footprint): Map<string, FootprintObject> {
  return new Map(objects.map((object) => [keyOf(object), object]));
}

/** What went under one name and came under another: alike, or the only ones of their kind. By what came. */
function pairsOf(
  gone: readonly FootprintObject[],
  come: readonly FootprintObject[],
): Map<FootprintObject, FootprintObject> {
  const pairs = new Map<FootprintObject, FootprintObject>();
  const taken = new Set<FootprintObject>();
  const pair = (likeness: (object: FootprintObject) => string) => {
    const left = grouped(
      gone.filter((object) => !taken.has(object)),
      likeness,
    );
    const right = grouped(
      come.filter((object) => !pairs.has(object)),
      likeness,
    );
    for (const [key, [first, second]] of left) {
      const [other, another] = right.get(key) ?? [];
      if (first === undefined || second !== undefined || other === undefined || another !== undefined) continue;
      pairs.set(other, first);
      taken.add(first);
    }
  };
  pair((object) => `${object.group}|${kindOf(object)}|${object.like}`);
  pair((object) => (KEPT_BY_NAME.has(kindOf(object)) ? keyOf(object) : `${object.group}|${kindOf(object)}`));
  return pairs;
}

/** Kinds whose name is what they are: another name is another thing. */
const KEPT_BY_NAME = new Set(['CustomResourceDefinition', 'APIService', 'CSIDriver', 'Namespace']);

function kindOf({ object }: FootprintObject): string {
  return object.slice(0, object.indexOf(' '));
}

/** `namespace/name` or `name`. */
function placeOf({ object }: FootprintObject): string {
  return object.slice(object.indexOf(' ') + 1);
}

function compareObjects(old: FootprintObject, now: FootprintObject, namespaceMoved: boolean): UpgradeNote[] {
  // A Job whose name has the revision in it is another one after every upgrade.
  if (now.name.includes('.revisionName"')) return [];
  const moved = old.name !== now.name || old.namespace !== now.namespace || (namespaceMoved && isShared(now));
  if (moved) return [renaming(old, now)];
  const notes: UpgradeNote[] = [];
  for (const pointer of new Set([...Object.keys(old.fixed ?? {}), ...Object.keys(now.fixed ?? {})])) {
    if (old.fixed?.[pointer] !== now.fixed?.[pointer]) notes.push(immutable(now, pointer));
  }
  if (old.owner !== undefined && now.owner !== undefined) {
    if (old.owner !== now.owner) notes.push(handover(now, old.owner, now.owner));
    const lost = (old.versions ?? []).filter((version) => now.versions?.includes(version) === false);
    if (lost.length > 0) notes.push(versionsGone(now, lost));
  }
  return notes;
}

/** Whether its name has the namespace in it, but in the namespace of the manifests. */
function isShared({ name }: FootprintObject): boolean {
  return /\.shared(?:Scoped)?Name"/.test(name);
}

/** What holds something that is not in the manifests, or is known to others by its name. */
const BOUND: Readonly<Record<string, string>> = {
  ServiceAccount: 'cloud identities and bindings outside the chart that name the old account have to name the new one',
  Service: 'clients that call the old name have to call the new one',
  StatefulSet: 'its pods and volume claims have new names: the data stays in the old claims',
  PersistentVolumeClaim: 'the data stays in the old claim, and goes with it where its volume is not retained',
  Secret: 'who reads the old one by its name has to read the new one',
  ConfigMap: 'who reads the old one by its name has to read the new one',
  StorageClass: 'volume claims that name the old class have to name the new one',
  PriorityClass: 'pods that name the old class have to name the new one',
  IngressClass: 'ingresses that name the old class have to name the new one',
};

function renaming(old: FootprintObject, now: FootprintObject): UpgradeNote {
  const kind = kindOf(now);
  const bound = Object.hasOwn(BOUND, kind) ? BOUND[kind] : undefined;
  return {
    code: 'object-renamed',
    breaking: bound !== undefined,
    subject: now.object,
    message:
      old.object === now.object
        ? 'an upgrade makes it anew under another name in the release and deletes the old one'
        : `it was ${old.object} before: an upgrade makes it anew and deletes the old one`,
    ...(bound === undefined ? {} : { action: bound }),
  };
}

function removal(old: FootprintObject): UpgradeNote {
  const kind = kindOf(old);
  if (kind === 'CustomResourceDefinition') {
    const message =
      old.owner === 'release'
        ? 'it is no longer in the chart: an upgrade leaves it in the cluster, and its custom resources, if the last release had crds.keep=true, and deletes both otherwise'
        : 'it is no longer in the chart: it stays in the cluster, with its custom resources';
    return {
      code: 'crd-removed',
      breaking: old.owner === 'release',
      subject: old.object,
      message,
      ...(old.owner === 'release'
        ? {
            action: `before the upgrade: kubectl annotate customresourcedefinition ${placeOf(old)} helm.sh/resource-policy=keep --overwrite`,
          }
        : {}),
    };
  }
  const bound = Object.hasOwn(BOUND, kind);
  return {
    code: 'object-removed',
    breaking: bound && kind !== 'ConfigMap' && kind !== 'Secret',
    subject: old.object,
    message: 'it is no longer in the chart: an upgrade deletes it',
    ...(bound ? { action: 'what names it outside the chart has to do without it' } : {}),
  };
}

function immutable(now: FootprintObject, pointer: string): UpgradeNote {
  const kind = kindOf(now);
  const [namespace, name] = placeOf(now).includes('/') ? placeOf(now).split('/') : [undefined, placeOf(now)];
  const where = namespace === undefined ? '' : ` --namespace ${namespace}`;
  // Pods that the new selector does not select would be nobody's; of a StatefulSet's other fields they stay.
  const keepsPods = kind === 'StatefulSet' && pointer !== '/spec/selector';
  return {
    code: 'immutable-field',
    breaking: true,
    subject: now.object,
    message: `its ${pointer.slice(1).replaceAll('/', '.')} is another, which the API server refuses to change: the upgrade fails`,
    action: `before the upgrade, with the name that it has in the release: kubectl delete ${kind.toLowerCase()} ${name}${where}${keepsPods ? ' --cascade=orphan' : ''}`,
  };
}

function handover(now: FootprintObject, from: CrdOwner, to: CrdOwner): UpgradeNote {
  const note = { code: 'crd-owner', breaking: true, subject: now.object } as const;
  if (to === 'release') {
    return {
      ...note,
      message: `it becomes part of the release, to which it does not belong in a cluster (it was ${OWNERS[from]}): the upgrade fails`,
      action: 'helm upgrade --take-ownership (Helm 3.17 or newer), once',
    };
  }
  if (from === 'release') {
    return {
      ...note,
      message: `it leaves the release (it will be ${OWNERS[to]}): an upgrade leaves it and its custom resources where the last release had crds.keep=true, and deletes both otherwise`,
      action: `before the upgrade: kubectl annotate customresourcedefinition ${placeOf(now)} helm.sh/resource-policy=keep --overwrite${to === 'chart' ? '; then helm install the chart of definitions with --take-ownership' : ''}`,
    };
  }
  return {
    ...note,
    breaking: to === 'chart',
    message: `it was ${OWNERS[from]} and is ${OWNERS[to]}`,
    ...(to === 'chart'
      ? { action: 'helm install the chart of definitions with --take-ownership before the upgrade' }
      : {}),
  };
}

const OWNERS: Readonly<Record<CrdOwner, string>> = {
  release: 'a template of the chart',
  crds: 'in crds/, which Helm installs once and never upgrades',
  chart: 'in a chart of definitions',
  none: 'not in the chart',
};

function versionsGone(now: FootprintObject, lost: readonly string[]): UpgradeNote {
  return {
    code: 'crd-version-removed',
    breaking: true,
    subject: now.object,
    message: `it has no ${lost.join(' and ')} any more: the API server refuses that while custom resources may be stored so, and their users have to move on`,
    action: `kubectl get customresourcedefinition ${placeOf(now)} --output jsonpath={.status.storedVersions}: where ${lost.join(' or ')} is among them, store the custom resources anew before the upgrade`,
  };
}
