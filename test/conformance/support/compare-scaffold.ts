import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../../../src/kubernetes/object.ts';
import { parseYaml } from '../../../src/yaml/parse.ts';

/** controller-gen writes these, which does not run here. */
const GENERATED = /^config\/(crd\/bases\/|webhook\/manifests\.yaml$)/;

/** Whether a file is ours to compare: of config/ or PROJECT, and not controller-gen's. */
export function isCompared(path: string): boolean {
  return (path === 'PROJECT' || path.startsWith('config/')) && !GENERATED.test(path);
}

/** What differs between our files below config/ (and PROJECT) and those of a release, in words. */
export function* differencesOf(
  ours: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, string>,
): Generator<string> {
  for (const [path, content] of theirs) {
    if (!isCompared(path)) continue;
    const own = ours.get(path);
    if (own === undefined) {
      yield `${path} is missing`;
      continue;
    }
    const [expected, received] = [documents(path, content), documents(path, own)];
    if (!isDeepStrictEqual(received, expected)) {
      yield `${path}\n  expected ${JSON.stringify(expected)}\n  received ${JSON.stringify(received)}`;
    }
    if (path.endsWith('kustomization.yaml')) yield* differentSections(path, switchable(content), switchable(own));
  }
  for (const path of ours.keys()) if (!theirs.has(path) && isCompared(path)) yield `${path} is not in the release`;
}

function* differentSections(path: string, expected: readonly string[], received: readonly string[]): Generator<string> {
  const at = expected.findIndex((line, index) => line !== received[index]);
  if (at === -1 && expected.length === received.length) return;
  const part = (lines: readonly string[]) =>
    lines
      .slice(at === -1 ? expected.length : at)
      .slice(0, 5)
      .join('\n    ');
  yield `${path}: sections\n  expected\n    ${part(expected)}\n  received\n    ${part(received)}`;
}

/** The documents of a file, as far as they are compared. */
export function documents(path: string, content: string): JsonValue[] {
  const values = parseYaml(quoted(content), path);
  if (path !== 'PROJECT') return values;
  return values.map((value) => ({ ...(value as Record<string, JsonValue>), cliVersion: '' }));
}

/**
 * The release writes names as they are, so that a project called `1e3` gets a number for a label and a kind called
 * `Null` none at all; both are meant as texts.
 */
function quoted(content: string): string {
  return content.replace(
    /^([- ]*(?:app\.kubernetes\.io\/[\w-]+|kind|projectName|group|domain): )([\w.-]+)$/gm,
    '$1"$2"',
  );
}

/** The lines that can be switched on, and the markers: commented-out YAML, without the words about it. */
export function switchable(content: string): string[] {
  return content
    .split('\n')
    .filter((line) => /^#([^\s#]|\s{3,}\S| {1,2}- source)/.test(line) || line.includes('+kubebuilder:scaffold'))
    .map((line) => line.replace(/ # .*$/, '').replace(/^(#)\s*/, '$1'));
}
