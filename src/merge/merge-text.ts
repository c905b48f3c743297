import { type Chunks, chunksOf } from './chunks.ts';
import { diff3, type Region } from './diff3.ts';

/** The last generated state of a text, as far as a merge needs it. */
export interface TextState {
  readonly size: number;
  readonly digests: readonly string[];
}

/** Something that two sides changed differently; nobody but a person can choose. */
export interface MergeConflict {
  /** Where: a line of the merged text (`12`), or a path of values (`image.tag`). */
  readonly where: string;
  readonly yours: string;
  readonly generated: string;
}

export interface Merged {
  readonly text: string;
  readonly conflicts: readonly MergeConflict[];
}

export const YOURS = '<<<<<<< yours';
export const MIDDLE = '=======';
export const GENERATED = '>>>>>>> generated';

/**
 * Merges two texts line by line. A conflict stands in the result between markers, yours first; in a text for people,
 * which markers would spoil, yours alone.
 */
export function mergeText(state: TextState, mine: string, theirs: string, isProse = false): Merged {
  const ours = chunksOf(mine, state.size);
  const other = chunksOf(theirs, state.size);
  let text = '';
  const conflicts: MergeConflict[] = [];
  for (const region of diff3(state.digests, ours.digests, other.digests)) {
    const yours = slice(ours, region.mine);
    const generated = slice(other, region.theirs);
    if (region.kind === 'theirs') text += generated;
    else if (region.kind !== 'conflict') text += yours;
    else if (bothPutInItems(region, yours, generated)) text += yours + generated;
    else {
      if (text !== '' && !text.endsWith('\n')) text += '\n';
      conflicts.push({ where: String(text.split('\n').length), yours, generated });
      text += isProse ? yours : marked(yours, generated);
    }
  }
  return { text, conflicts };
}

/** The whole text as one conflict. */
export function conflictOf(yours: string, generated: string): Merged {
  return { text: marked(yours, generated), conflicts: [{ where: '1', yours, generated }] };
}

function marked(yours: string, generated: string): string {
  return `${YOURS}\n${closed(yours)}${MIDDLE}\n${closed(generated)}${GENERATED}\n`;
}

/**
 * Both put items at the same place of a YAML list, such as an argument each after the last one: both stay. Anything
 * with an action in it may be a condition around what follows, so that its place matters.
 */
function bothPutInItems(region: Region, yours: string, generated: string): boolean {
  if (region.base[0] !== region.base[1]) return false;
  const indent = /^ *(?=- )/.exec(yours)?.[0];
  const items = (text: string) =>
    text.endsWith('\n') &&
    text.startsWith(`${indent}- `) &&
    !/\{\{-?\s*(if|else|end|range|with|define|block)\b/.test(text) &&
    text.split('\n').every((line) => line === '' || line.startsWith(`${indent}- `) || line.startsWith(`${indent}  `));
  return indent !== undefined && items(yours) && items(generated);
}

function slice(chunks: Chunks, [start, end]: readonly [number, number]): string {
  return chunks.texts.slice(start, end).join('');
}

function closed(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
