import { isObject } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { podTemplatePath } from '../../kubernetes/workload-kinds.ts';
import { pointerTo } from '../compare/pointer.ts';
import { isClaimDefault, isPodDefault } from './defaults.ts';
import { quantityOf } from './quantity.ts';

/**
 * What a value says to the API server: without what the server fills in by itself and what it leaves out, quantities in
 * one spelling. Undefined where it says nothing.
 *
 * @param pointer where the value stands in the object
 * @param beside the map that it stands in
 */
export function meaningOf(
  object: KubernetesObject,
  pointer: string,
  value: JsonValue | undefined,
  beside: JsonObject = {},
): JsonValue | undefined {
  if (value === undefined) return undefined;
  const meaning = within(object, pointer, value);
  return isNothing(pointer, meaning) || isDefault(object, pointer, meaning, beside) ? undefined : meaning;
}

function within(object: KubernetesObject, pointer: string, value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value.map((item, index) => meaningOf(object, pointerTo(pointer, index), item) ?? null);
  }
  if (!isObject(value)) return (QUANTITY.test(pointer) ? quantityOf(value)?.toString() : undefined) ?? value;
  // An empty text is one of its values.
  if (TEXTS.has(pointer.slice(pointer.lastIndexOf('/') + 1))) return value;
  const entries = Object.entries(value).flatMap(([key, item]): [string, JsonValue][] => {
    const meaning = meaningOf(object, pointerTo(pointer, key), item, value);
    return meaning === undefined ? [] : [[key, meaning]];
  });
  return Object.fromEntries(entries);
}

const QUANTITY = /\/(?:limits|requests|capacity)\/[^/]+$|\/(?:sizeLimit|divisor)$/;

/** What Go takes for a field that is left out. */
function isNothing(pointer: string, value: JsonValue): boolean {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (isObject(value)) return MAPS.has(name) && Object.keys(value).length === 0;
  if (Array.isArray(value)) return value.length === 0;
  if (value !== '' && value !== 0 && value !== false) return value === null;
  const [parent] = pointer.split('/').slice(-2);
  return !KEPT.has(name) && !KEPT.has(`${parent}/${name}`);
}

const TEXTS: ReadonlySet<string> = new Set([
  'annotations',
  'labels',
  'matchLabels',
  'nodeSelector',
  'parameters',
  'volumeAttributes',
]);

/** Maps, and structures that are always there: empty ones say nothing. */
const MAPS: ReadonlySet<string> = new Set([
  ...TEXTS,
  'capacity',
  'dataSource',
  'deprecatedSource',
  'limits',
  'metadata',
  'overhead',
  'requests',
  'status',
]);

/** Fields of which nothing and an empty value are two things, some with the field above. */
const KEPT: ReadonlySet<string> = new Set([
  'adminAccess',
  'allocatable/count',
  'allowPrivilegeEscalation',
  'attachRequired',
  'automountServiceAccountToken',
  'backoffLimitPerIndex',
  'completions',
  'dataSource/apiGroup',
  'deletionGracePeriodSeconds',
  'enableServiceLinks',
  'fsGroup',
  'hostProcess',
  'hostUsers',
  'optional',
  'priority',
  'privileged',
  'readOnlyRootFilesystem',
  'reclaimPolicy',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'setHostnameAsFQDN',
  'shareProcessNamespace',
  'storageClassName',
  'terminationGracePeriodSeconds',
  'volumeAttributesClassName',
]);

function isDefault(object: KubernetesObject, pointer: string, value: JsonValue, beside: JsonObject): boolean {
  if (VOLUME_MODE.test(pointer)) return value === 'Filesystem';
  const template = podTemplatePath(object);
  if (template === undefined) return isClaimDefault(pointer, value);
  const spec = `/${[...template, 'spec'].join('/')}/`;
  return pointer.startsWith(spec) && isPodDefault(pointer.slice(spec.length), value, beside.image);
}

const VOLUME_MODE = /^\/spec\/(?:volumeClaimTemplates\/\d+\/spec\/)?volumeMode$/;
