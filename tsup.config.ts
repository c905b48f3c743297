import { defineConfig, type Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** Imports of our own modules stay imports, of the files that they become. */
const separate: Plugin = {
  name: 'separate',
  setup(build) {
    const extension = build.initialOptions.format === 'cjs' ? '.cjs' : '.js';
    build.onResolve({ filter: /^\.\.?\// }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/\.[jt]s$/, extension), external: true },
    );
  },
};

/**
 * The library, a file for each module: bundlers then keep what a program imports and nothing else. (Of one large file
 * they keep every statement at the top level that might do something.) Dependencies stay imports.
 *
 * CommonJS besides ES modules, for Jest and others that know nothing else. Both may be loaded in one process: a FileTree
 * or a ScaffoldError of one is recognised by the other.
 */
export default defineConfig({
  entry: ['src/**/*.ts', 'src/options/generated/validate.js', '!src/cli/**', '!src/**/*.d.ts'],
  format: ['esm', 'cjs'],
  outExtension: ({ format }) => ({ js: format === 'cjs' ? '.cjs' : '.js' }),
  target: 'node20',
  platform: 'neutral',
  external: [/^node:/],
  esbuildPlugins: [separate],
  splitting: false,
  clean: true,
  silent: true,
  dts: {
    entry: { index: 'src/index.ts', 'node/index': 'src/node/index.ts' },
    // Types are checked by `npm run typecheck`.
    compilerOptions: { noCheck: true },
  },
});
