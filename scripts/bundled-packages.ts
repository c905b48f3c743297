import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

/** The validator that Ajv makes of our schemas, with what it needs of Ajv itself. */
const VALIDATOR = 'src/options/generated/validate.js';

/** A package whose code is in the command line's files. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** The text of its licence file. */
  readonly text: string;
}

/**
 * What a bundle of the command line holds of other people's, by esbuild's own account of it, and by what is
 * known of the code that others make for us.
 *
 * @throws Error where a package names no licence or has no licence file
 */
export function bundledPackages(): Promise<BundledPackage[]> {
  found ??= findPackages();
  return found;
}

let found: Promise<BundledPackage[]> | undefined;

async function findPackages(): Promise<BundledPackage[]> {
  const { metafile } = await build({
    entryPoints: ['src/cli/main.ts', 'src/cli/plugin-main.ts'],
    outdir: 'dist', // names the outputs only
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  const directories = new Set<string>();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const path of Object.keys(inputs)) {
      const [directory] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
      if (directory !== undefined) directories.add(directory);
      if (path === VALIDATOR) directories.add('node_modules/ajv');
    }
  }
  return [...directories].sort().map(readPackage);
}

function readPackage(directory: string): BundledPackage {
  const manifest = JSON.parse(readFileSync(`${directory}/package.json`, 'utf8')) as Partial<BundledPackage>;
  const { name = directory, version = '', license } = manifest;
  if (license === undefined) throw new Error(`${name} names no licence`);
  return { name, version, license, text: readFileSync(`${directory}/LICENSE`, 'utf8') };
}
