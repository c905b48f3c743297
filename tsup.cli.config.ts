import { defineConfig } from 'tsup';

/** The command line, its dependencies bundled: one file to read instead of a hundred makes the start quick. */
export default defineConfig({
  entry: { cli: 'src/cli/main.ts' },
  outDir: 'dist/cli',
  format: 'esm',
  target: 'node20',
  platform: 'node',
  noExternal: [/./],
  banner: {
    // Dependencies that are CommonJS call require for Node's own modules.
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  splitting: true,
  minify: true,
});
