import { digestOf } from '../../../base/fingerprints/digest.ts';
import { once } from '../../../core/memo.ts';
import { KNOWN_ENTRIES } from './generated/known-entries.ts';
import type { MakeEntry } from './makefile/entry.ts';
import { normalRecipe, normalValue } from './makefile/normal-form.ts';

/** What the real releases write, in Makefiles if nothing else is said. */
interface Known {
  /** Digests of comment lines, of every kind of file. */
  readonly comments: ReadonlySet<string>;
  /** Digests of the values of a variable that nobody else wrote, and of images. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  /** For a target or a definition, its recipes as lists of digests. */
  readonly recipes: ReadonlyMap<string, readonly string[][]>;
}

/** The recipes that the real releases have for a target or a definition, each a list of the digests of its lines. */
export function knownRecipes(key: string): readonly string[][] {
  return read().recipes.get(key) ?? [];
}

/** The scripts that the real releases have under a path, each a list of the digests of its lines without comments. */
export function knownScripts(path: string): readonly string[][] {
  return knownRecipes(`script ${path}`);
}

export function isKnownRecipe(key: string, body: readonly string[]): boolean {
  const text = normalRecipe(body)
    .map((line) => lineDigest(line))
    .join();
  return knownRecipes(key).some((recipe) => recipe.join() === text);
}

/**
 * Whether a release wrote a value: a command or a path, or whatever one wrote that is older than all presets. Others are
 * facts, which are compared as they are.
 */
export function isKnownValue({ key, value }: MakeEntry): boolean {
  return isKnown(key, normalValue(value));
}

/** Whether a release that is older than all presets builds or runs in an image. */
export function isKnownImage(image: string): boolean {
  return isKnown('image', image);
}

function isKnown(key: string, value: string): boolean {
  return read().values.get(key)?.has(digestOf(value)) === true;
}

/** Whether a comment line, in any kind of file, is a release's, or that of a text of ours. */
export function isScaffoldComment(raw: string, base: string): boolean {
  const text = raw.trim();
  return read().comments.has(digestOf(text)) || base.split('\n').some((line) => line.trim() === text);
}

/**
 * The digest of a line in its normal form. The name of a project stands in that of its builder.
 *
 * @param isBuilder whether a word is the builder's name as scaffolded, where others may stand
 */
export function lineDigest(line: string, isBuilder: (word: string) => boolean = () => true): string {
  const words = line.split(' ').map((word) => (word.endsWith('-builder') && isBuilder(word) ? '-builder' : word));
  return digestOf(words.join(' '));
}

const read = once((): Known => {
  const comments = new Set<string>();
  const values = new Map<string, Set<string>>();
  const recipes = new Map<string, string[][]>();
  for (const line of KNOWN_ENTRIES.split('\n')) {
    const [kind = '', key = '', list = ''] = line.split('\t');
    const items = list.split(' ');
    if (kind === 'comments') for (const item of items) comments.add(item);
    if (kind === 'value') values.set(key, new Set(items));
    if (kind === 'recipe')
      recipes.set(
        key,
        items.map((item) => item.split(',')),
      );
  }
  return { comments, values, recipes };
});
