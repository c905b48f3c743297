import type { JsonObject, JsonValue } from '../../../src/kubernetes/object.ts';
import type { ChartEngine } from './chart-engine.ts';
import { type ChartValues, valuesAt } from './knobs.ts';
import { field, isObject } from './oracle-references.ts';

const HANDLERS = ['exec', 'grpc', 'httpGet', 'sleep', 'tcpSocket'];

/** What a chart prints where a user sets another kind of what the source has: only what was set may be there. */
export async function alternatives(directory: string, known: ChartValues, engine: ChartEngine): Promise<string[]> {
  const found: string[] = [];
  // What has an image is a container's or a workload's.
  for (const path of known.sections) {
    const defaults = field(known.defaults, ...path) as JsonObject;
    if (!isObject(defaults.image) || path[0] === 'tests') continue;
    const render = async (values: JsonObject) => {
      const given = valuesAt(path, values);
      const result = await engine.render({ chart: directory, release: 'one', namespace: 'home', values: given });
      if (result.error !== undefined) found.push(result.error);
      return result.objects.map(({ object }) => object as JsonValue);
    };
    for (const problem of await inSection(defaults, render)) found.push([...path, problem].join('.'));
  }
  return found;
}

/** The maps of what few set stand inside of a workload's own. */
const MAPS = ['container', 'pod', 'deployment', 'statefulSet', 'daemonSet', 'replicaSet'];

async function inSection(
  defaults: JsonObject,
  render: (values: JsonObject) => Promise<JsonValue[]>,
): Promise<string[]> {
  const found: string[] = [];
  const home = await render({});
  const at = (key: string) =>
    [[], ...MAPS.map((map) => [map])].filter((map) => field(defaults, ...map, key) !== undefined);
  for (const key of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    for (const map of at(key)) {
      for (const other of [{ tcpSocket: { port: 4321 } }, { exec: { command: ['another'] } }]) {
        const mark = JSON.stringify(other).slice(1, -1);
        const probes = (await render(valuesAt([...map, key], other))).flatMap((object) => mapsAt(object, key));
        const set = probes.filter((probe) => JSON.stringify(probe).includes(mark));
        if (set.length === 0) found.push(`${key}: the handler that was set is not there`);
        for (const probe of set) {
          const beside = HANDLERS.filter((handler) => handler in probe && !(handler in other));
          if (beside.length > 0) found.push(`${key}: ${beside} stands beside the handler that was set`);
        }
      }
    }
  }
  for (const hook of ['postStart', 'preStop']) {
    for (const map of at('lifecycle')) {
      for (const other of [{ sleep: { seconds: 4321 } }, { exec: { command: ['another'] } }]) {
        const given = valuesAt([...map, 'lifecycle'], { [hook]: other });
        const hooks = (await render(given)).flatMap((object) => mapsAt(object, hook));
        if (!hooks.some((each) => JSON.stringify(each) === JSON.stringify(other)))
          found.push(`lifecycle.${hook}: what was set is not there alone`);
        const without = await render(valuesAt([...map, 'lifecycle'], { [hook]: null }));
        if (without.flatMap((object) => mapsAt(object, hook)).length >= hooks.length)
          found.push(`lifecycle.${hook}: null does not take it out`);
      }
    }
  }
  for (const key of ['podSecurityContext', 'securityContext']) {
    if (field(defaults, key, 'seccompProfile', 'localhostProfile') === undefined) continue;
    const other = { type: 'Unconfined' };
    const profiles = (await render({ [key]: { seccompProfile: other } }))
      .flatMap((object) => mapsAt(object, 'seccompProfile'))
      .filter(({ type }) => type === other.type);
    if (profiles.length === 0) found.push(`${key}: the profile that was set is not there`);
    if (profiles.some((profile) => 'localhostProfile' in profile)) found.push(`${key}: localhostProfile beside it`);
  }
  const images = (await render({ image: { tag: 'v0.0.0-other' } })).filter((object) =>
    JSON.stringify(object).includes(':v0.0.0-other@'),
  );
  if (images.length > 0) found.push('image.tag: the digest of the source stands beside it');
  found.push(...(await environment(defaults, home, render)));
  for (const [key, type] of [
    ['strategy', 'Recreate'],
    ['updateStrategy', 'OnDelete'],
  ] as const) {
    for (const map of at(key)) {
      const given = valuesAt([...map, key], { type });
      const strategies = (await render(given)).flatMap((object) => mapsAt(object, key));
      const set = strategies.filter((strategy) => strategy.type === type);
      if (set.length === 0) found.push(`${key}: ${type} is not there`);
      if (set.some((strategy) => 'rollingUpdate' in strategy)) found.push(`${key}: rollingUpdate beside ${type}`);
    }
  }
  return found;
}

/** A variable of `extraEnv` stands alone, and null takes one of the source out. */
async function environment(
  defaults: JsonObject,
  home: readonly JsonValue[],
  render: (values: JsonObject) => Promise<JsonValue[]>,
): Promise<string[]> {
  const lists = (objects: readonly JsonValue[]) => objects.flatMap((object) => listsAt(object, 'env'));
  if (field(defaults, 'extraEnv') === undefined) return [];
  const before = lists(home);
  const names = new Set(before.flatMap((list) => list.map((variable) => String(field(variable, 'name')))));
  const found: string[] = [];
  for (const name of names) {
    const mark = { name, value: 'another' };
    const list = lists(await render({ extraEnv: [mark] })).find((each) =>
      each.some((variable) => JSON.stringify(variable) === JSON.stringify(mark)),
    );
    const count = list?.filter((variable) => field(variable, 'name') === name).length;
    if (count !== 1) found.push(`extraEnv: ${name} is there ${count} times`);
    const after = lists(await render({ env: { [name]: null } })).flat();
    if (after.some((variable) => field(variable, 'value') === 'null')) found.push(`env.${name}: null is a value`);
    // Another container may have the variable and the first not.
    if (after.length > before.flat().length) found.push(`env.${name}: null adds one`);
  }
  return found;
}

function listsAt(value: JsonValue, name: string): JsonValue[][] {
  if (Array.isArray(value)) return value.flatMap((item) => listsAt(item as JsonValue, name));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === name && Array.isArray(child) ? [child as JsonValue[]] : listsAt(child, name),
  );
}

function mapsAt(value: JsonValue, name: string): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((item) => mapsAt(item as JsonValue, name));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === name && isObject(child) ? [child] : mapsAt(child, name),
  );
}
