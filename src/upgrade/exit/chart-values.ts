import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { directoryOf } from '../../core/paths.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import { listAt } from '../../kubernetes/identity.ts';
import { withText } from './entries.ts';

/** What the manager is told besides what stands there. */
export interface ChartFlags {
  /** Arguments beside the address, such as those of an ansible operator. */
  readonly more: readonly string[];
  /** The flag for the address where no argument tells it; undefined where none is known. */
  readonly address: string | undefined;
}

export const ADDRESS = /--metrics-(?:bind-address|bind-addr|addr)\b/;

/** A container's arguments that stand in a chart's values, as one list. */
export interface ValueArguments {
  /** The keys of the list in values.yaml. */
  readonly path: readonly string[];
  readonly words: readonly string[];
}

const ARGUMENTS = /^ *(?:- )?args: *\{\{-? *toYaml +\.Values\.([\w.]+) *\| *n?indent +\d+ *-?\}\}$/;

/** The arguments of a container of a template, where its list is nothing but a value; undefined for any other. */
export function valueArguments(tree: FileTree, chart: string, lines: readonly string[]): ValueArguments | undefined {
  const found = lines.flatMap((line) => ARGUMENTS.exec(line.trimEnd())?.[1] ?? []);
  if (found.length !== 1) return undefined;
  const path = found[0]!.split('.');
  const words = listOf(tree, valuesOf(chart), path);
  return words === undefined ? undefined : { path, words };
}

/** The chart with other arguments in its values; undefined where other values of the chart replace them. */
export function withValueArguments(
  tree: FileTree,
  chart: string,
  { path, words }: ValueArguments,
  wanted: readonly string[],
): FileTree | undefined {
  const own = valuesOf(chart);
  const folder = chart === '.' ? '' : `${chart}/`;
  const others = tree.filter(
    (file) =>
      file.path !== own &&
      file.path.startsWith(folder) &&
      /^(?:ci\/)?[^/]*\.ya?ml$/.test(file.path.slice(folder.length)),
  );
  if (
    [...others].some((file) => directoryOf(file.path) !== 'templates' && listOf(tree, file.path, path) !== undefined)
  ) {
    return undefined;
  }
  const editor = new YamlEditor(tree.get(own)!, own);
  const kept = wanted.slice(0, words.length);
  for (const [index, word] of kept.entries()) if (word !== words[index]) editor.set(0, [...path, index], word);
  for (const word of wanted.slice(words.length)) editor.insert(0, [...path], word);
  return withText(tree, own, editor.text);
}

/** The words of a list with the address on a port, as withAddress has the lines; the same words where nothing is certain. */
export function wordsAt(words: readonly string[], port: string, { more, address }: ChartFlags): readonly string[] {
  const places = words.filter((word) => ADDRESS.test(word));
  if (places.length > 1 || (places.length === 0 && address === undefined)) return words;
  const name = /^--metrics-(?:bind-address|bind-addr|addr)(?==(?:127\.0\.0\.1|localhost)?:\d+$)/.exec(
    places[0] ?? '',
  )?.[0];
  if (places.length === 1 && name === undefined) return words;
  const lacking = more.filter((flag) => !words.includes(flag));
  if (name === undefined) return [...words, `--${address}=:${port}`, ...lacking];
  return [...words.map((word) => (word === places[0] ? `${name}=:${port}` : word)), ...lacking];
}

function valuesOf(chart: string): string {
  return chart === '.' ? 'values.yaml' : `${chart}/values.yaml`;
}

function listOf(tree: FileTree, file: string, path: readonly string[]): string[] | undefined {
  const text = tree.get(file);
  if (text === undefined) return undefined;
  try {
    const words = listAt(new YamlEditor(text, file).values[0], ...path);
    return words.length > 0 && words.every((word) => typeof word === 'string') ? (words as string[]) : undefined;
  } catch (error) {
    if (error instanceof ScaffoldError) return undefined;
    throw error;
  }
}
