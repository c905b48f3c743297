import type { JsonValue } from '../../kubernetes/object.ts';
import { isBuiltInGroup } from '../../kubernetes/scope.ts';
import type { YamlNode, YamlScalar } from '../../yaml/node.ts';
import { booleanOf } from '../../yaml/resolve.ts';
import { scalarValue, sortedEntries } from '../../yaml/to-js.ts';
import { exactNumber } from '../template/exact-number.ts';

/**
 * Fields of Kubernetes' own kinds that hold a boolean, and nothing else wherever they stand: by the OpenAPI document of a
 * kube-apiserver 1.34.1, without those that only a status or a request has, and without `controller`, which is text in an
 * IngressClass.
 */
const BOOLEAN_FIELDS: ReadonlySet<string> = new Set(
  (
    'adminAccess allNodes allocateLoadBalancerNodePorts allowMultipleAllocations allowPrivilegeEscalation ' +
    'allowVolumeExpansion attachRequired automountServiceAccountToken bindsToNode blockOwnerDeletion ' +
    'chapAuthDiscovery chapAuthSession clusterScope deprecated enableServiceLinks exclusiveMaximum exclusiveMinimum ' +
    'globalDefault hostIPC hostNetwork hostPID hostProcess hostUsers immutable insecureSkipTLSVerify manualSelector ' +
    'namespaced nullable optional optionalOldSelf orphanDependents paused perDeviceNodeSelection podInfoOnMount ' +
    'preserveUnknownFields privileged publishNotReadyAddresses readOnly readOnlyRootFilesystem requiresRepublish ' +
    'runAsNonRoot seLinuxMount served setHostnameAsFQDN shareProcessNamespace sslEnabled stdin stdinOnce storage ' +
    'storageCapacity suspend tty uniqueItems unschedulable x-kubernetes-embedded-resource x-kubernetes-int-or-string ' +
    'x-kubernetes-preserve-unknown-fields'
  ).split(' '),
);

/** Whether a text may have a word in it that YAML 1.1 takes for a boolean and 1.2 for text. */
export function hasOldBoolean(text: string): boolean {
  return /[:\-[,{][ \t]+(?:[yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF)[ \t]*(?:[#,\]}\r\n]|$)/.test(text);
}

/**
 * A manifest as data, as the cluster would get it: integers with all their digits, and `yes`, `no`, `on`, `off` as
 * booleans where kubectl and Helm, which read YAML 1.1 (sigs.k8s.io/yaml), have them so. A field of Kubernetes' own
 * that is no boolean keeps the word, for there no other reading can be meant; of other kinds, whose fields are not
 * known, all but the metadata is read as kubectl reads it.
 */
export function typedValue(node: YamlNode): JsonValue {
  return dataOf(node, 'builtIn', '');
}

/** What kind of object a value is in; `text` is a map that holds nothing but text. */
type Place = 'builtIn' | 'custom' | 'text';

const TEXT_MAPS: ReadonlySet<string> = new Set([
  ...['metadata', 'labels', 'annotations', 'matchLabels', 'nodeSelector', 'selector', 'data', 'stringData'],
  ...['parameters', 'volumeAttributes'],
]);

function dataOf(node: YamlNode, place: Place, field: string): JsonValue {
  switch (node.kind) {
    case 'map': {
      const entries = sortedEntries(node);
      const apiVersion = entries.find(({ key }) => key.value === 'apiVersion')?.value;
      const isObject = apiVersion?.kind === 'scalar' && entries.some(({ key }) => key.value === 'kind');
      const own: Place = !isObject ? place : isBuiltInGroup(apiVersion.value) ? 'builtIn' : 'custom';
      // Keys as own properties, `__proto__` among them.
      return Object.fromEntries(
        entries.map(({ key, value }) => {
          const isText = own === 'builtIn' ? TEXT_MAPS.has(key.value) : isObject && key.value === 'metadata';
          return [key.value, dataOf(value, isText ? 'text' : own, key.value)];
        }),
      );
    }
    case 'seq':
      return node.items.map((item) => dataOf(item, place, place === 'custom' ? field : ''));
    default:
      return scalarOf(node, place === 'custom' || (place === 'builtIn' && BOOLEAN_FIELDS.has(field)));
  }
}

function scalarOf(node: YamlScalar, maybeBoolean: boolean): JsonValue {
  const value = scalarValue(node);
  if (typeof value === 'bigint') return exactNumber(value);
  if (typeof value !== 'string' || !maybeBoolean || node.quoted !== false) return value;
  return booleanOf(node.value) ?? value;
}
