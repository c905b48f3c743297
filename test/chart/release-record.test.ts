import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressedBytes, type RecordContent, recordBytes } from '../../src/chart/crds/release-record.ts';

/** As Helm writes a record, by a compressor that is not the one under test. */
function written({ templates, files, values, manifest }: RecordContent): number {
  const encode = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([name, text]) => ({ name, data: Buffer.from(text).toString('base64') }));
  const record = { chart: { templates: encode(templates), files: encode(files), values }, manifest };
  return gzipSync(JSON.stringify(record), { level: 9 }).toString('base64').length;
}

const record = (text: string): RecordContent => ({
  templates: { 'a.yaml': text },
  files: {},
  values: '',
  manifest: text,
});

const WORDS = ['reconcile', 'replicas', 'status', 'deployment', 'interval', 'must', 'be', 'set', 'the', 'of', 'field'];

/** Schemas with descriptions, no two alike. */
function schemas(count: number): string {
  let state = 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, (_, index) => {
    const words = Array.from({ length: 12 }, () => WORDS[next(WORDS.length)]).join(' ');
    return `            field${index}:\n              description: ${words} ${next(1e6)}\n              type: string\n`;
  }).join('');
}

describe('the size of a release record', () => {
  const texts = {
    'a short text': schemas(20),
    'schemas of 200 KB': schemas(1600),
    'schemas of 2 MB': schemas(16_000),
    'schemas of 1 MB that repeat': schemas(50).repeat(180),
    'a certificate bundle': randomBytes(300_000).toString('base64').replace(/.{64}/g, '$&\n'),
    'one line in base64': randomBytes(400_000).toString('base64'),
    'short random words': Array.from({ length: 20_000 }, () => randomBytes(8).toString('hex')).join(' '),
    'schemas, and a binary in the middle': `${schemas(1600)}${randomBytes(300_000).toString('base64')}\n${schemas(1600)}`,
  };

  it.each(Object.entries(texts))('is not judged smaller than what Helm writes: %s', (_, text) => {
    expect(recordBytes(record(text)) / written(record(text))).toBeGreaterThan(0.97);
  });

  it.each([400, 4000, 40_000])('compressed, is judged within three quarters of it: %d fields', (count) => {
    const ratio = compressedBytes(record(schemas(count))) / written(record(schemas(count)));
    expect(ratio).toBeGreaterThan(0.97);
    expect(ratio).toBeLessThan(1.75);
  });
});
