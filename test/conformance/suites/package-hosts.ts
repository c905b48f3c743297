import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { parseAllDocuments } from 'yaml';
import { ensureNpm, ensureRuntime, RECIPES, type Recipe } from '../../../scripts/tools/npm-hosts.ts';
import { type ProgramRun, runProgram } from '../../../scripts/tools/run-program.ts';
import { buildChart } from '../../../src/chart/build-chart.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import type { Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { installPacked, linkModules } from '../support/packed.ts';

/**
 * The packed package, installed by npm, in everything that imports it: runtimes, bundlers, Jest, TypeScript, and the
 * hosts of the recipes in examples/. Of the combinations of TypeScript a run takes some by its seed, with --all each.
 */
export const suite: Suite = {
  name: 'package-hosts',
  async *run(context) {
    const { project, tarball } = await installPacked(context.scratch);
    const place = new Place(context.scratch, project);
    const cases = [
      ...firstScreen(project),
      ['Containerfile: its steps', () => containerSteps(context.scratch, tarball)] as const,
      ...runtimes(place),
      ...bundlers(place),
      ...jest(place),
      ...typescript(place, context),
      ...recipes(place),
    ];
    for (const [name, check] of cases) {
      if (context.match === undefined || name.includes(context.match)) yield await attempt(name, check);
    }
  },
};

type Case = readonly [name: string, check: () => Promise<readonly string[]>];

const INPUTS = join(import.meta.dirname, '..', 'package-hosts');
const ROOT = join(import.meta.dirname, '..', '..', '..');
const EXAMPLES = join(ROOT, 'examples');

/** Directories in which the package, and what else a case needs, is installed. */
class Place {
  readonly #scratch: string;
  readonly #project: string;
  #count = 0;

  constructor(scratch: string, project: string) {
    this.#scratch = scratch;
    this.#project = project;
  }

