import type { FeatureName } from '../options/generated/types.ts';
import { commentLine, type Entry, KustomizationLines, uncommentLine } from './kustomization-lines.ts';
import type { OwnedEntry } from './owned-entries.ts';
import { hintOf, listsFor, sameEntry } from './same-entry.ts';

/** What follows an entry or a key that was inserted, so that switching off takes it out again instead of leaving it. */
const MARK = '# operator-scaffold: feature ';
/** What follows a key that was switched on with its first entry although the scaffold would leave it active. */
const KEY_MARK = '# operator-scaffold: off with its last entry';
/** What follows a key without entries that was active before its first entry was switched on. */
const EMPTY_MARK = '# operator-scaffold: stays without entries';

/** Where an owned entry stands in a text. */
export interface Found {
  readonly entry: Entry;
  readonly active: boolean;
}

export function findEntry(text: string, owned: Pick<OwnedEntry, 'list' | 'value' | 'lines'>): Found | undefined {
  const lines = new KustomizationLines(text);
  const lists = listsFor(owned.list);
  let alike: Entry | undefined;
  for (const list of lists) {
    for (const entry of lines.active(list)) {
      const answer = sameEntry(entry.value, owned.value);
      if (answer === 'same') return { entry, active: true };
      if (answer === 'alike') alike ??= entry;
    }
  }
  if (alike !== undefined) return { entry: alike, active: true };
  const entry = lines.commented(lists, hintOf(owned.value), owned.lines.length, (value) =>
    sameEntry(value, owned.value),
  );
  return entry === undefined ? undefined : { entry, active: false };
}

/** The text with the entry active. */
export function switchOn(text: string, owned: OwnedEntry, feature: FeatureName): string {
  const found = findEntry(text, owned);
  if (found?.active) return text;
  if (found !== undefined) {
    const uncommented = uncomment(text, found.entry, owned);
    // Where the rest of the list is indented in another way, the commented lines are left as they are.
    if (findEntry(uncommented, owned)?.active) return uncommented;
  }
  return insert(text, owned, feature);
}

/** The text with the entry commented out, or without it where `switchOn` inserted it. */
export function switchOff(text: string, owned: OwnedEntry): string {
  const found = findEntry(text, owned);
  if (found === undefined || !found.active) return text;
  const { start, end, list } = found.entry;
  const { lines } = new KustomizationLines(text);
  const inserted = lines[start]!.includes(MARK);
  const rest = inserted
    ? [...lines.slice(0, start), ...lines.slice(end)]
    : lines.map((line, index) => (index >= start && index < end ? commentLine(line) : line));
  return withoutKey(rest.join('\n'), list, owned);
}

function uncomment(text: string, { list, start, end }: Entry, owned: OwnedEntry): string {
  const before = new KustomizationLines(text);
  const lines = before.lines.map((line, index) => (index >= start && index < end ? uncommentLine(line) : line));
  const keys = before.keysOf(list);
  const active = keys.find((key) => key.active);
  if (active === undefined) {
    const key = keys.findLast(({ line }) => line < start);
    if (key === undefined) return text;
    lines[key.line] = marked(uncommentLine(lines[key.line]!), owned.keyWithEntries ? '' : KEY_MARK);
  } else if (owned.keyWithEntries && before.active(list).length === 0) {
    lines[active.line] = marked(lines[active.line]!, EMPTY_MARK);
  }
  return lines.join('\n');
}

function insert(text: string, owned: OwnedEntry, feature: FeatureName): string {
  const now = new KustomizationLines(text);
  const lines = [...now.lines];
  const eol = text.includes('\r\n') ? '\r' : '';
  const mark = `${MARK}${feature}`;
  const entry = (column: number) => {
    const own = owned.lines[0]!.search(/\S/);
    return owned.lines.map((line, index) => {
      const moved = line === '' ? line : `${' '.repeat(column)}${line.slice(own)}`;
      return (index === 0 ? marked(withoutComment(moved), mark) : moved) + eol;
    });
  };
  const list = listForInsertion(now, owned.list);
  const key = now.keysOf(list).find(({ active }) => active);
  const last = now.active(list).at(-1);
  if (last !== undefined) {
    lines.splice(last.end, 0, ...entry(lines[last.start]!.indexOf('-')));
  } else if (key !== undefined) {
    if (owned.keyWithEntries) lines[key.line] = marked(lines[key.line]!, EMPTY_MARK);
    lines.splice(key.line + 1, 0, ...entry(0));
  } else {
    const end = lines.at(-1) === '' ? lines.length - 1 : lines.length;
    lines.splice(end, 0, `${owned.list}: ${mark}${eol}`, ...entry(0));
  }
  return lines.join('\n');
}

/** Where the older name of a list is in use, a new entry joins the others there. */
function listForInsertion(now: KustomizationLines, list: string): string {
  if (list !== 'resources' || now.keysOf(list).some(({ active }) => active)) return list;
  return now.keysOf('bases').some(({ active }) => active) ? 'bases' : list;
}

/** After an entry went: the key of its list, where that goes with the last entry. */
function withoutKey(text: string, list: string, owned: OwnedEntry): string {
  const now = new KustomizationLines(text);
  const key = now.keysOf(list).find(({ active }) => active);
  if (key === undefined || now.active(list).length > 0) return text;
  const lines = [...now.lines];
  const line = lines[key.line]!;
  if (line.includes(MARK)) lines.splice(key.line, 1);
  else if (line.includes(EMPTY_MARK)) lines[key.line] = unmarked(line, EMPTY_MARK);
  else if (line.includes(KEY_MARK)) lines[key.line] = commentLine(unmarked(line, KEY_MARK));
  else if (owned.keyWithEntries && list === owned.list) lines[key.line] = commentLine(line);
  return lines.join('\n');
}

function marked(line: string, mark: string): string {
  if (mark === '') return line;
  return line.endsWith('\r') ? `${line.slice(0, -1)} ${mark}\r` : `${line} ${mark}`;
}

function unmarked(line: string, mark: string): string {
  return line.replace(` ${mark}`, '');
}

/** The scaffold's own comment behind an entry's first line gives way to the mark. */
function withoutComment(line: string): string {
  const at = line.indexOf(' #');
  return at === -1 ? line : line.slice(0, at);
}
