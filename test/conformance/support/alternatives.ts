import { parse } from 'yaml';
import type { JsonObject, JsonValue } from '../../../src/kubernetes/object.ts';
import type { ChartEngine } from './chart-engine.ts';
import { field, isObject } from './oracle-references.ts';

const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'];

/** What a chart prints where a user sets another kind of what the source has: only what was set may be there. */
export async function alternatives(directory: string, values: string, engine: ChartEngine): Promise<string[]> {
  const defaults = parse(values) as JsonObject;
  const found: string[] = [];
  const render = async (values: JsonObject) => {
    const result = await engine.render({ chart: directory, release: 'one', namespace: 'home', values });
    if (result.error !== undefined) found.push(result.error);
    return result.objects.map(({ object }) => object as JsonValue);
  };
  for (const key of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const own = HANDLERS.find((handler) => field(defaults, key, handler) !== undefined);
    if (own === undefined) continue;
    const other = own === 'exec' ? { tcpSocket: { port: 4321 } } : { exec: { command: ['another'] } };
    const mark = JSON.stringify(other).slice(1, -1);
    const probes = (await render({ [key]: other })).flatMap((object) => mapsAt(object, key));
    const set = probes.filter((probe) => JSON.stringify(probe).includes(mark));
    if (set.length === 0) found.push(`${key}: the handler that was set is not there`);
    if (set.some((probe) => own in probe)) found.push(`${key}: ${own} stands beside the handler that was set`);
  }
  for (const [key, type] of [
    ['strategy', 'Recreate'],
    ['updateStrategy', 'OnDelete'],
  ] as const) {
    if (field(defaults, key, 'rollingUpdate') === undefined) continue;
    const strategies = (await render({ [key]: { type } })).flatMap((object) => mapsAt(object, key));
    const set = strategies.filter((strategy) => strategy.type === type);
    if (set.length === 0) found.push(`${key}: ${type} is not there`);
    if (set.some((strategy) => 'rollingUpdate' in strategy)) found.push(`${key}: rollingUpdate beside ${type}`);
  }
  return found;
}

function mapsAt(value: JsonValue, name: string): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((item) => mapsAt(item as JsonValue, name));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === name && isObject(child) ? [child] : mapsAt(child, name),
  );
}
