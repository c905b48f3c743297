/** A piece of a file with a meaning of its own, or a line of prose (a comment, a blank line) between such pieces. */
export interface Entry {
  /** What it is known by; empty for prose. */
  readonly key: string;
  /** Other names that it stands for, such as each of the names of a list on one line. */
  readonly also?: readonly string[];
  /** Its text with all line ends: those of a file put together are the file. */
  readonly raw: string;
  /** One-based. */
  readonly line: number;
}

export interface EntryRules<E extends Entry> {
  /** The text of an entry that stands in yours and theirs. */
  combine(base: E | undefined, yours: E, theirs: E): string;
  /** Whether an entry that the target no longer has goes. */
  isRemoved(base: E, yours: E): boolean;
  /** The text of an entry that only the target has. */
  added(theirs: E): string;
  /** Whether an entry that comes belongs before all others. */
  isLeading?(theirs: E): boolean;
  /** Whether a line of prose is the scaffold's, so that it goes with the entry below it. */
  isScaffoldProse(raw: string): boolean;
}

export interface EntryLists<E extends Entry> {
  readonly base: readonly E[];
  readonly yours: readonly E[];
  readonly theirs: readonly E[];
}

/** A place of the merged file: an entry of yours, or one that came. */
interface Slot {
  keys: readonly string[];
  /** Empty where it went. */
  text: string;
}

/**
 * Merges lists of entries by their keys: what only you have stays where it is, what you removed stays removed, and what
 * the target adds stands where it replaces something, or else beside the neighbour that it has there. Prose of yours is
 * never changed, but for the scaffold's own comment above an entry that goes.
 */
export function mergeEntries<E extends Entry>(lists: EntryLists<E>, rules: EntryRules<E>): string {
  const base = indexed(lists.base);
  const theirs = indexed(lists.theirs);
  const gone = new Map<string, Slot>();
  const slots: Slot[] = lists.yours.map((entry) => {
    const slot = { keys: [entry.key, ...(entry.also ?? [])], text: entry.raw };
    if (entry.key === '') return slot;
    const [b, t] = [base.get(entry.key), theirs.get(entry.key)];
    if (t !== undefined) slot.text = rules.combine(b, entry, t);
    else if (b !== undefined && rules.isRemoved(b, entry)) {
      slot.text = '';
      gone.set(entry.key, slot);
    }
    return slot;
  });
  const placed = insertNew(lists, slots, gone, rules);
  removeLeads(placed, rules);
  return joined(closeGaps(placed));
}

function insertNew<E extends Entry>(
  { base, theirs }: EntryLists<E>,
  slots: readonly Slot[],
  gone: Map<string, Slot>,
  rules: EntryRules<E>,
): Slot[] {
  const standing = new Set(slots.filter(({ text }) => text !== '').flatMap(({ keys }) => keys));
  // A comment that base has, too, is there already, or you removed it.
  const prose = new Set([...slots.filter(isProse), ...base.filter(({ key }) => key === '')].map(proseOf));
  const known = new Set(base.map(({ key }) => key));
  const commented = new Set(slots.filter((slot, index) => slot.text === '' && isOwnComment(slots[index - 1], rules)));
  const after = new Map<string, Slot[]>();
  const before = new Map<string, Slot[]>();
  const rest: Slot[] = [];
  let previous: string | undefined;
  let lead: E[] = [];
  for (const [index, entry] of theirs.entries()) {
    const { key } = entry;
    if (key === '') {
      lead.push(entry);
      continue;
    }
    const above = lead.filter(({ raw }) => raw.trim() === '' || !prose.has(raw.trim())).map(({ raw }) => raw);
    lead = [];
    if (standing.has(key)) {
      previous = key;
      continue;
    }
    if (known.has(key)) continue; // You removed it.
    const own = rules.added(entry);
    if (own === '') continue;
    const slot = replacedBy(previous, base, gone);
    if (rules.isLeading?.(entry)) {
      const first = slots.find((other) => !isProse(other) && other.text !== '')?.keys[0];
      (first === undefined ? rest : into(before, first)).push({ keys: [key], text: textOf(above, own) });
    } else if (slot !== undefined) {
      // The slot stays, so that the scaffold's comment above it goes with what stood there.
      const taken = { keys: [key], text: commented.has(slot) ? own : textOf(above, own) };
      previous = slot.keys[0]!;
      into(after, previous).push(taken);
    } else if (previous !== undefined) into(after, previous).push({ keys: [key], text: above.join('') + own });
    else {
      const next = theirs.slice(index + 1).find((other) => other.key !== '' && standing.has(other.key))?.key;
      (next === undefined ? rest : into(before, next)).push({ keys: [key], text: textOf(above, own) });
    }
  }
  const placed = slots.flatMap((slot) => [
    ...slot.keys.flatMap((key) => before.get(key) ?? []),
    slot,
    ...slot.keys.flatMap((key) => after.get(key) ?? []),
  ]);
  return [...placed, ...rest];
}

