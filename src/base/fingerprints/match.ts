import type { Project } from '../../options/project.ts';
import { digestOf } from './digest.ts';
import { LEVELS, type Level } from './names.ts';
import type { Normalizer } from './normal-form.ts';
import { numbersOf } from './numbers.ts';
import { has, lineDigest, type Releases, type TemplateRecord } from './record.ts';

interface Form {
  readonly frame: string;
  /** How often each block stands there, by digest. */
  readonly blocks: ReadonlyMap<string, number>;
}

/** A file that is looked up in several records; each of its forms is worked out once, and only where it is asked for. */
export class FileForms {
  readonly #content: string;
  readonly #path: string;
  readonly #normalizer: Normalizer;
  readonly #texts = new Map<Level, string>();
  readonly #forms = new Map<Level, Form>();
  readonly #numbers: readonly number[];
  #lines: ReadonlySet<string> | undefined;

  constructor(content: string, path: string, normalizer: Normalizer, project: Project) {
    this.#content = content;
    this.#path = path;
    this.#normalizer = normalizer;
    this.#numbers = numbersOf(normalizer.template(path).sharedBy ?? project.resources);
  }

  /** The releases that have exactly this file; none where it was edited. */
  releases(record: TemplateRecord): Releases {
    for (const level of LEVELS) {
      const releases = this.#releasesOf(this.#form(level), record);
      if (releases !== 0n) return releases;
    }
    for (const level of LEVELS) {
      for (const text of this.#normalizer.usualTexts(this.#content, this.#path, level)) {
        const releases = this.#releasesOf(this.#formOf(text, level), record);
        if (releases !== 0n) return releases;
      }
    }
    for (const level of LEVELS) {
      const isKnown = (line: string) => record.lines.has(lineDigest(line));
      const text = this.#normalizer.carefulText(this.#content, this.#path, level, isKnown);
      const releases = text === undefined ? 0n : this.#releasesOf(this.#formOf(text, level), record);
      if (releases !== 0n) return releases;
    }
    return 0n;
  }

  #releasesOf({ frame, blocks }: Form, record: TemplateRecord): Releases {
    let releases = record.frames.get(frame) ?? 0n;
    if (releases === 0n) return 0n;
    for (const [digest, count] of blocks) {
      const block = record.blocks.get(digest);
      if (block === undefined || (block.counts !== 0 && !this.#stands(block.counts, count))) return 0n;
      releases &= block.releases;
    }
    return this.#lessMissing(record, releases, blocks);
  }

  /** How many of the file's lines tell one release from another, and by place, how many of those each release has. */
  lines(record: TemplateRecord, places: number): { readonly told: number; readonly shared: readonly number[] } {
    this.#lines ??= new Set(
      [...new Set(LEVELS.flatMap((level) => this.#text(level).split('\n')))].map((line) => lineDigest(line)),
    );
    const shared = new Array<number>(places).fill(0);
    let told = 0;
    const alike = new Map<Releases, number>();
    for (const line of this.#lines) {
      const releases = record.lines.get(line);
      if (releases === undefined || releases === record.releases) continue;
      told += 1;
      alike.set(releases, (alike.get(releases) ?? 0) + 1);
    }
    for (const [releases, count] of alike) {
      for (let place = 0; place < places; place += 1) if (has(releases, place)) shared[place]! += count;
    }
    return { told, shared };
  }

  #text(level: Level): string {
    let text = this.#texts.get(level);
    if (text === undefined) {
      text = this.#normalizer.text(this.#content, this.#path, level);
      this.#texts.set(level, text);
    }
    return text;
  }

  #form(level: Level): Form {
    let form = this.#forms.get(level);
    if (form === undefined) {
      form = this.#formOf(this.#text(level), level);
      this.#forms.set(level, form);
    }
    return form;
  }

  #formOf(text: string, level: Level): Form {
    const { frame, blocks } = this.#normalizer.outline(text, this.#path, level);
    return { frame: digestOf(frame), blocks: new Map([...blocks].map(([block, count]) => [digestOf(block), count])) };
  }

  #stands(mask: number, count: number): boolean {
    return this.#numbers.some((number, index) => (mask & (1 << index)) !== 0 && number === count);
  }

  /** The releases of which no block is missing. */
  #lessMissing(record: TemplateRecord, releases: Releases, there: ReadonlyMap<string, number>): Releases {
    let left = releases;
    for (const [digest, block] of record.blocks) {
      if (there.has(digest)) continue;
      const missed = this.#numbers.some((number, index) => number > 0 && (block.needed & (1 << index)) !== 0);
      if (missed) left &= ~block.releases;
    }
    return left;
  }
}