  /** A new directory with copies of the named inputs. */
  async with(inputs: readonly string[], host?: Parameters<typeof ensureNpm>[0]): Promise<string> {
    const directory = this.#next();
    for (const input of inputs) cpSync(join(INPUTS, input), join(directory, input));
    linkModules(directory, this.#project, host === undefined ? undefined : await ensureNpm(host));
    return directory;
  }

  /** A copy of a recipe. */
  async of(recipe: Recipe): Promise<string> {
    const directory = this.#next();
    cpSync(join(EXAMPLES, recipe), directory, { recursive: true });
    linkModules(directory, this.#project, await ensureNpm(recipe));
    return directory;
  }

  #next(): string {
    this.#count += 1;
    const directory = join(this.#scratch, `place-${this.#count}`);
    mkdirSync(directory);
    return directory;
  }
}

/** What the first screen of the README says, for somebody who has nothing but npm. */
function firstScreen(project: string): Case[] {
  const npx = (...args: string[]) => runProgram('npx', ['operator-scaffold', ...args], { cwd: project });
  const root = join(project, 'node_modules', 'operator-scaffold');
  return [
    ['npx operator-scaffold audit .', async () => same(/\S/.test(await npx('audit', '.', '--fail-on', 'error')), true)],
    [
      'npx operator-scaffold --version',
      async () => {
        const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
        return same((await npx('--version')).trim().split(' ').at(-1), version);
      },
    ],
    [
      'the documents that README.md links to are in the package',
      async () => {
        const links = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/\]\(([^)#]+)[^)]*\)/g)];
        if (links.length === 0) return ['it has no links'];
        return links
          .map(([, link = '']) => link)
          .filter((link) => !link.startsWith('https://') && !existsSync(join(root, link)))
          .map((link) => `${link} is not in the package`);
      },
    ],
  ];
}

/** The steps of the Containerfile, with a prefix of npm's in the place of the image. */
async function containerSteps(scratch: string, tarball: string): Promise<string[]> {
  const lines = readFileSync(join(ROOT, 'Containerfile'), 'utf8').split('\n');
  const step = (name: string) => lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  const [, version = ''] = step('ARG').split('=');
  const [source = '', target = ''] = step('COPY').replace('${VERSION}', version).split(' ');
  const image = join(scratch, 'image');
  mkdirSync(image);
  const copied = join(image, basename(target));
  cpSync(join(dirname(tarball), source), copied);
  const env = { npm_config_prefix: image, npm_config_prefer_offline: 'true' };
  await runProgram('sh', ['-c', step('RUN').replaceAll(target, copied)], { cwd: image, env });
  const [program = ''] = JSON.parse(step('ENTRYPOINT')) as string[];
  const help = await runProgram(join(image, 'bin', program), JSON.parse(step('CMD')) as string[], { cwd: image });
  return [...same(existsSync(copied), false), ...same(help.includes('operator-scaffold'), true)];
}

/** What program.mjs and program.cjs print, from the source. */
function expected(): string {
  const resources = [{ group: 'webapp', version: 'v1', kind: 'Guestbook', webhooks: { validation: true } }];
  const tree = buildScaffold({ projectName: 'guestbook', resources });
  const objects = renderManifests(tree);
  return JSON.stringify([tree, objects, buildChart(objects)]);
}

function runtimes(place: Place): Case[] {
  const nodes = (['node-20', 'node-22', 'node-24'] as const).flatMap((name): Case[] => [
    ...['program.mjs', 'program.cjs'].map((file): Case => {
      const check = async () => printsTheSame(await ensureRuntime(name), [file], await place.with([file]));
      return [`${name}: ${file}`, check];
    }),
    [`${name}: disk.mjs`, async () => writesAndReads(await ensureRuntime(name), ['disk.mjs'], place)],
  ]);
  const deno = ['run', '--quiet', '--node-modules-dir=manual'];
  const hardened = [
    ['no code from strings', ['--disallow-code-generation-from-strings']],
    ['frozen intrinsics', ['--no-warnings', '--frozen-intrinsics']],
    ['frozen prototypes', ['--import', './frozen.mjs']],
  ] as const;
  return [
    ...nodes,
    ...hardened.map(([name, flags]): Case => {
      const files = ['program.mjs', 'frozen.mjs'];
      const check = async () =>
        printsTheSame(await ensureRuntime('node-22'), [...flags, 'program.mjs'], await place.with(files));
      return [`node-22, ${name}: program.mjs`, check];
    }),
    [
      'bun: program.mjs',
      async () => printsTheSame(await ensureRuntime('bun'), ['program.mjs'], await place.with(['program.mjs'])),
    ],
    [
      'bun: program.cjs',
      async () => printsTheSame(await ensureRuntime('bun'), ['program.cjs'], await place.with(['program.cjs'])),
    ],
    ['bun: disk.mjs', async () => writesAndReads(await ensureRuntime('bun'), ['disk.mjs'], place)],
    [
      'deno, without any permission: program.mjs',
      async () =>
        printsTheSame(await ensureRuntime('deno'), [...deno, 'program.mjs'], await place.with(['program.mjs'])),
    ],
    [
      'deno: disk.mjs',
      async () => writesAndReads(await ensureRuntime('deno'), [...deno, '--allow-all', 'disk.mjs'], place),
    ],
  ];
}

async function printsTheSame(program: string, args: readonly string[], cwd: string): Promise<string[]> {
  return same((await runProgram(program, args, { cwd })).trim(), expected());
}

async function writesAndReads(program: string, args: readonly string[], place: Place): Promise<string[]> {
  return same((await runProgram(program, args, { cwd: await place.with(['disk.mjs']) })).trim(), 'true');
}

/** Each bundler's build for browsers, run where its imports would not resolve. */
function bundlers(place: Place): Case[] {
  const builds: Readonly<Record<string, string>> = {
    esbuild: `
      import { build } from 'esbuild';
      await build({ entryPoints: ['program.mjs'], bundle: true, format: 'esm', outfile: 'out/program.mjs' });`,
    vite: `
      import { build } from 'vite';
      const lib = { entry: 'program.mjs', formats: ['es'], fileName: () => 'program.mjs' };
      await build({ logLevel: 'error', build: { outDir: 'out', lib } });`,
    webpack: `
      import webpack from 'webpack';
      const stats = await new Promise((resolve, reject) => webpack({
        entry: './program.mjs', mode: 'production', target: 'web', output: { path: process.cwd() + '/out', filename: 'program.cjs' },
      }, (error, stats) => (error ? reject(error) : resolve(stats))));
      const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
      const wrong = [...errors, ...warnings].filter(({ message }) => !/size limit|performance/.test(message));
      if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join());`,
  };
  return Object.entries(builds).map(([name, script]) => [
    `${name}: program.mjs for browsers`,
    async () => {
      const cwd = await place.with(['program.mjs'], 'bundlers');
      writeFileSync(join(cwd, 'build.mjs'), script);
      await runProgram(process.execPath, ['build.mjs'], { cwd });
      const bundle = `program.${name === 'webpack' ? 'cjs' : 'mjs'}`;
      const alone = join(cwd, '..', `bundle-of-${name}`);
      cpSync(join(cwd, 'out', bundle), join(alone, bundle));
      return printsTheSame(process.execPath, [bundle], alone);
    },
  ]);
}

/** Without a configuration: no Babel preset, no option, no entry in transformIgnorePatterns. */
function jest(place: Place): Case[] {
  return (['jest-29', 'jest-30'] as const).map((name) => [
    `${name} as it comes`,
    async () => {
      const cwd = await place.with(['jest.test.js'], name);
      writeFileSync(join(cwd, 'package.json'), '{ "private": true }');
      await runJest(cwd);
      return [];
    },
  ]);
}

async function runJest(cwd: string): Promise<void> {
  // Its cache would be a second's work of an earlier run; without watchman and workers nothing outlives it.
  await runProgram(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--runInBand', '--no-cache', '--watchman=false'],
    {
      cwd,
      env: { CI: 'true', NX_DAEMON: 'false' },
    },
  );
}

/** Without skipLibCheck, so that our declarations are checked too. */
function typescript(place: Place, { all, seed }: Context): Case[] {
  const modules = [
    { module: 'node16', moduleResolution: 'node16', file: 'types.mts' },
    { module: 'node16', moduleResolution: 'node16', file: 'types.cts' },
    { module: 'nodenext', moduleResolution: 'nodenext', file: 'types.mts' },
    { module: 'nodenext', moduleResolution: 'nodenext', file: 'types.cts' },
    { module: 'esnext', moduleResolution: 'bundler', file: 'types.ts' },
  ];
  return ['typescript-5.0', 'typescript-5.6', 'typescript-7'].flatMap((version, line) =>
    modules
      .filter((_, number) => all || (number + line + seed) % modules.length < 2)
      .map(
        ({ file, ...options }): Case => [
          `${version}: ${file} as ${options.moduleResolution}`,
          async () => {
            const cwd = await place.with([], 'typescript');
            cpSync(join(INPUTS, 'types.ts'), join(cwd, file));
            const compilerOptions = {
              ...options,
              target: 'ES2022',
              lib: ['ES2022'],
              types: [],
              strict: true,
              exactOptionalPropertyTypes: true,
              noEmit: true,
              skipLibCheck: false,
            };
            writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
            await runProgram(process.execPath, [join('node_modules', version, 'lib', 'tsc.js')], { cwd });
            return [];
          },
        ],
      ),
  );
}

/** Each recipe in its host, and what it leaves there. */
function recipes(place: Place): Case[] {
  const guestbook = () => buildScaffold({ projectName: 'guestbook', domain: 'example.com' });
  const node = (args: readonly string[], run: ProgramRun) => runProgram(process.execPath, args, run);
  const checks: Readonly<Record<Recipe, (cwd: string) => Promise<readonly string[]>>> = {
    'nx-generator': async (cwd) => {
      await runJest(cwd);
      return [];
    },
    'backstage-action': async (cwd) => {
      await runJest(cwd);
      return [];
    },
    'yeoman-generator': async (cwd) => {
      // Node 24.22 ends streams of Yeoman's own with an abort, whatever the generator does.
      await runProgram(await ensureRuntime('node-22'), ['--test'], { cwd });
      return [];
    },
    plop: async (cwd) => {
      const answers = ['--', '--projectName', 'guestbook', '--domain', 'example.com'];
      await node(['node_modules/plop/bin/plop.js', 'operator', ...answers], { cwd });
      return sameTree(await readTree(join(cwd, 'operators/guestbook')), guestbook());
    },
    projen: async (cwd) => {
      await node(['.projenrc.js'], { cwd });
      const problems = sameTree(await readTree(join(cwd, 'operator')), guestbook());
      writeFileSync(join(cwd, 'operator/Makefile'), 'all:\n');
      await node(['.projenrc.js'], { cwd });
      return [...problems, ...same(readFileSync(join(cwd, 'operator/Makefile'), 'utf8'), 'all:\n')];
    },
    cdk8s: async (cwd) => {
      await node(['main.js'], { cwd });
      const written = parseAllDocuments(readFileSync(join(cwd, 'dist/guestbook.k8s.yaml'), 'utf8'));
      const tree = buildScaffold({ projectName: 'guestbook', image: 'ghcr.io/example/guestbook:v1.2.3' });
      const sorted = (objects: readonly unknown[]) => objects.map((object) => canonical(object)).sort();
      return same(
        sorted(written.map((document) => document.toJS())).join('\n'),
        sorted(renderManifests(tree)).join('\n'),
      );
    },
    memfs: async (cwd) => [
      ...same(await node(['main.js'], { cwd }), 'changed: config/manager/manager.yaml\nreplicas: 2\n'),
      ...same(
        await node(['upgrade.js'], { cwd }),
        'from kubebuilder@3.14.2 to https-metrics, 0 conflicts\nproxy: 0 files\nreplicas: 3\n',
      ),
    ],
    zip: async (cwd) => {
      await node(['main.js'], { cwd });
      const files = Object.entries(unzipSync(readFileSync(join(cwd, 'guestbook.zip'))));
      const scaffold = buildScaffold({ projectName: 'guestbook' });
      const read = FileTree.from(files).subtree('guestbook');
      return same(JSON.stringify(read), JSON.stringify(scaffold));
    },
    'web-worker': async (cwd) => {
      const tree = buildScaffold({ projectName: 'guestbook' });
      const chart = buildChart(renderManifests(tree));
      const text = `files: ${tree.size}, chart: ${chart.size}\nreferences: ${chart.report.references}, refused: invalid-value\n`;
      const args = ['run', '--quiet', '--node-modules-dir=manual', '--allow-all', 'main.js'];
      const problems = [
        ...same(await runProgram(await ensureRuntime('deno'), args, { cwd }), text),
        ...same(await runProgram(await ensureRuntime('bun'), ['run', 'main.js'], { cwd }), text),
      ];
      await node(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], { cwd });
      const page = readFileSync(join(cwd, 'dist/index.html'), 'utf8');
      return [...problems, ...(page.includes('<script type="module"') ? [] : ['the page has lost its script'])];
    },
  };
  return [...RECIPES.map((recipe): Case => [`recipe ${recipe}`, async () => checks[recipe](await place.of(recipe))])];
}

function sameTree(actual: FileTree, tree: FileTree): string[] {
  if (actual.equals(tree)) return [];
  const paths = new Set([...actual.paths(), ...tree.paths()]);
  return [...paths].filter((path) => actual.get(path) !== tree.get(path)).map((path) => `${path} differs`);
}

function same(actual: unknown, wanted: unknown): string[] {
  if (actual === wanted) return [];
  return [`got ${String(actual).slice(0, 300)}`, `expected ${String(wanted).slice(0, 300)}`];
}

/** JSON with its keys in order, to compare what another program has written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
