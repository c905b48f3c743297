import { parseDocument } from 'yaml';
import { chunksOf, linesOf } from './chunks.ts';
import { diff3 } from './diff3.ts';
import { type Merged, mergeText, type TextState } from './merge-text.ts';

/**
 * Merges two JSON texts that have one member a line. Commas are no part of a line here, so that a member put in at the
 * end of an object is no change of the member before it; and two members put in at one place both stay, for the order
 * of an object's members has no meaning.
 */
export function mergeJson(state: TextState, mine: string, theirs: string): Merged {
  const ours = chunksOf(withoutCommas(mine), state.size);
  const other = chunksOf(withoutCommas(theirs), state.size);
  let text = '';
  let conflict = false;
  for (const { kind, base, mine: m, theirs: t } of diff3(state.digests, ours.digests, other.digests)) {
    const yours = ours.texts.slice(...m).join('');
    const generated = other.texts.slice(...t).join('');
    if (kind === 'theirs') text += generated;
    else if (kind !== 'conflict') text += yours;
    else if (base[0] === base[1]) text += yours + generated;
    else conflict = true;
  }
  const merged = withCommas(text);
  if (!conflict && isJson(merged)) return { text: merged, conflicts: [] };
  return mergeText(state, withoutCommas(mine), withoutCommas(theirs));
}

/** The form that the state's digests are made of. */
export function withoutCommas(text: string): string {
  return text.replace(/,$/gm, '');
}

function withCommas(text: string): string {
  const lines = linesOf(text).map((line) => line.replace(/\n$/, ''));
  let last = true; // whether nothing but the end of its object or list follows a line; read from the end
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index] as string;
    if (line.trim() === '') continue;
    if (!last && !/[{[]$/.test(line)) lines[index] = `${line},`;
    last = /^\s*[}\]]/.test(line);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** Also without a member that stands twice, which JSON.parse lets pass. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
  } catch {
    return false;
  }
  return parseDocument(text, { uniqueKeys: true }).errors.length === 0;
}
