import { podTemplatePath } from '../../kubernetes/workload-kinds.ts';
import type { Document } from '../draft.ts';
import { mapAt } from '../template/from-json.ts';
import { TemplateList, TemplateMap } from '../template/nodes.ts';

/** Where fields of no name here stand. */
const OTHERS = '…';

const OBJECT = ['apiVersion', 'kind', 'metadata', OTHERS];
const METADATA = ['name', 'namespace', 'labels', 'annotations', OTHERS];
const WORKLOAD = ['replicas', 'strategy', 'updateStrategy', OTHERS, 'selector', 'template', 'volumeClaimTemplates'];
const POD_TEMPLATE = ['metadata', 'spec'];
const POD_METADATA = ['labels', 'annotations', OTHERS];
const POD = [
  'imagePullSecrets',
  'serviceAccountName',
  'automountServiceAccountToken',
  'securityContext',
  OTHERS,
  'initContainers',
  'containers',
  'volumes',
  'nodeSelector',
  'affinity',
  'tolerations',
  'topologySpreadConstraints',
];
const CONTAINER = [
  'name',
  'image',
  'imagePullPolicy',
  'command',
  'args',
  'workingDir',
  'env',
  'envFrom',
  'ports',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'resources',
  'securityContext',
  'volumeMounts',
  OTHERS,
];
const NAMED = ['name', OTHERS];

/** Puts fields into the order in which people write them; kustomize prints them by the alphabet. */
export function orderFields({ root, manifest }: Document): void {
  sort(root, OBJECT);
  sort(mapAt(root, 'metadata'), METADATA);
  const templatePath = manifest === undefined ? undefined : podTemplatePath(manifest.object);
  if (templatePath === undefined) return;
  if (templatePath.length > 0) {
    const owner = templatePath.slice(0, -1);
    sort(mapAt(root, ...owner), WORKLOAD);
    sort(mapAt(root, ...templatePath), POD_TEMPLATE);
    sort(mapAt(root, ...templatePath, 'metadata'), POD_METADATA);
  }
  const pod = mapAt(root, ...templatePath, 'spec');
  sort(pod, POD);
  for (const volume of mapsIn(pod, 'volumes')) sort(volume, NAMED);
  for (const container of [...mapsIn(pod, 'initContainers'), ...mapsIn(pod, 'containers')]) {
    sort(container, CONTAINER);
    for (const list of ['env', 'ports', 'volumeMounts']) {
      for (const each of mapsIn(container, list)) sort(each, NAMED);
    }
  }
}

function mapsIn(map: TemplateMap | undefined, key: string): TemplateMap[] {
  const list = map?.get(key);
  if (!(list instanceof TemplateList)) return [];
  return list.items.flatMap((item) => ('value' in item && item.value instanceof TemplateMap ? [item.value] : []));
}

function sort(map: TemplateMap | undefined, order: readonly string[]): void {
  if (map === undefined) return;
  const others = order.includes(OTHERS) ? order.indexOf(OTHERS) : order.length;
  const rank = (entry: TemplateMap['entries'][number]) => {
    const at = 'key' in entry && typeof entry.key === 'string' ? order.indexOf(entry.key) : -1;
    return at === -1 ? others : at;
  };
  map.entries = [...map.entries].sort((a, b) => rank(a) - rank(b)); // equal ones stay in their order
}
