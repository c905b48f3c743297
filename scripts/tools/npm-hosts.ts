import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from './cache.ts';
import { runProgram } from './run-program.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples');

/** The examples that are packages of their own, each for one host. */
export const RECIPES = [
  'cdk8s',
  'memfs',
  'nx-generator',
  'plop',
  'projen',
  'web-worker',
  'zip',
  'yeoman-generator',
  'backstage-action',
] as const;

export type Recipe = (typeof RECIPES)[number];

const { platform, arch } = process;

/** What else the package is tried in. A pin changes here and nowhere else; those of a recipe stand in its package.json. */
const SETS = {
  bundlers: { esbuild: '0.28.2', vite: '8.4.0', webpack: '5.113.0' },
  'jest-29': { jest: '29.7.0' },
  'jest-30': { jest: '30.5.2' },
  typescript: {
    'typescript-5.0': 'npm:typescript@5.0.4',
    'typescript-5.6': 'npm:typescript@5.6.3',
    'typescript-7': 'npm:typescript@7.0.2',
  },
  // The oldest Node that package.json names, and the newest of each line since.
  node: Object.fromEntries(
    ['20.0.0', '22.23.5', '24.22.3'].map((version) => [
      `node-${version.split('.')[0]}`,
      `npm:node-${platform}-${arch}@${version}`,
    ]),
  ),
  // The first line of Node that makes single executables by itself.
  'node-26': { 'node-26': `npm:node-${platform}-${arch}@26.12.1` },
  // For the schema of SARIF 2.1.0 that it carries.
  sarif: { '@microsoft/jest-sarif': '1.0.0-beta.0' },
  bun: { bun: '1.4.5' },
  deno: { deno: '2.9.6' },
} satisfies Record<string, Readonly<Record<string, string>>>;

type SetName = keyof typeof SETS;

/** All that {@link ensureNpm} knows. */
export const NPM_SETS: readonly (SetName | Recipe)[] = [...(Object.keys(SETS) as SetName[]), ...RECIPES];

/**
 * Installs packages of the npm registry once and keeps them, without their install scripts.
 *
 * @returns a directory with `node_modules`
 * @throws Error with npm's own output where they cannot be had
 */
export async function ensureNpm(name: SetName | Recipe): Promise<string> {
  const dependencies = packagesOf(name);
  const manifest = JSON.stringify({ private: true, dependencies });
  const digest = createHash('sha256').update(`${platform} ${arch} ${manifest}`).digest('hex').slice(0, 12);
  return buildOnce(`npm-${name}@${digest}`, async (aside) => {
    console.error(`installing ${Object.keys(dependencies).join(', ')} …`);
    writeFileSync(join(aside, 'package.json'), manifest);
    await runProgram('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: aside });
  });
}

/** The program of a runtime that npm carries for this platform. */
export async function ensureRuntime(
  name: 'node-20' | 'node-22' | 'node-24' | 'node-26' | 'bun' | 'deno',
): Promise<string> {
  const set = name === 'node-20' || name === 'node-22' || name === 'node-24' ? 'node' : name;
  const modules = join(await ensureNpm(set), 'node_modules');
  if (name === 'bun')
    return join(modules, '@oven', `bun-${platform}-${arch === 'arm64' ? 'aarch64' : arch}`, 'bin/bun');
  if (name === 'deno')
    return join(modules, '@deno', `${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}`, 'deno');
  return join(modules, name, 'bin', 'node');
}

/** All dependencies of a recipe but this package itself. */
function packagesOf(name: SetName | Recipe): Readonly<Record<string, string>> {
  if (name in SETS) return SETS[name as SetName];
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(EXAMPLES, name, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
  };
  const { 'operator-scaffold': _, ...others } = { ...dependencies, ...devDependencies };
  return others;
}
