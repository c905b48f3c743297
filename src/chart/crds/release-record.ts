import { gzipSync } from 'fflate';
import { once } from '../../core/memo.ts';
import { mostDeflated } from './repetitions.ts';

/** What Helm keeps of a release in a Secret: `chart.templates` and `chart.files` in base64 inside JSON, and the manifest. */
export interface RecordContent {
  readonly templates: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly values: string;
  /** The rendered objects, close to what Helm renders with default values. */
  readonly manifest: string;
}

/** A Secret holds at most 1 MiB of data (kubernetes.io/docs/concepts/configuration/secret). */
export const RECORD_LIMIT = 1024 * 1024;
/** Values that a user sets, notes and hooks are in the record too. */
export const RECORD_ROOM = Math.floor(RECORD_LIMIT * 0.95);

/**
 * The bytes of a release's record: JSON, gzipped and in base64 (helm.sh/helm/v3/pkg/storage/driver, encodeRelease).
 *
 * Code that runs once is slow, and a compressor is much of it: a record that surely fits is given by what it comes to at
 * most, first by its length alone, then by how much of it repeats.
 */
export function recordBytes(content: RecordContent): number {
  const chart = chartTexts(content);
  const inChart = lengthOf(chart);
  const plain = [content.manifest, content.values];
  const inPlain = lengthOf(plain);
  const byLength = inBase64(LITERAL * ((4 / 3) * inChart + inPlain));
  if (byLength < RECORD_ROOM) return byLength;
  // The chart has the same schemas in it as the manifest, or few things beside it.
  const ratio = inPlain > 2 * inChart ? mostDeflated(plain) / inPlain : mostDeflated(chart) / inChart;
  const byRepetitions = inBase64(ratio * (REPEATS_LESS * inChart + inPlain));
  return byRepetitions < RECORD_ROOM ? byRepetitions : compressedBytes(content);
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}

/** Base64, certificates, digests and random words come to no more than this for a character. */
const LITERAL = 0.75;
/** In base64 a text repeats less: it comes to 1.7 to 2.1 times what the text itself does. */
const REPEATS_LESS = 2.1;

/**
 * As recordBytes, but compressed, so that sums of several are not a multiple of what they come to.
 *
 * All of the largest operators takes most of a second. So the texts are judged first by four blocks of the 32 KiB that
 * deflate looks back, which come to more than they do inside the whole (by a tenth to a half, for real operators), then
 * by every eighth 128 KiB, which tells it within a third, and whole where even that leaves the answer open. The
 * compressor is not Go's, so the last percent may differ.
 */
export function compressedBytes(content: RecordContent): number {
  const texts = textsOf(content);
  const judge = (block: number, stepOf: (length: number) => number) =>
    inBase64(texts.reduce((sum, text) => sum + compressed(text, block, stepOf), 0));
  const glance = judge(32 * KIB, (length) => Math.ceil(length / (4 * 32 * KIB)));
  if (glance < RECORD_ROOM * 0.75) return glance;
  const estimate = judge(128 * KIB, (length) => (length < 512 * KIB ? 1 : 8));
  if (estimate < RECORD_ROOM * 0.8 || estimate > RECORD_LIMIT * 1.5) return estimate;
  return judge(Number.POSITIVE_INFINITY, () => 1);
}

/** One of the two parts of a record. */
interface Text {
  readonly whole: Joined;
  /** Without what is no text, which a few blocks say nothing about. */
  readonly legible: Joined;
  /** Whether JSON holds it in base64. */
  readonly encoded: boolean;
}

/** What JSON holds in base64. */
function chartTexts({ templates, files }: RecordContent): readonly string[] {
  return [...Object.values(templates), ...Object.values(files)];
}

function textsOf(content: RecordContent): readonly Text[] {
  const chart = chartTexts(content);
  const plain = [content.manifest, content.values];
  return [
    { whole: new Joined(chart), legible: new Joined(chart.map(withoutDenseRuns)), encoded: true },
    { whole: new Joined(plain), legible: new Joined(plain.map(withoutDenseRuns)), encoded: false },
  ];
}

/** Texts one after another, of which no copy is made: a large chart is as long again as all that it was made of. */
class Joined {
  readonly length: number;
  readonly #parts: readonly string[];

  constructor(parts: readonly string[]) {
    this.#parts = parts;
    this.length = lengthOf(parts);
  }

  /** `size` characters at every `step`-th place. */
  *blocks(size: number, step: number): Iterable<string> {
    let part = 0;
    let before = 0;
    for (let at = 0; at < this.length; at += step) {
      while (at >= before + this.#parts[part]!.length) {
        before += this.#parts[part]!.length;
        part += 1;
      }
      let block = '';
      for (let next = part, from = at - before; block.length < size && next < this.#parts.length; next += 1, from = 0) {
        block += this.#parts[next]!.slice(from, from + size - block.length);
      }
      yield block;
    }
  }
}

const DENSE = 48;

/** Without base64, certificates, digests and minified code: runs of many characters and no space. */
function withoutDenseRuns(text: string): string {
  let out = '';
  let kept = 0;
  for (let at = 0; at + DENSE <= text.length; ) {
    let probe = at + DENSE - 1;
    while (probe >= at && text.charCodeAt(probe) > SPACE) probe -= 1;
    if (probe < at) {
      let end = at + DENSE;
      while (end < text.length && text.charCodeAt(end) > SPACE) end += 1;
      out += text.slice(kept, at);
      kept = end;
      at = end;
    } else at = probe + 1;
  }
  return kept === 0 ? text : out + text.slice(kept);
}

const SPACE = 32;

const KIB = 1024;

/** What a text compresses to: whole, or judged by every n-th block of what is legible in it. */
function compressed({ whole, legible, encoded }: Text, size: number, stepOf: (length: number) => number): number {
  const text = size < whole.length ? legible : whole;
  const dense = whole.length - text.length;
  if (text.length === 0) return dense;
  const encoder = new TextEncoder();
  const block = Math.min(size, text.length);
  const step = block * stepOf(text.length);
  let read = 0;
  let written = 0;
  for (const part of text.blocks(block, step)) {
    const bytes = encoded ? base64(encoder.encode(part)) : encoder.encode(JSON.stringify(part));
    read += part.length;
    written += gzipSync(bytes, { level: 6 }).length;
  }
  return (written / read) * text.length + dense;
}

function inBase64(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The two characters for each 12 bits, in the order in which this machine lays 16 bits into memory. */
const pairTable = once((): Uint16Array => {
  const bytes = new Uint8Array(2 * 4096);
  for (let bits = 0; bits < 4096; bits += 1) {
    bytes[2 * bits] = ALPHABET.charCodeAt(bits >> 6);
    bytes[2 * bits + 1] = ALPHABET.charCodeAt(bits & 63);
  }
  return new Uint16Array(bytes.buffer);
});

/** As bytes, because that is what is compressed; padding would not matter. */
function base64(bytes: Uint8Array): Uint8Array {
  const table = pairTable();
  const out = new Uint16Array(Math.ceil(bytes.length / 3) * 2);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 2) {
    const three = (bytes[from]! << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    out[to] = table[three >> 12]!;
    out[to + 1] = table[three & 4095]!;
  }
  return new Uint8Array(out.buffer);
}
