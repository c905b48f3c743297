import { isObject, nameOf, namespaceOf, objectAt, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { ofFiles } from '../of-files.ts';
import { type Address, parseAddress } from './address.ts';
import { type Flag, winningFlag } from './flags.ts';
import type { Container, Workload } from './workloads.ts';

/** Flags by which a manager is told where to serve metrics: today's, that of older scaffolds, and of Cluster API's providers. */
export const METRICS_FLAGS: readonly string[] = ['metrics-bind-address', 'metrics-addr', 'metrics-bind-addr'];
export const CONFIG_FLAGS: readonly string[] = ['config'];

/** One place that says where metrics are served. */
export interface MetricsSetting {
  readonly source: 'flag' | 'environment' | 'config-file';
  /** The flag, the variable, or the key in the file: `metrics.bindAddress`. */
  readonly name: string;
  readonly value: string;
  readonly address: Address | undefined;
  /** The object that holds it: the workload's, or the ConfigMap. */
  readonly object: KubernetesObject;
  /** Where in that object: the word, the variable, or the text of the file. */
  readonly path: Path;
}

/** Where a manager serves metrics, as far as manifests tell it. */
export interface MetricsSettings {
  /** What counts; undefined where only the program's own default does. */
  readonly winner: MetricsSetting | undefined;
  /** What is said too and does not count. */
  readonly shadowed: readonly MetricsSetting[];
  /** By `--metrics-secure` or the file; undefined where nothing says so. */
  readonly secure: boolean | undefined;
  /** The directory of a certificate that the manager is told to serve with. */
  readonly certificateDirectory: string | undefined;
}

/**
 * Every place that tells a manager where to serve metrics. A flag counts before a variable, and both before a file that
 * a container really mounts: controller-runtime fills from the file what no flag has set. Of a flag that is given twice
 * the last one counts.
 */
export function metricsSettings(
  workload: Workload,
  container: Container,
  objects: readonly KubernetesObject[],
): MetricsSettings {
  const flags = container.flags.filter(({ name }) => METRICS_FLAGS.includes(name));
  const file = configFile(workload, container, objects);
  const settings = [
    ...flags.reverse().map((flag) => fromFlag(workload.object, flag)),
    ...fromEnvironment(workload.object, container),
    ...fromFile(file),
  ];
  const [winner, ...shadowed] = settings;
  const secureFlag = winningFlag(container.flags, ['metrics-secure']);
  const inFile = valueAt(file?.value, 'metrics', 'secureServing') ?? valueAt(file?.value, 'metrics', 'secure');
  return {
    winner,
    shadowed,
    secure: secureFlag === undefined ? (typeof inFile === 'boolean' ? inFile : undefined) : !isFalse(secureFlag),
    certificateDirectory: winningFlag(container.flags, ['metrics-cert-path', 'metrics-cert-dir'])?.value,
  };
}

/** `--metrics-secure` alone is true, and so is `--metrics-secure --x`; Go takes no value in a word of its own. */
function isFalse({ value, apart }: Flag): boolean {
  return !apart && value !== undefined && /^(0|f|false)$/i.test(value);
}

function fromFlag(object: KubernetesObject, { name, value = '', path }: Flag): MetricsSetting {
  return { source: 'flag', name, value, address: parseAddress(value), object, path };
}

function* fromEnvironment(object: KubernetesObject, { environment }: Container): Generator<MetricsSetting> {
  for (const [name, { value, path }] of environment) {
    if (value === undefined || !/^([A-Z0-9]+_)*METRICS_(BIND_)?ADDR(ESS)?$/.test(name)) continue;
    yield { source: 'environment', name, value, address: parseAddress(value), object, path: [...path, 'value'] };
  }
}

/** A file that a container reads its configuration from. */
interface ConfigFile {
  readonly object: KubernetesObject;
  readonly path: Path;
  readonly value: JsonValue | undefined;
}

/** The ConfigMap's text behind `--config=/path`, by volume and mount. */
export function configFile(
  workload: Workload,
  container: Container,
  objects: readonly KubernetesObject[],
): ConfigFile | undefined {
  const wanted = winningFlag(container.flags, CONFIG_FLAGS)?.value;
  if (wanted === undefined) return undefined;
  const full = wanted.startsWith('/') ? wanted : `/${wanted}`;
  const mount = container.mounts
    .filter(({ directory }) => full === directory || full.startsWith(`${directory}/`))
    .sort((a, b) => b.directory.length - a.directory.length)[0];
  const volume = workload.volumes.find(({ name }) => name === mount?.volume);
  if (mount === undefined || volume?.source?.kind !== 'ConfigMap') return undefined;
  const { name } = volume.source;
  const object = objects.find(
    (each) =>
      each.kind === 'ConfigMap' &&
      nameOf(each) === name &&
      (namespaceOf(each) ?? workload.namespace) === workload.namespace,
  );
  if (object === undefined) return undefined;
  const key = mount.subPath ?? full.slice(mount.directory.length + 1);
  const text = stringAt(objectAt(object, 'data'), key);
  if (text === undefined) return undefined;
  return { object, path: ['data', key], value: read(text) };
}

function read(text: string): JsonValue | undefined {
  try {
    return parseYaml(text, 'data')[0];
  } catch (error) {
    ofFiles(error);
    return undefined; // no YAML: some other program's file
  }
}

/** ControllerManagerConfig, and the own types of operators that follow it. */
function* fromFile(file: ConfigFile | undefined): Generator<MetricsSetting> {
  if (file === undefined || !isObject(file.value)) return;
  for (const name of ['metrics.bindAddress', 'metricsBindAddress']) {
    const value = stringAt(file.value, ...name.split('.'));
    if (value === undefined) continue;
    yield { source: 'config-file', name, value, address: parseAddress(value), object: file.object, path: file.path };
  }
}
