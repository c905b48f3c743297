import { ScaffoldError } from '../core/errors.ts';
import type { JsonValue } from '../kubernetes/object.ts';
import { parseYaml } from '../yaml/parse.ts';

/** The lists of a kustomization whose entries a scaffold switches on and off by a `#` before each line. */
export const KUSTOMIZATION_LISTS: ReadonlySet<string> = new Set([
  'resources',
  'bases',
  'components',
  'configurations',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'replacements',
  'vars',
]);

/** A longer run of commented lines is no entry of a list: replacements, the longest, have some thirty lines. */
const LONGEST = 120;

/** Where an entry stands. */
export interface Entry {
  readonly list: string;
  readonly value: JsonValue;
  /** The lines `[start, end)`. */
  readonly start: number;
  readonly end: number;
}

/** The line of a list's key. */
export interface ListKey {
  readonly list: string;
  readonly line: number;
  readonly active: boolean;
}

/**
 * A kustomization as lines: its lists with the entries that are active and those that are commented out.
 *
 * Only a `#` in the first column counts as the sign of a switch, because that is what scaffolds write and what can be
 * taken away and put back without a loss.
 */
export class KustomizationLines {
  readonly lines: readonly string[];
  readonly #keys: readonly ListKey[];

  constructor(text: string) {
    this.lines = text.split('\n');
    this.#keys = this.lines.flatMap((content, line) => {
      const key = /^(#?)([A-Za-z0-9]+):[ \t]*(?:#.*)?\r?$/.exec(content);
      return key !== null && KUSTOMIZATION_LISTS.has(key[2]!) ? [{ list: key[2]!, line, active: key[1] === '' }] : [];
    });
  }

  /** The keys of a list; a file that is in order has one. */
  keysOf(list: string): readonly ListKey[] {
    return this.#keys.filter((key) => key.list === list);
  }

  /** The active entries of a list, in order. */
  active(list: string): Entry[] {
    const key = this.keysOf(list).find(({ active }) => active);
    if (key === undefined) return [];
    const entries: Entry[] = [];
    let column: number | undefined;
    for (let line = key.line + 1; line < this.lines.length; ) {
      const content = this.lines[line]!;
      const indent = indentOf(content);
      if (indent === undefined) {
        line += 1;
        continue;
      }
      const dash = /^ *-(?: |\r?$)/.test(content);
      if (!dash || (column !== undefined && indent !== column)) break;
      column = indent;
      const end = this.#endOfActive(line, column);
      const value = this.#read(this.lines.slice(line, end));
      if (value !== undefined) entries.push({ list, value, start: line, end });
      line = end;
    }
    return entries;
  }

  /**
   * The commented entry of one of the lists that is the wanted one, or the first that is alike.
   *
   * @param hint a text that stands in the entry; keeps the work small
   * @param length how many lines the entry is expected to have
   */
  commented(
    lists: readonly string[],
    hint: string,
    length: number,
    like: (value: JsonValue) => 'same' | 'alike' | undefined,
  ): Entry | undefined {
    let alike: Entry | undefined;
    for (let start = 0; start < this.lines.length; start += 1) {
      if (!/^#[ \t]*- /.test(this.lines[start]!)) continue;
      const list = this.#listAt(start);
      if (list === undefined || !lists.includes(list)) continue;
      const longest = this.#endOfCommented(start);
      const body = this.lines.slice(start, longest).map(uncommentLine);
      if (!body.some((content) => content.includes(hint))) continue;
      for (const end of candidateEnds(start, start + length, longest)) {
        const value = this.#read(body.slice(0, end - start));
        if (value === undefined) continue;
        const answer = like(value);
        const entry = { list, value, start, end };
        if (answer === 'same') return entry;
        if (answer === 'alike') alike ??= entry;
        // What follows the lines that can be read was no part of the entry.
        if (end !== start + length) break;
      }
    }
    return alike;
  }

  /** The lists of the file, active or commented out. */
  lists(): string[] {
    return [...new Set(this.#keys.map(({ list }) => list))];
  }

  /** Every commented entry, each with as many lines as can be read as one. */
  allCommented(): Entry[] {
    const entries: Entry[] = [];
    for (let start = 0; start < this.lines.length; start += 1) {
      if (!/^#[ \t]*- /.test(this.lines[start]!)) continue;
      const list = this.#listAt(start);
      if (list === undefined) continue;
      const longest = this.#endOfCommented(start);
      const body = this.lines.slice(start, longest).map(uncommentLine);
      for (let end = longest; end > start; end -= 1) {
        const value = this.#read(body.slice(0, end - start));
        if (value === undefined) continue;
        entries.push({ list, value, start, end });
        start = end - 1;
        break;
      }
    }
    return entries;
  }

  /** The list that a commented line belongs to: that of the nearest key above, active or not. */
  #listAt(line: number): string | undefined {
    let found: string | undefined;
    for (const key of this.#keys) {
      if (key.line > line) break;
      found = key.list;
    }
    // A key of another sort between the two ends the list.
    return found;
  }

  #endOfActive(start: number, column: number): number {
    let end = start + 1;
    for (let line = start + 1; line < this.lines.length; line += 1) {
      const indent = indentOf(this.lines[line]!);
      if (indent === undefined) continue;
      if (indent <= column) break;
      end = line + 1;
    }
    return end;
  }

  #endOfCommented(start: number): number {
    const column = this.lines[start]!.indexOf('-') - 1;
    let end = start + 1;
    const stop = Math.min(this.lines.length, start + LONGEST);
    for (let line = start + 1; line < stop; line += 1) {
      const content = this.lines[line]!;
      if (!content.startsWith('#')) break;
      const rest = uncommentLine(content);
      const indent = indentOf(rest);
      if (indent === undefined) {
        // A comment within the entry, or an empty line of it.
        if (/^#[ \t]*\S/.test(content) && !/^##/.test(content)) break;
        continue;
      }
      if (indent <= column || !/^ *(?:- |[\w."'/-]+:)/.test(rest)) break;
      end = line + 1;
    }
    return end;
  }

  #read(lines: readonly string[]): JsonValue | undefined {
    try {
      const [list] = parseYaml(lines.join('\n'), 'entry');
      return Array.isArray(list) && list.length === 1 ? list[0] : undefined;
    } catch (error) {
      if (error instanceof ScaffoldError) return undefined;
      throw error;
    }
  }
}

/** Where an entry may end: after as many lines as expected, else as late as it can be read. */
function* candidateEnds(start: number, expected: number, longest: number): Generator<number> {
  if (expected < longest) yield expected;
  for (let end = longest; end > start; end -= 1) yield end;
}

/** The line without the `#` in its first column. */
export function uncommentLine(line: string): string {
  return line.startsWith('#') ? line.slice(1) : line;
}

/** The line with a `#` in its first column; an empty one stays empty. */
export function commentLine(line: string): string {
  return line === '' || line === '\r' ? line : `#${line}`;
}

/** The indentation of a line that says something; undefined for an empty line and for a comment. */
function indentOf(line: string): number | undefined {
  const at = line.search(/[^ \r]/);
  return at === -1 || line[at] === '#' ? undefined : at;
}
