import { linesOf } from '../../../../merge/chunks.ts';
import type { Entry } from '../merge-entries.ts';

/** A directive of a go.mod, or a line of prose. */
export interface ModEntry extends Entry {
  /** `require`, `replace`, …; for the lines around a block too; empty for prose. */
  readonly verb: string;
  /** What stands behind it, word by word, without the comment. */
  readonly words: readonly string[];
  readonly isIndirect: boolean;
  /** Which block of its verb it stands in, from 1; 0 outside of blocks. */
  readonly block: number;
  readonly kind: 'prose' | 'open' | 'close' | 'directive';
}

/**
 * Cuts a go.mod into lines, each directive known by what it is about.
 *
 * @see https://go.dev/ref/mod#go-mod-file
 */
export function readGoModLines(text: string): ModEntry[] {
  const blocks = new Map<string, number>();
  const counts = new Map<string, number>();
  let open = '';
  return linesOf(text).map((raw, index) => {
    const slashes = raw.indexOf('//');
    const bare = slashes === -1 ? raw : raw.slice(0, slashes);
    const comment = slashes === -1 ? '' : raw.slice(slashes + 2).trim();
    const isIndirect = comment === 'indirect' || comment.startsWith('indirect;');
    const all = bare.split(/[ \t\r\n]+/).filter((word) => word !== '');
    const place = { raw, line: index + 1, isIndirect };
    const prose = { ...place, key: '', verb: '', words: [], block: 0, kind: 'prose' } as const;
    if (all.length === 0) return prose;
    if (open !== '' && all[0] === ')') {
      const verb = open;
      open = '';
      return {
        ...prose,
        verb,
        kind: 'close',
        key: `end of ${verb} block ${blocks.get(verb)}`,
        block: blocks.get(verb)!,
      };
    }
    if (open === '' && all[1] === '(') {
      open = all[0]!;
      const block = (blocks.get(open) ?? 0) + 1;
      blocks.set(open, block);
      return { ...prose, verb: open, kind: 'open', key: `${open} block ${block}`, block };
    }
    const verb = open === '' ? all[0]! : open;
    const words = open === '' ? all.slice(1) : all;
    const name = keyOf(verb, words);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const key = count === 1 ? name : `${name} (${count})`;
    return { ...place, key, verb, words, block: open === '' ? 0 : blocks.get(open)!, kind: 'directive' };
  });
}

function keyOf(verb: string, words: readonly string[]): string {
  const [first = '', second = ''] = words;
  switch (verb) {
    case 'module':
    case 'go':
    case 'toolchain':
      return verb;
    case 'godebug':
      return `godebug ${first.split('=')[0]}`;
    case 'replace':
      return `replace ${first}${second === '=>' || second === '' ? '' : ` ${second}`}`;
    case 'exclude':
      return `exclude ${first} ${second}`;
    case 'retract':
      return `retract ${words.join(' ')}`;
    default:
      return `${verb} ${first}`;
  }
}
