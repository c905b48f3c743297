import { append } from '../../core/append.ts';
import { isObject } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { goString } from '../template/escape.ts';

/**
 * The paths of values that one version of a chart has and the one before had not, each as near to the root as it is new.
 * A path is its keys with dots between them; what has a dot in its key is left out, as templates could not read it so.
 */
export function newPaths(before: JsonObject, now: JsonObject, path = ''): string[] {
  return Object.entries(now).flatMap(([key, value]) => {
    if (key.includes('.')) return [];
    const at = path === '' ? key : `${path}.${key}`;
    if (!Object.hasOwn(before, key)) return [at];
    const old = before[key];
    return isObject(value) && isObject(old) ? newPaths(old, value, at) : [];
  });
}

/** What is at a path; undefined where nothing is. */
export function valueAtPath(values: JsonObject, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = values;
  for (const key of path.split('.')) {
    value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

const FILE = 'templates/_later-values.tpl';

/**
 * The templates of a chart some of whose values came after its first version, so that an upgrade with `--reuse-values`
 * works: Helm then takes the values of the last release for the chart's own (helm.sh/docs/helm/helm_upgrade), and those
 * that came since are missing. A named template fills them in, and each file that reads one of them calls it first.
 *
 * @param files all files of the chart
 * @param later the paths of these values
 * @returns the files that differ
 */
export function withLaterValues(
  chart: string,
  files: Readonly<Record<string, string>>,
  values: JsonObject,
  later: readonly string[],
): Record<string, string> {
  const found = later.filter((path) => valueAtPath(values, path) !== undefined);
  if (found.length === 0) return {};
  const name = `${chart}.laterValues`;
  const readers = readersOf(files, found);
  const out: Record<string, string> = { [FILE]: printFill(name, values, found) };
  for (const [path, text] of Object.entries(files)) {
    if (!/^templates\/.*\.(?:yaml|txt)$/.test(path) || !reads(text, readers)) continue;
    out[path] = `{{- include ${goString(name)} . }}\n${text}`;
  }
  return out;
}

/** In the order of depth, so that a section is there before what is in it. */
function printFill(name: string, values: JsonObject, paths: readonly string[]): string {
  const lines = [...paths]
    .sort((a, b) => a.split('.').length - b.split('.').length)
    .map((path) => {
      const keys = path.split('.');
      const last = keys.pop()!;
      const parent = ['.Values', ...keys].join('.');
      const json = goString(JSON.stringify({ value: valueAtPath(values, path)! }));
      return `{{- if not (hasKey ${parent} ${goString(last)}) }}
{{- $_ := set ${parent} ${goString(last)} (fromJson ${json}).value }}
{{- end }}`;
    });
  return `{{/*
Values that came with a later version, for releases that are upgraded with --reuse-values.
*/}}
{{- define ${goString(name)} -}}
${lines.join('\n')}
{{- end }}
`;
}

/** What a text says where it reads one of the values: themselves, a section around them, or a helper that does. */
interface Readers {
  readonly paths: ReadonlySet<string>;
  readonly sections: ReadonlySet<string>;
  readonly helpers: ReadonlySet<string>;
}

function readersOf(files: Readonly<Record<string, string>>, found: readonly string[]): Readers {
  const sections = new Set<string>(['']);
  for (const path of found) {
    for (let at = path.lastIndexOf('.'); at > 0; at = path.lastIndexOf('.', at - 1)) sections.add(path.slice(0, at));
  }
  const helpers = new Set<string>();
  const readers: Readers = { paths: new Set(found), sections, helpers };
  const bodies = new Map<string, string>();
  const callers = new Map<string, string[]>();
  for (const [path, text] of Object.entries(files)) {
    if (!path.startsWith('templates/') || !path.endsWith('.tpl')) continue;
    const parts = text.split(/\{\{-? *define "([^"]+)" *-?\}\}/);
    for (let at = 1; at < parts.length; at += 2) bodies.set(parts[at]!, parts[at + 1]!);
  }
  const open: string[] = [];
  for (const [name, body] of bodies) {
    for (const called of includedIn(body)) callers.set(called, [...(callers.get(called) ?? []), name]);
    if (readsValues(body, readers)) open.push(name);
  }
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (helpers.has(name)) continue;
    helpers.add(name);
    append(open, callers.get(name) ?? []);
  }
  return readers;
}

function reads(text: string, readers: Readers): boolean {
  return readsValues(text, readers) || includedIn(text).some((name) => readers.helpers.has(name));
}

function includedIn(text: string): string[] {
  return [...text.matchAll(/\b(?:include|template) "([^"]+)"/g)].map((match) => match[1]!);
}

function readsValues(text: string, { paths, sections }: Readers): boolean {
  for (const match of text.matchAll(/\.Values((?:\.[A-Za-z0-9_]+)*)/g)) {
    const path = match[1]!.slice(1);
    if (sections.has(path)) return true;
    for (let at = path.length; at > 0; at = path.lastIndexOf('.', at - 1))
      if (paths.has(path.slice(0, at))) return true;
  }
  return false;
}
