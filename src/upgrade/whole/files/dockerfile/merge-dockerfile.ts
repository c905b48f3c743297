import type { FileMerge } from '../../model.ts';
import { isKnownImage, isScaffoldComment } from '../known-entries.ts';
import { withLineEnds } from '../line-ends.ts';
import { mergeEntries } from '../merge-entries.ts';
import { mergeWords } from '../merge-words.ts';
import { Settled } from '../settled.ts';
import { mergeImage } from './merge-image.ts';
import { type DockerEntry, fromParts, readDockerfile, stagesOf } from './read-dockerfile.ts';

/**
 * Merges a Dockerfile by stage and instruction: images by name, version and variant; arguments, variables and labels by
 * name; copies as a set; commands word by word. Comments of yours stay.
 */
export const mergeDockerfile: FileMerge = (versions, choose) => {
  const settled = new Settled(choose);
  const [base, theirs] = [readDockerfile(versions.base), readDockerfile(versions.theirs)];
  const yours = readDockerfile(versions.yours, [...new Set([...stagesOf(base), ...stagesOf(theirs)])]);
  const ends = (text: string) => withLineEnds(text, versions.yours);
  /** Arguments that come with an image, by name, with the value that keeps yours; null for those that may not come. */
  const imageArguments = new Map<string, string | null>();

  const conflict = (b: DockerEntry | undefined, y: DockerEntry, t: string): string => {
    const place = {
      where: y.key,
      base: b?.raw ?? '',
      yours: y.raw,
      theirs: t,
      suggested: 'yours',
      line: y.line,
    } as const;
    return settled.side(place) === 'theirs' ? t : y.raw;
  };

  const from = (b: DockerEntry | undefined, y: DockerEntry, t: DockerEntry): string => {
    const [former, mine, other] = [fromParts((b ?? y).value), fromParts(y.value), fromParts(t.value)];
    const old = isKnownImage(mine.image) ? mine : former;
    const named = argumentOf(other.image);
    const given = named === undefined ? undefined : argumentValue(theirs, named);
    if (named !== undefined && given !== undefined && mine.image !== other.image && argumentOf(old.image) !== named) {
      // An argument of yours that has this name is another one.
      const isFree = !yours.some(({ key }) => key === `ARG ${named}`);
      const value = isFree ? mergeImage(old.image, mine.image, given) : undefined;
      imageArguments.set(named, value ?? null);
      if (value === undefined) {
        const taken = conflict(b, y, ends(t.raw));
        if (taken !== y.raw) imageArguments.delete(named);
        return taken;
      }
      return withImage(y, mine.image, other.image);
    }
    const image = mergeImage(old.image, mine.image, other.image);
    if (image === undefined) return conflict(b, y, ends(t.raw));
    return image === mine.image ? y.raw : withImage(y, mine.image, image);
  };

  const combine = (b: DockerEntry | undefined, y: DockerEntry, t: DockerEntry): string => {
    if (y.value === t.value || (b !== undefined && b.value === t.value)) return y.raw;
    if (y.keyword === 'FROM') return from(b, y, t);
    const isImage =
      y.keyword === 'ARG' && theirs.some(({ value }) => argumentOf(fromParts(value).image) === y.value.split('=')[0]);
    if (b === undefined) return isImage ? y.raw : conflict(b, y, ends(t.raw));
    if (b.value === y.value) return ends(t.raw);
    if (y.keyword === 'ARG') {
      const [old, mine, other] = [b, y, t].map(({ value }) => value.slice(value.indexOf('=') + 1)) as [
        string,
        string,
        string,
      ];
      const image = mergeImage(old, mine, other);
      return image === undefined ? conflict(b, y, ends(t.raw)) : y.raw.replace(mine, () => image);
    }
    const [old, mine, other] = [b, y, t].map(({ raw }) => raw) as [string, string, string];
    return mergeWords(old, mine, ends(other)) ?? conflict(b, y, ends(t.raw));
  };

  const text = mergeEntries(
    { base, yours, theirs },
    {
      combine,
      isRemoved: (b, y) => b.value === y.value || conflict(b, y, '') === '',
      added: (t) => {
        const name = t.keyword === 'ARG' ? t.value.split('=')[0]! : '';
        const value = imageArguments.get(name);
        if (value === null) return '';
        return ends(value === undefined ? t.raw : `ARG ${name}=${value}\n`);
      },
      // An argument that FROM names stands before the first stage.
      isLeading: ({ key }) => !key.startsWith('stage '),
      isScaffoldProse: (raw) => isScaffoldComment(raw, versions.base),
    },
  );
  return settled.result(text);
};

/** FROM with another image; every release whose images changed writes `AS` in capitals. */
function withImage({ raw }: DockerEntry, from: string, to: string): string {
  return raw.replace(from, () => to).replace(/ as (?=\S+\s*$)/, ' AS ');
}

/** The argument that stands for an image: `${BASE_IMAGE}`. */
function argumentOf(image: string): string | undefined {
  return /^\$\{?(\w+)\}?$/.exec(image)?.[1];
}

function argumentValue(entries: readonly DockerEntry[], name: string): string | undefined {
  const entry = entries.find(({ key }) => key === `ARG ${name}`);
  return entry?.value.includes('=') ? entry.value.slice(entry.value.indexOf('=') + 1) : undefined;
}
