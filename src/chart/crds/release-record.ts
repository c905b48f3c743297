import { gzipSync } from 'fflate';

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
 * Deflate looks back 32 KiB, so every eighth block of 128 KiB tells what the whole compresses to within a few percent.
 * Only where that leaves the answer open is the whole compressed, which takes most of a second for the largest
 * operators. The compressor is not Go's, so the last percent may differ.
 */
export function recordBytes(content: RecordContent): number {
  const chart = [...Object.values(content.templates), ...Object.values(content.files)].join('');
  const plain = content.manifest + content.values;
  const estimate = inBase64(compressed(chart, true, STEP) + compressed(plain, false, STEP));
  if (estimate < RECORD_ROOM * 0.8 || estimate > RECORD_LIMIT * 1.2) return estimate;
  return inBase64(compressed(chart, true, 1) + compressed(plain, false, 1));
}

const BLOCK = 128 * 1024;
const STEP = 8;

/** What a text compresses to, judged by every n-th block; short texts are taken whole. */
function compressed(text: string, encode: boolean, step: number): number {
  if (text === '') return 0;
  const encoder = new TextEncoder();
  const blocks = step === 1 || text.length < 4 * BLOCK ? [text] : everyNth(text, step);
  let read = 0;
  let written = 0;
  for (const block of blocks) {
    read += block.length;
    const bytes = encode ? base64(encoder.encode(block)) : encoder.encode(JSON.stringify(block));
    written += gzipSync(bytes, { level: 6 }).length;
  }
  return (written / read) * text.length;
}

function everyNth(text: string, step: number): string[] {
  const blocks: string[] = [];
  for (let at = 0; at < text.length; at += BLOCK * step) blocks.push(text.slice(at, at + BLOCK));
  return blocks;
}

function inBase64(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

/** An upper bound, without compressing: base64 of base64 at worst, text as it is. */
export function recordBound(content: RecordContent): number {
  const sum = (files: Readonly<Record<string, string>>) =>
    Object.values(files).reduce((bytes, text) => bytes + text.length, 0);
  return (
    Math.ceil(
      (sum(content.templates) + sum(content.files)) * (4 / 3) + content.manifest.length + content.values.length,
    ) *
    (4 / 3)
  );
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The two characters for each 12 bits, in the order in which this machine lays 16 bits into memory. */
let pairs: Uint16Array | undefined;

function pairTable(): Uint16Array {
  if (pairs !== undefined) return pairs;
  const bytes = new Uint8Array(2 * 4096);
  for (let bits = 0; bits < 4096; bits += 1) {
    bytes[2 * bits] = ALPHABET.charCodeAt(bits >> 6);
    bytes[2 * bits + 1] = ALPHABET.charCodeAt(bits & 63);
  }
  pairs = new Uint16Array(bytes.buffer);
  return pairs;
}

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
