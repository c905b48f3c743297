import { defineConfig } from 'tsup';

/** The library: what users import. Dependencies stay imports. */
export default defineConfig({
  entry: { index: 'src/index.ts', node: 'src/node/index.ts' },
  format: 'esm',
  target: 'node20',
  platform: 'neutral',
  external: [/^node:/],
  dts: true,
  clean: true,
  splitting: true,
});
