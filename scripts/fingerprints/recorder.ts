import { digestOf } from '../../src/base/fingerprints/digest.ts';
import type { Level } from '../../src/base/fingerprints/names.ts';
import { licenceOf, Normalizer } from '../../src/base/fingerprints/normal-form.ts';
import { numbersOf } from '../../src/base/fingerprints/numbers.ts';
import { type BlockRecord, lineDigest, type TemplateRecord } from '../../src/base/fingerprints/record.ts';
import { isGenerated } from '../../src/base/fingerprints/templates.ts';
import type { Project } from '../../src/options/project.ts';

interface Draft {
  readonly frames: Map<string, bigint>;
  readonly blocks: Map<string, BlockRecord>;
  /** By release, the blocks that stood there, in each project that has the file. */
  readonly seen: {
    readonly release: bigint;
    readonly numbers: readonly number[];
    readonly blocks: ReadonlySet<string>;
  }[];
  readonly lines: Map<string, bigint>;
}

/** Gathers what the files of projects look like whose names are known, and occur in no text by chance. */
export class Recorder {
  readonly #drafts = new Map<string, Draft>();

  /** @param place that of the release in the list of all */
  add(files: ReadonlyMap<string, string>, project: Project, place: number): void {
    const release = 1n << BigInt(place);
    const normalizer = new Normalizer(project, licenceOf([...files].map(([path, content]) => ({ path, content }))));
    for (const [path, content] of files) {
      if (isGenerated(path)) continue;
      const { name, sharedBy } = normalizer.template(path);
      const numbers = numbersOf(sharedBy ?? project.resources);
      const draft = this.#draft(name);
      const level = levelOf(normalizer.text(content, path, 2), sharedBy !== undefined);
      const normal = normalizer.text(content, path, level);
      const { frame, blocks } = normalizer.outline(normal, path, level);
      join(draft.frames, digestOf(frame), release);
      const digests = new Set<string>();
      for (const [text, count] of blocks) {
        const digest = digestOf(text);
        digests.add(digest);
        const known = draft.blocks.get(digest);
        const counts = numbers.reduce((mask, number, index) => (number === count ? mask | (1 << index) : mask), 0);
        draft.blocks.set(digest, {
          releases: (known?.releases ?? 0n) | release,
          counts: known === undefined ? counts : known.counts & counts,
          needed: 0,
        });
      }
      draft.seen.push({ release, numbers, blocks: digests });
      for (const line of new Set(normal.split('\n').map((text) => text.trim()))) {
        if (line !== '') join(draft.lines, lineDigest(line), release);
      }
    }
  }

  records(): Map<string, TemplateRecord> {
    return new Map([...this.#drafts].map(([name, draft]) => [name, recordOf(draft)]));
  }

  #draft(name: string): Draft {
    let draft = this.#drafts.get(name);
    if (draft === undefined) {
      draft = { frames: new Map(), blocks: new Map(), seen: [], lines: new Map() };
      this.#drafts.set(name, draft);
    }
    return draft;
  }
}

/** The names that are in a text: a file without any is the same in every project, whatever the names of that are. */
function levelOf(text: string, named: boolean): Level {
  if (named || text.includes('\uE002') || /\uE001v "\uE001R/.test(text)) return 2;
  return /\uE001[DEPI]/.test(text) ? 1 : 0;
}

function recordOf({ frames, blocks, seen, lines }: Draft): TemplateRecord {
  const releases = [...frames.values()].reduce((all, some) => all | some, 0n);
  const needed = new Map(
    [...blocks].map(([digest, block]) => [digest, { ...block, needed: neededBy(digest, block, seen) }]),
  );
  return {
    frames,
    blocks: needed,
    lines,
    releases,
  };
}

/** The numbers that, where they are not 0, the block was always there for. */
function neededBy(digest: string, { releases, counts }: BlockRecord, seen: Draft['seen']): number {
  let mask = counts;
  for (const { release, numbers, blocks } of seen) {
    if ((releases & release) === 0n || blocks.has(digest)) continue;
    mask = numbers.reduce((left, number, index) => (number === 0 ? left : left & ~(1 << index)), mask);
  }
  return mask;
}

function join(map: Map<string, bigint>, key: string, releases: bigint): void {
  map.set(key, (map.get(key) ?? 0n) | releases);
}
