import { transform } from 'esbuild';
import { defineConfig, type Options } from 'tsup';
import * as yaml from 'yaml';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/**
 * The general YAML parser in a file of its own, loaded by the first text that needs it. Few manifests do, and it is
 * nearly half of what `render` would have to load.
 */
const yamlApart: Plugin = {
  name: 'yaml-apart',
  setup(build) {
    build.onResolve({ filter: /^yaml$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: 'yaml', namespace: 'apart' },
    );
    build.onResolve({ filter: /^\.\/yaml\.cjs$/ }, () => ({ path: './yaml.cjs', external: true }));
    build.onLoad({ filter: /^yaml$/, namespace: 'apart' }, () => ({
      contents: `const load = () => require('./yaml.cjs');
        module.exports = { ${Object.keys(yaml)
          .filter((name) => /^[A-Za-z]+$/.test(name))
          .map((name) => `get ${name}() { return load().${name}; }`)
          .join(', ')} };`,
    }));
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
    return transform(code, { format: 'cjs', platform: 'node', target: 'node20', minify: true, supported });
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
    entry: { cli: 'src/cli/main.ts' },
    format: 'esm',
    splitting: true,
    esbuildPlugins: [yamlApart],
    plugins: [commonJs],
  },
  { ...common, entry: { yaml: 'node_modules/yaml/dist/index.js' }, format: 'cjs' },
]);