function proseOf(line: { readonly text: string } | { readonly raw: string }): string {
  return ('raw' in line ? line.raw : line.text).trim();
}

/** The place of the first entry that went and stood behind the same neighbour; it is taken once. */
function replacedBy<E extends Entry>(
  previous: string | undefined,
  base: readonly E[],
  gone: Map<string, Slot>,
): Slot | undefined {
  const start = previous === undefined ? 0 : base.findIndex(({ key }) => key === previous) + 1;
  if (previous !== undefined && start === 0) return undefined;
  for (const { key } of base.slice(start)) {
    if (key === '') continue;
    const slot = gone.get(key);
    if (slot === undefined) return undefined;
    gone.delete(key);
    return slot;
  }
  return undefined;
}

/** The lines above an entry without the blank ones at their beginning, and the entry. */
function textOf(above: readonly string[], own: string): string {
  const first = above.findIndex((raw) => raw.trim() !== '');
  return (first === -1 ? '' : above.slice(first).join('')) + own;
}

/** Takes the scaffold's comment lines right above what went away. */
function removeLeads<E extends Entry>(slots: readonly Slot[], rules: EntryRules<E>): void {
  for (const [end, slot] of slots.entries()) {
    if (slot.text !== '' || isProse(slot)) continue;
    let start = end;
    while (start > 0 && isComment(slots[start - 1])) start -= 1;
    const lead = slots.slice(start, end);
    if (!lead.every(({ text }) => rules.isScaffoldProse(text))) continue;
    for (const comment of lead) comment.text = '';
  }
}

/** Where something went between two blank lines, one of them goes. */
function closeGaps(slots: readonly Slot[]): readonly Slot[] {
  let went = false;
  let blank = true;
  for (const slot of slots) {
    const isBlank = slot.text !== '' && slot.text.trim() === '';
    if (slot.text === '') went = true;
    else if (isBlank && blank && went) slot.text = '';
    else {
      went = false;
      blank = isBlank;
    }
  }
  return slots;
}

/** A last line without an end gets one where something comes behind it. */
function joined(slots: readonly Slot[]): string {
  const texts = slots.map(({ text }) => text).filter((text) => text !== '');
  const newline = texts.some((text) => text.endsWith('\r\n')) ? '\r\n' : '\n';
  const last = texts.length - 1;
  return texts.map((text, index) => (index === last || text.endsWith('\n') ? text : text + newline)).join('');
}

function indexed<E extends Entry>(entries: readonly E[]): Map<string, E> {
  const map = new Map<string, E>();
  for (const entry of entries) if (entry.key !== '' && !map.has(entry.key)) map.set(entry.key, entry);
  return map;
}

function into(map: Map<string, Slot[]>, key: string): Slot[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

function isProse({ keys }: Slot): boolean {
  return keys[0] === '';
}

function isOwnComment<E extends Entry>(slot: Slot | undefined, rules: EntryRules<E>): boolean {
  return isComment(slot) && !rules.isScaffoldProse(slot!.text);
}

function isComment(slot: Slot | undefined): boolean {
  return slot !== undefined && isProse(slot) && slot.text.trim() !== '';
}
