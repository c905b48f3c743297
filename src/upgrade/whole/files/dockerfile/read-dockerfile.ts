import { linesOf } from '../../../../merge/chunks.ts';
import { plainSpaces } from '../makefile/normal-form.ts';
import type { Entry } from '../merge-entries.ts';

/** An instruction of a Dockerfile, or a line of prose. */
export interface DockerEntry extends Entry {
  /** In capitals; empty for prose. */
  readonly keyword: string;
  /** What stands behind the keyword, on one line. */
  readonly value: string;
}

/**
 * Cuts a Dockerfile into instructions, each known by its stage; their texts in order are the file.
 *
 * @param stages the names that stages have on the other sides, so that a renamed one is found
 * @see https://docs.docker.com/reference/dockerfile/
 */
export function readDockerfile(text: string, stages: readonly string[] = []): DockerEntry[] {
  const lines = linesOf(text);
  const drafts: DockerEntry[] = [];
  let at = 0;
  while (at < lines.length) {
    const start = at;
    const first = lines[at]!.trim();
    at += 1;
    if (first === '' || first.startsWith('#')) {
      drafts.push({ key: '', raw: lines[start]!, line: start + 1, keyword: '', value: '' });
      continue;
    }
    let last = first;
    while (at < lines.length && (last.endsWith('\\') || isComment(last))) last = lines[at++]!.trim();
    for (const delimiter of heredocs(lines.slice(start, at).join(''))) {
      while (at < lines.length && lines[at]!.trim() !== delimiter) at += 1;
      at = Math.min(at + 1, lines.length);
    }
    const raw = lines.slice(start, at).join('');
    const [keyword, value] = instruction(raw);
    drafts.push({ key: '', raw, line: start + 1, keyword, value });
  }
  return named(drafts, stages);
}

/** The names of the stages that instructions make. */
export function stagesOf(entries: readonly DockerEntry[]): string[] {
  return entries
    .filter(({ keyword }) => keyword === 'FROM')
    .map(({ key }) => key.slice('stage '.length, -', FROM'.length));
}

function named(drafts: readonly DockerEntry[], known: readonly string[]): DockerEntry[] {
  const counts = new Map<string, number>();
  const names = stageNames(drafts, known);
  let stage = -1;
  return drafts.map((draft) => {
    if (draft.keyword === '') return draft;
    if (draft.keyword === 'FROM') stage += 1;
    const where = stage === -1 ? '' : `stage ${names[stage]}, `;
    const name = `${where}${nameOf(draft)}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { ...draft, key: count === 1 ? name : `${name} (${count})` };
  });
}

/** A stage is known by its name; the last one is the final one, and one that builds stands for a known name that is gone. */
function stageNames(drafts: readonly DockerEntry[], known: readonly string[]): string[] {
  const names: string[] = [];
  const builds: boolean[] = [];
  for (const { keyword, value } of drafts) {
    if (keyword === 'FROM') {
      names.push(fromParts(value).alias.toLowerCase());
      builds.push(false);
    } else if (keyword === 'RUN' && value.includes('go build') && builds.length > 0) builds[builds.length - 1] = true;
  }
  const last = names.length - 1;
  return names.map((name, index) => {
    if (name !== '' && known.includes(name)) return name;
    if (index === last && (name === '' || known.includes('final'))) return 'final';
    const gone = known.filter((other) => other !== 'final' && !names.includes(other));
    if (builds[index] && gone.length === 1) return gone[0]!;
    return name === '' ? String(index + 1) : name;
  });
}

function nameOf({ keyword, value }: DockerEntry): string {
  const words = value.split(' ');
  switch (keyword) {
    case 'ARG':
    case 'ENV':
    case 'LABEL':
      return `${keyword} ${words[0]!.split('=')[0]}`;
    case 'COPY':
    case 'ADD':
      return `${keyword} ${value}`;
    case 'RUN': {
      const command = words.filter((word) => !word.startsWith('-') && !/^\w+=/.test(word));
      return `RUN ${command.slice(0, 2).join(' ')}`;
    }
    default:
      return keyword;
  }
}

/** The parts of what stands behind FROM. */
export function fromParts(value: string): { readonly flags: string; readonly image: string; readonly alias: string } {
  const words = value.split(' ');
  const flags = words.filter((word) => word.startsWith('--'));
  const [image = '', as = '', alias = ''] = words.filter((word) => !word.startsWith('--'));
  return { flags: flags.join(' '), image, alias: as.toLowerCase() === 'as' ? alias : '' };
}

function instruction(raw: string): [string, string] {
  const text = raw
    .split('\n')
    .filter((line, index) => index === 0 || !isComment(line.trim()))
    .join('\n');
  const plain = plainSpaces(text);
  const space = plain.indexOf(' ');
  return space === -1 ? [plain.toUpperCase(), ''] : [plain.slice(0, space).toUpperCase(), plain.slice(space + 1)];
}

function isComment(line: string): boolean {
  return line.startsWith('#');
}

/** The words that end the texts which an instruction holds (`RUN <<EOF`). */
function heredocs(raw: string): string[] {
  if (!/^\s*(RUN|COPY|ADD)\s/i.test(raw)) return [];
  return [...raw.matchAll(/<<-?["']?([A-Za-z_]\w*)/g)].map((match) => match[1]!);
}
