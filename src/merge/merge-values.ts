import { append } from '../core/append.ts';
import { diff3 } from './diff3.ts';
import type { MergeConflict, Merged } from './merge-text.ts';
import { NOTHING, parseSections, printSection, type Section } from './sections.ts';

export const KEPT = '# <<<<<<< yours is kept below; generated anew it would be:';
export const CHOOSE = '# >>>>>>> choose one and remove these lines';

/**
 * Merges three YAML texts key by key, so that a key that moved, or one that was put in beside an edited one, is no
 * conflict, and comments and notation stay. A conflict keeps your value and shows the other in a comment above it.
 *
 * Undefined where one of the texts is no block mapping that can be cut at lines.
 */
export function mergeValues(base: string, mine: string, theirs: string): Merged | undefined {
  const [m, t] = [mine, theirs].map(parseSections);
  const b = base === '' ? NOTHING : parseSections(base);
  if (b === undefined || m === undefined || t === undefined) return undefined;
  const merge = new Merge();
  const tail = pick(b.tail, m.tail, t.tail);
  const text = merge.children(b, m, t, '') + tail;
  return { text, conflicts: merge.conflicts };
}

class Merge {
  readonly conflicts: MergeConflict[] = [];

  children(base: Section | undefined, mine: Section, theirs: Section, path: string): string {
    const b = base?.kind === mine.kind ? base.children : [];
    return mine.kind === 'list' ? this.#items(b, mine, theirs, path) : this.#keys(b, mine, theirs, path);
  }

  #keys(b: readonly Section[], mine: Section, theirs: Section, path: string): string {
    const base = byKey(b);
    const other = byKey(theirs.children);
    const column = mine.children[0]?.column ?? 0;
    const result: { key: string; text: string }[] = [];
    for (const m of mine.children) {
      result.push({ key: m.key, text: this.#key(base.get(m.key), m, other.get(m.key), join(path, m.key)) });
    }
    theirs.children.forEach((t, index) => {
      // A key that was generated before and is gone was removed by a person.
      if (base.has(t.key) || result.some(({ key }) => key === t.key)) return;
      // Behind the nearest of its elder siblings that is there.
      const elders = theirs.children.slice(0, index).map(({ key }) => key);
      const elder = elders.findLast((key) => result.some((entry) => entry.key === key));
      const at = result.findIndex(({ key }) => key === elder);
      result.splice(at + 1, 0, { key: t.key, text: moved(t, column) });
    });
    return closeLines(result.map(({ text }) => text));
  }

  #key(b: Section | undefined, m: Section, t: Section | undefined, path: string): string {
    if (t === undefined) {
      if (b === undefined) return printSection(m);
      if (moved(m, 0) === moved(b, 0)) return '';
      return this.#conflict(m, '', path);
    }
    const lead = pickMoved(b, m, t, 'lead');
    const tail = pickMoved(b, m, t, 'tail');
    const prefix = pickMoved(b, m, t, 'prefix');
    if (m.kind !== 'leaf' && m.kind === t.kind) {
      const inner = this.children(b, m, t, path);
      return lead + (inner === '' ? emptied(prefix, m.kind) : prefix + inner) + tail;
    }
    if (m.meaning === t.meaning || b?.meaning === t.meaning) {
      return (
        lead +
        (m.kind === 'leaf' && t.kind === 'leaf' ? prefix + m.source + pickMoved(b, m, t, 'suffix') : own(m)) +
        tail
      );
    }
    if (b !== undefined && b.meaning === m.meaning) {
      if (b.kind === 'leaf' && m.kind === 'leaf' && t.kind === 'leaf') {
        return lead + prefix + continued(t.source, m.column - t.column) + pickMoved(b, m, t, 'suffix') + tail;
      }
      if (moved({ ...m, lead: '', tail: '' }, 0) === moved({ ...b, lead: '', tail: '' }, 0)) {
        return lead + indented(own(t), m.column - t.column) + tail;
      }
    }
    return this.#conflict({ ...m, lead, tail }, indented(own(t), m.column - t.column), path);
  }

