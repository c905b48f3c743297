import { isObject, listAt, nameOf, namespaceOf, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import { podTemplatePath } from '../../kubernetes/workload-kinds.ts';
import { type Environment, type Flag, readEnvironment, readFlags } from './flags.ts';

/** An object that makes pods, and what is in them. */
export interface Workload {
  readonly object: KubernetesObject;
  /** As written, or where the operator lives. */
  readonly namespace: string | undefined;
  /** Path of the pod's template. */
  readonly template: readonly string[];
  /** Of the pods. */
  readonly labels: JsonObject;
  /** The ServiceAccount that the pods run under; `default` where none is named. */
  readonly account: string;
  /** Those that run side by side; not those that run before. */
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
}

/** `proxy`: kube-rbac-proxy; `manager`: the operator's own program; `other`: anything else. */
export type ContainerPart = 'proxy' | 'manager' | 'other';

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly part: ContainerPart;
  /** In the object. */
  readonly path: Path;
  readonly ports: readonly ContainerPort[];
  readonly flags: readonly Flag[];
  readonly environment: Environment;
  readonly mounts: readonly Mount[];
  readonly value: JsonObject;
}

export interface ContainerPort {
  readonly name: string | undefined;
  readonly port: number;
  readonly protocol: string;
  readonly path: Path;
}

export interface Mount {
  readonly volume: string;
  readonly directory: string;
  readonly subPath: string | undefined;
  readonly path: Path;
}

export interface Volume {
  readonly name: string;
  /** The Secret or ConfigMap in it, by kind. */
  readonly source:
    | { readonly kind: 'Secret' | 'ConfigMap'; readonly name: string; readonly optional: boolean }
    | undefined;
  readonly path: Path;
}

/** Flags that only a controller manager has: those of scaffolds, old and new, and of operator-sdk. */
const MANAGER_FLAGS = new Set([
  ...[
    'metrics-bind-address',
    'metrics-addr',
    'metrics-bind-addr',
    'health-probe-bind-address',
    'health-addr',
    'probe-addr',
  ],
  ...['leader-elect', 'enable-leader-election', 'leader-election-id', 'metrics-secure', 'webhook-cert-path'],
]);

/**
 * The objects that make pods, with their containers told apart. A container is the manager where its flags, its command
 * or its name say so, or where it is the only one beside a kube-rbac-proxy.
 *
 * @param home the namespace of objects that name none
 */
export function readWorkloads(objects: readonly KubernetesObject[], home: string | undefined): Workload[] {
  return objects.flatMap((object): Workload[] => {
    const template = podTemplatePath(object);
    if (template === undefined) return [];
    const spec = objectAt(object, ...template, 'spec');
    if (spec === undefined) return [];
    const base = [...template, 'spec'];
    return [
      {
        object,
        namespace: namespaceOf(object) ?? home,
        template,
        labels: objectAt(object, ...template, 'metadata', 'labels') ?? {},
        account: stringAt(spec, 'serviceAccountName') || stringAt(spec, 'serviceAccount') || 'default',
        containers: readContainers(spec, base),
        volumes: readVolumes(spec, base),
      },
    ];
  });
}

/** `demo-system/demo-controller-manager` without its kind, for messages about one. */
export function describeWorkload({ object }: Workload): string {
  return `${object.kind} ${nameOf(object)}`;
}

function readContainers(spec: JsonObject, base: Path): Container[] {
  // An init container that is restarted for ever runs beside the others
  // (kubernetes.io/docs/concepts/workloads/pods/sidecar-containers).
  const lists = [
    { key: 'initContainers', items: listAt(spec, 'initContainers') },
    { key: 'containers', items: listAt(spec, 'containers') },
  ] as const;
  const found = lists.flatMap(({ key, items }) =>
    items.flatMap((value, index) =>
      isObject(value) && (key === 'containers' || value.restartPolicy === 'Always')
        ? [readContainer(value, [...base, key, index])]
        : [],
    ),
  );
  const others = found.filter(({ part }) => part === 'other');
  const hasProxy = found.some(({ part }) => part === 'proxy');
  const hasManager = found.some(({ part }) => part === 'manager');
  if (hasManager || !hasProxy || others.length !== 1) return found;
  return found.map((container) => (container === others[0] ? { ...container, part: 'manager' as const } : container));
}

function readContainer(value: JsonObject, path: Path): Container {
  const environment = readEnvironment(value, path);
  const flags = readFlags(value, path, environment);
  const name = stringAt(value, 'name') ?? '';
  const image = stringAt(value, 'image') ?? '';
  return {
    name,
    image,
    part: partOf(name, image, flags, value),
    path,
    ports: listAt(value, 'ports').flatMap((port, index): ContainerPort[] =>
      isObject(port) && port.containerPort !== undefined
        ? [
            {
              name: stringAt(port, 'name'),
              // A number that is still to be filled in is none, but its name counts.
              port: typeof port.containerPort === 'number' ? port.containerPort : Number.NaN,
              protocol: stringAt(port, 'protocol') ?? 'TCP',
              path: [...path, 'ports', index],
            },
          ]
        : [],
    ),
    flags,
    environment,
    mounts: listAt(value, 'volumeMounts').flatMap((mount, index) => readMount(mount, [...path, 'volumeMounts', index])),
    value,
  };
}

function partOf(name: string, image: string, flags: readonly Flag[], value: JsonObject): ContainerPart {
  const has = (flag: string) => flags.some((each) => each.name === flag);
  if (isProxyImage(image) || (has('upstream') && (has('secure-listen-address') || has('insecure-listen-address')))) {
    return 'proxy';
  }
  // What a patch adds by the proxy's name alone is meant for it.
  if (image === '' && name === 'kube-rbac-proxy') return 'proxy';
  if (flags.some((flag) => MANAGER_FLAGS.has(flag.name))) return 'manager';
  const program = listAt(value, 'command')[0];
  return name === 'manager' || program === '/manager' ? 'manager' : 'other';
}

/** Whether an image is a kube-rbac-proxy, whoever built it (`ose-kube-rbac-proxy` is OpenShift's). */
export function isProxyImage(image: string): boolean {
  return /(^|\/)(?:[a-z0-9]+-)*kube-rbac-proxy(?:-[a-z0-9]+)*(?:[:@]|$)/.test(image);
}

function readMount(mount: JsonValue, path: Path): Mount[] {
  const volume = stringAt(mount, 'name');
  const directory = stringAt(mount, 'mountPath');
  if (volume === undefined || directory === undefined) return [];
  return [{ volume, directory: directory.replace(/(?<!\/)\/+$/, ''), subPath: stringAt(mount, 'subPath'), path }];
}

function readVolumes(spec: JsonObject, base: Path): Volume[] {
  return listAt(spec, 'volumes').flatMap((volume, index): Volume[] => {
    const name = stringAt(volume, 'name');
    if (name === undefined) return [];
    return [{ name, source: sourceOf(volume), path: [...base, 'volumes', index] }];
  });
}

function sourceOf(volume: JsonValue): Volume['source'] {
  const secret = objectAt(volume, 'secret');
  const map = objectAt(volume, 'configMap');
  const secretName = stringAt(secret, 'secretName');
  if (secretName !== undefined) return { kind: 'Secret', name: secretName, optional: secret?.optional === true };
  const mapName = stringAt(map, 'name');
  return mapName === undefined ? undefined : { kind: 'ConfigMap', name: mapName, optional: map?.optional === true };
}
