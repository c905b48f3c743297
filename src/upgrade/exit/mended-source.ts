import { type Issue, ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import type { YamlPath } from '../../edit/yaml/path.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';

const FIELD = /^(.*): (?:there is no such field|not the API version of a Kustomization)$/;

/**
 * What older releases of kustomize took and newer ones refuse (fields that they do not know, another apiVersion) is left
 * out, so that the rest can be planned for. Only what is built is without it: the user's files are as they are.
 *
 * @param issues what a build refuses
 * @returns texts by path; undefined where something else is refused as well
 */
export function mendedTexts(tree: FileTree, issues: readonly Issue[]): Map<string, string> | undefined {
  const texts = new Map<string, string>();
  // From the last line to the first: the places of those before stay.
  for (const { code, at, message } of [...issues].reverse()) {
    const field = FIELD.exec(message)?.[1];
    const text = at?.file === undefined ? undefined : (texts.get(at.file) ?? tree.get(at.file));
    if (code !== 'kustomization-invalid' || field === undefined || text === undefined) return undefined;
    const next = withoutField(text, at!.file, pathOf(field));
    if (next === undefined || next === text) return undefined;
    texts.set(at!.file, next);
  }
  return texts.size === 0 ? undefined : texts;
}

/** `a.b[0].c` as keys and indexes. */
function pathOf(field: string): YamlPath {
  return field.split('.').flatMap((part) => {
    const [key = '', ...indexes] = part.split('[');
    return [...(key === '' ? [] : [key]), ...indexes.map((index) => Number(index.replace(']', '')))];
  });
}

function withoutField(text: string, file: string, path: YamlPath): string | undefined {
  try {
    const editor = new YamlEditor(text, file);
    return editor.get(0, path) === undefined ? undefined : editor.remove(0, path).text;
  } catch (error) {
    if (error instanceof ScaffoldError) return undefined;
    throw error;
  }
}
