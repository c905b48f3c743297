import { resolve } from 'node:path';
import { transform } from 'esbuild';
import { defineConfig, type Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/**
 * Modules in files of their own, each loaded by the first call that needs it: with nearly every input some of them are
 * not needed, and all are large beside what is. They import nothing of ours, so that no class exists twice.
 */
const APART: Readonly<Record<string, { readonly entry: string; readonly filter: RegExp }>> = {
  yaml: { entry: 'node_modules/yaml/dist/index.js', filter: /^yaml$/ },
  semver: { entry: 'node_modules/semver/index.js', filter: /^semver$/ },
  fflate: { entry: 'node_modules/fflate/lib/browser.cjs', filter: /^fflate$/ },
  'validate-options': { entry: 'src/options/generated/validate.js', filter: /\/generated\/validate\.js$/ },
};

const apart: Plugin = {
  name: 'apart',
  setup(build) {
    build.onResolve({ filter: /^apart:/ }, ({ path }) => ({ path: `./${path.slice(6)}.cjs`, external: true }));
    for (const [name, { entry, filter }] of Object.entries(APART)) {
      build.onResolve({ filter }, ({ kind }) =>
        kind === 'entry-point' ? undefined : { path: name, namespace: 'apart', pluginData: entry },
      );
    }
    build.onLoad({ filter: /./, namespace: 'apart' }, async ({ path, pluginData }) => {
      const names = Object.keys(await import(resolve(pluginData as string)));
      return {
        contents: `const load = () => require('apart:${path}');
          module.exports = { ${names
            .filter((name) => /^[A-Za-z]+$/.test(name))
            .map((name) => `get ${name}() { return load().${name}; }`)
            .join(', ')} };`,
      };
    });
  },
};

/**
 * Each file as CommonJS, which Node starts with sooner than with ES modules. Only ES modules can be split, so this comes
 * after the splitting.
 */
const commonJs: NonNullable<Options['plugins']>[number] = {
  name: 'commonjs',
  async renderChunk(code) {
    const supported = { 'dynamic-import': false };
    const minify = Boolean(this.options.minify); // the bench builds with names that a profile can show
    return transform(code, { format: 'cjs', platform: 'node', target: 'node20', minify, supported });
  },
};

const common: Options = {
  outDir: 'dist/cli',
  target: 'node20',
  platform: 'node',
  noExternal: [/./],
  minify: true,
  outExtension: () => ({ js: '.cjs' }),
};

/** The command line, its dependencies bundled: a few files to read instead of a hundred make the start quick. */
export default defineConfig([
  {
    ...common,
    entry: { cli: 'src/cli/main.ts', plugin: 'src/cli/plugin-main.ts' },
    format: 'esm',
    splitting: true,
    esbuildPlugins: [apart],
    plugins: [commonJs],
  },
  {
    ...common,
    entry: Object.fromEntries(Object.entries(APART).map(([name, { entry }]) => [name, entry])),
    format: 'cjs',
  },
]);
