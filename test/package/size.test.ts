import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

/**
 * What a bundler keeps of the package for a program that imports one name: minified and compressed, in kB. Bounds are
 * what it is today, rounded up: whoever adds to what an import drags along sees it here.
 */
const BOUNDS: Readonly<Record<string, number>> = {
  FileTree: 3,
  ScaffoldError: 1,
  listPresets: 35,
  renderManifests: 90,
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
  expect(gzipSync(outputFiles[0]!.contents, { level: 9 }).length / 1000).toBeLessThanOrEqual(bound);
});
