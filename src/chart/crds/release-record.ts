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
 * The compressor is not Go's, so the last percent may differ.
 */
export function recordBytes(content: RecordContent): number {
  const encoder = new TextEncoder();
  const encoded = (files: Readonly<Record<string, string>>) =>
    Object.entries(files).map(([name, text]) => ({ name, data: base64(encoder.encode(text)) }));
  const json = JSON.stringify({
    chart: {
      templates: encoded(content.templates),
      files: encoded(content.files),
      values: content.values,
    },
    manifest: content.manifest,
  });
  const bytes = encoder.encode(json);
  const estimate = bytes.length < 4 * BLOCK ? undefined : sampledBytes(bytes);
  if (estimate !== undefined && (estimate < RECORD_ROOM * 0.8 || estimate > RECORD_LIMIT * 1.2)) return estimate;
  return Math.ceil(gzipSync(bytes, { level: 9 }).length / 3) * 4;
}

const BLOCK = 128 * 1024;
const STEP = 8;

/**
 * What every eighth block compresses to, times eight. Deflate looks back 32 KiB, so a block tells what the whole does
 * within a few percent; only where that leaves the answer open is the whole compressed, which takes most of a second
 * for the largest operators.
 */
function sampledBytes(bytes: Uint8Array): number {
  let read = 0;
  let written = 0;
  for (let at = 0; at < bytes.length; at += BLOCK * STEP) {
    const block = bytes.subarray(at, at + BLOCK);
    read += block.length;
    written += gzipSync(block, { level: 6 }).length;
  }
  return Math.ceil(((written / read) * bytes.length) / 3) * 4;
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

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