  #items(b: readonly Section[], mine: Section, theirs: Section, path: string): string {
    const column = mine.children[0]?.column ?? 0;
    const [base, m, t] = [b, mine.children, theirs.children].map((list) => list.map(({ key }) => key));
    const texts: string[] = [];
    for (const region of diff3(base ?? [], m ?? [], t ?? [])) {
      const yours = mine.children.slice(...region.mine);
      const generated = theirs.children.slice(...region.theirs).map((item) => moved(item, column));
      if (region.kind === 'theirs') append(texts, generated);
      else if (region.kind !== 'conflict') append(texts, yours.map(printSection));
      else if (region.base[0] === region.base[1]) append(texts, [...yours.map(printSection), ...generated]);
      else {
        const text = yours.map(printSection).join('');
        const where = `${path}[${region.mine[0]}]`;
        this.conflicts.push({ where, yours: text, generated: generated.join('') });
        texts.push(note(generated.join(''), column) + text);
      }
    }
    return closeLines(texts);
  }

  #conflict(m: Section, generated: string, path: string): string {
    this.conflicts.push({ where: path, yours: own(m), generated });
    return m.lead + note(generated, m.column) + own(m) + m.tail;
  }
}

function note(generated: string, column: number): string {
  const pad = ' '.repeat(column);
  const lines = generated === '' ? ['(nothing)'] : generated.replace(/\n$/, '').split('\n');
  const shown = lines.map((line) => `${pad}# ${line.startsWith(pad) ? line.slice(column) : line}`.trimEnd());
  return `${pad}${KEPT}\n${shown.join('\n')}\n${pad}${CHOOSE}\n`;
}

/** A key whose children are all gone would otherwise mean null. */
function emptied(prefix: string, kind: 'map' | 'list'): string {
  return prefix.replace(/:(?=[^:]*$)/, kind === 'map' ? ': {}' : ': []');
}

/** A section without what stands around it. */
function own(section: Section): string {
  return printSection({ ...section, lead: '', tail: '' });
}

/** A section's text as it stands at another column. */
function moved(section: Section, column: number): string {
  return indented(printSection(section), column - section.column);
}

function indented(text: string, by: number): string {
  if (by <= 0) return continued(text.replace(new RegExp(`^ {0,${-by}}`), ''), by);
  return continued(text.replace(/^(?=[^\n])/, ' '.repeat(by)), by);
}

/** The same for a text that begins in the middle of a line. */
function continued(text: string, by: number): string {
  if (by > 0) return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(by)}`);
  return by === 0 ? text : text.replace(new RegExp(`\n {1,${-by}}`, 'g'), '\n');
}

/** Three-way choice of one piece of text; where both changed it, yours. */
function pick(base: string | undefined, mine: string, theirs: string): string {
  return mine === base ? theirs : mine;
}

function pickMoved(
  b: Section | undefined,
  m: Section,
  t: Section,
  part: 'lead' | 'tail' | 'prefix' | 'suffix',
): string {
  if (b?.kind !== m.kind || m.kind !== t.kind) return part === 'lead' && b !== undefined ? pickLead(b, m, t) : m[part];
  const at = (section: Section) => indented(section[part], m.column - section.column);
  return pick(at(b), m[part], at(t));
}

function pickLead(b: Section, m: Section, t: Section): string {
  const at = (section: Section) => indented(section.lead, m.column - section.column);
  return pick(at(b), m.lead, at(t));
}

/** The last line of a file may have no terminator; in the middle it needs one. */
function closeLines(texts: readonly string[]): string {
  const filled = texts.filter((text) => text !== '');
  return filled.map((text, index) => (index < filled.length - 1 && !text.endsWith('\n') ? `${text}\n` : text)).join('');
}

function byKey(sections: readonly Section[]): Map<string, Section> {
  return new Map(sections.map((section) => [section.key, section]));
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
