import { isGenerated } from '../../../src/base/fingerprints/templates.ts';
import type { Random } from '../kustomize/random.ts';

/** What no scaffold has in its files. */
const WORD = 'tundrafox';

/**
 * A project after people have worked on it: lines that are new, changed, doubled or gone in some of its files.
 *
 * @param share how likely each file is to be edited
 */
export function editProject(
  files: ReadonlyMap<string, string>,
  share: number,
  random: Random,
): { readonly files: ReadonlyMap<string, string>; readonly edited: ReadonlySet<string> } {
  const edited = new Set<string>();
  const result = new Map(files);
  for (const [path, text] of files) {
    if (path === 'PROJECT' || path === 'go.mod' || text.trim() === '' || !random.chance(share)) continue;
    let lines = text.split('\n');
    for (let left = 1 + random.int(share < 0.3 ? 3 : 12); left > 0; left -= 1) lines = editLines(lines, path, random);
    if (lines.join('\n') === text) continue;
    result.set(path, lines.join('\n'));
    if (!isGenerated(path)) edited.add(path);
  }
  return { files: result, edited };
}

function editLines(lines: readonly string[], path: string, random: Random): string[] {
  const places = lines.flatMap((line, place) => (/\w/.test(line) ? [place] : []));
  if (places.length === 0) return [...lines, WORD];
  const place = random.pick(places);
  const line = lines[place]!;
  const [indent = ''] = /^\s*/.exec(line)!;
  const comment = path.endsWith('.go') ? '//' : '#';
  const kind = random.int(4);
  if (kind === 0) return lines.toSpliced(place, 0, `${indent}${comment} ${WORD} ${random.int(1000)}`);
  if (kind === 1)
    return lines.toSpliced(
      place,
      1,
      line.replace(/\w+/, (word) => `${word}${WORD}`),
    );
  if (kind === 2) return lines.toSpliced(place, 1, line, `${indent}${WORD}: ${random.int(1000)}`);
  // One line that goes can make the text of another release; a word that stays behind cannot.
  return lines.toSpliced(place, 1, `${comment} ${WORD} ${line.trim()}`);
}
