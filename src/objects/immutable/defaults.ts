import type { JsonValue } from '../../kubernetes/object.ts';
import { canonicalJson } from '../compare/json.ts';

/**
 * What the API server fills into a pod's spec where nothing is said, by the field's place below the spec: pkg/apis/core/v1
 * of Kubernetes 1.34, defaults.go, and the fields that Go cannot leave out. `container` stands for those of each list of
 * containers, `probe` for the three probes, `http` for each place of an HTTP request.
 */
const POD: readonly (readonly [place: string, ...values: readonly JsonValue[]])[] = [
  ['dnsPolicy', 'ClusterFirst'],
  ['hostIPC', false],
  ['hostNetwork', false],
  ['hostPID', false],
  ['restartPolicy', 'Always'],
  ['schedulerName', 'default-scheduler'],
  ['securityContext', {}],
  ['terminationGracePeriodSeconds', 30],
  ['container/env/*/value', ''],
  ['container/env/*/valueFrom/fieldRef/apiVersion', 'v1'],
  ['container/ports/*/protocol', 'TCP'],
  ['container/resources', {}],
  ['container/stdin', false],
  ['container/stdinOnce', false],
  ['container/terminationMessagePath', '/dev/termination-log'],
  ['container/terminationMessagePolicy', 'File'],
  ['container/tty', false],
  ['container/volumeMounts/*/readOnly', false],
  ['container/volumeMounts/*/subPath', ''],
  ['probe/failureThreshold', 3],
  ['probe/grpc/service', ''],
  ['probe/initialDelaySeconds', 0],
  ['probe/periodSeconds', 10],
  ['probe/successThreshold', 1],
  ['probe/timeoutSeconds', 1],
  ['http/path', '/'],
  ['http/scheme', 'HTTP'],
  ['volumes/*/configMap/defaultMode', 420],
  ['volumes/*/downwardAPI/defaultMode', 420],
  ['volumes/*/downwardAPI/items/*/fieldRef/apiVersion', 'v1'],
  ['volumes/*/emptyDir', {}],
  ['volumes/*/hostPath/type', ''],
  ['volumes/*/projected/defaultMode', 420],
  ['volumes/*/projected/sources/*/downwardAPI/items/*/fieldRef/apiVersion', 'v1'],
  ['volumes/*/projected/sources/*/serviceAccountToken/expirationSeconds', 3600],
  ['volumes/*/secret/defaultMode', 420],
  ['volumes/*/ephemeral/volumeClaimTemplate/spec/volumeMode', 'Filesystem'],
];

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => `container/${probe}`);
const REQUESTS = [...PROBES, 'container/lifecycle/postStart', 'container/lifecycle/preStop'];

const DEFAULTS: ReadonlyMap<string, string> = new Map(
  POD.flatMap(([place, value]) =>
    expanded([place], 'probe', PROBES)
      .flatMap((each) =>
        expanded(
          [each],
          'http',
          REQUESTS.map((request) => `${request}/httpGet`),
        ),
      )
      .map((each): [string, string] => [each, canonicalJson(value!)]),
  ),
);

function expanded(places: readonly string[], name: string, by: readonly string[]): string[] {
  return places.flatMap((place) =>
    place.startsWith(`${name}/`) ? by.map((each) => each + place.slice(name.length)) : [place],
  );
}

/** Whether a value of a claim for devices is what the API server fills in there. */
export function isClaimDefault(pointer: string, value: JsonValue): boolean {
  return (
    (value === 1 && pointer.includes('/requests/') && pointer.endsWith('/count')) ||
    (value === 'ExactCount' && pointer.endsWith('/allocationMode'))
  );
}

/** Whether a value below a pod's spec is what the API server fills in there. */
export function isPodDefault(place: string, value: JsonValue, image: JsonValue | undefined): boolean {
  const keys = place.split('/').map((key) => (/^\d+$/.test(key) ? '*' : key));
  const inContainer = keys[1] === '*' && (keys[0] === 'containers' || keys[0] === 'initContainers');
  const path = (inContainer ? ['container', ...keys.slice(2)] : keys).join('/');
  if (path === 'container/imagePullPolicy') return value === (isLatest(image) ? 'Always' : 'IfNotPresent');
  return DEFAULTS.get(path) === canonicalJson(value);
}

/** Of a reference without a tag and a digest, too. */
function isLatest(image: JsonValue | undefined): boolean {
  if (typeof image !== 'string' || image.includes('@')) return false;
  const colon = image.lastIndexOf(':');
  return colon <= image.lastIndexOf('/') || image.slice(colon + 1) === 'latest';
}
