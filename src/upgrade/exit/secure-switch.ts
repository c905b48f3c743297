import type { FileTree } from '../../core/file-tree.ts';
import type { YamlPath } from '../../edit/yaml/path.ts';
import { isObject, listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { containersOf, editSite, type Manifest } from './manifests.ts';
import type { Subject } from './survey.ts';

/**
 * What Go's strconv.ParseBool reads, as the flag package and pflag do; a flag alone is true.
 *
 * @see https://pkg.go.dev/strconv#ParseBool
 */
const TRUE: readonly string[] = ['1', 't', 'T', 'true', 'TRUE', 'True'];

/** @param value absent where the flag stands alone */
export function isTrue(value: string | undefined): boolean {
  return value === undefined || TRUE.includes(value);
}

/** Turns a flag of the manager on or off wherever manifests give it; where none does, the program's default counts. */
export function turnFlag(tree: FileTree, subject: Subject, name: string, on: boolean): FileTree {
  let next = tree;
  for (const manifest of subject.manifests) {
    if (!next.has(manifest.site.file)) continue;
    next = editSite(next, manifest.site, (editor, document) => {
      const value = editor.values[document];
      if (value === undefined) return;
      for (const [path, text] of wordsOf(manifest, value, subject)) {
        const [, dashed, given] = /^(--?[\w.-]+)(?:=(.*))?$/.exec(text) ?? [];
        if (dashed?.replace(/^--?/, '') !== name) continue;
        if (isTrue(given) !== on) editor.set(document, path, `${dashed}=${on}`);
      }
    });
  }
  return next;
}

function wordsOf(manifest: Manifest, value: JsonValue, { managerName }: Subject): [YamlPath, string][] {
  if (manifest.role !== 'operations') {
    return containersOf(value)
      .filter(({ value: container }) => container.name === managerName)
      .flatMap(({ path, value: container }) => inContainer(container, path));
  }
  return (value as readonly JsonValue[]).flatMap((operation, index): [YamlPath, string][] => {
    const path = stringAt(operation, 'path') ?? '';
    if (!isObject(operation) || operation.op === 'test' || !/\/containers(\/|$)/.test(path)) return [];
    const { value: given } = operation;
    const at = [index, 'value'];
    if (typeof given === 'string') return /\/(args|command)\//.test(path) ? [[at, given]] : [];
    if (!Array.isArray(given)) return [];
    if (/\/(args|command)$/.test(path)) return texts(given, at);
    return given.flatMap((item, i) =>
      /\/containers$/.test(path) && isObject(item) && item.name === managerName ? inContainer(item, [...at, i]) : [],
    );
  });
}

function inContainer(container: JsonValue, path: YamlPath): [YamlPath, string][] {
  return ['command', 'args'].flatMap((key) => texts(listAt(container, key), [...path, key]));
}

function texts(words: readonly JsonValue[], at: YamlPath): [YamlPath, string][] {
  return words.flatMap((word, index): [YamlPath, string][] =>
    typeof word === 'string' ? [[[...at, index], word]] : [],
  );
}
