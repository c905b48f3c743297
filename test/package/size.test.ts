import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

/**
 * What a bundler keeps of the package for a program that imports one name: minified and compressed, in kB. Bounds are
 * what it is today, rounded up: whoever adds to what an import drags along sees it here. Those for people to read are in
 * docs/embedding.md.
 */
const BOUNDS: Readonly<Record<string, number>> = {
  ScaffoldError: 1,
  listPresets: 35,
  ...documented(),
};

it.each(Object.entries(BOUNDS))('%s alone is at most %d kB', async (name, bound) => {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from './dist/index.js'`, resolveDir: '.' },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
  });
  const size = gzipSync(outputFiles[0]!.contents, { level: 9 }).length / 1000;
  expect(size).toBeLessThanOrEqual(bound);
  // A bound far above is none.
  expect(size).toBeGreaterThan(bound * 0.6 - 1);
});

function documented(): Record<string, number> {
  const rows = [...readFileSync('docs/embedding.md', 'utf8').matchAll(/^\| `(\w+)` \| (\d+) kB \|$/gm)];
  expect(rows.length).toBeGreaterThan(8);
  return Object.fromEntries(rows.map(([, name, size]) => [name!, Number(size)]));
}
