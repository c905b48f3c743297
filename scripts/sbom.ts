/**
 * Prints what the package holds and needs, as CycloneDX: what npm's own `npm sbom` tells of its dependencies, and what
 * that cannot see, the code of others within the command line's files. The same package, the same bytes.
 *
 *     npx tsx scripts/sbom.ts > sbom.json
 */
import { readFileSync } from 'node:fs';
import { bundledPackages } from './bundled-packages.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** @throws Error where a bundled package names no licence, or a dependency is not installed */
export async function softwareBill(): Promise<object> {
  const own = manifestOf('.');
  const bundled = new Set((await bundledPackages()).map(({ name }) => name));
  const needed = Object.keys(own.dependencies ?? {});
  const components = [...new Set([...needed, ...bundled])].sort().map((name) => ({
    ...component('library', manifestOf(`node_modules/${name}`)),
    scope: 'required',
    properties: [
      { name: 'operator-scaffold:dependency', value: String(needed.includes(name)) },
      { name: 'operator-scaffold:bundled-in', value: bundled.has(name) ? 'dist/cli' : '' },
    ],
  }));
  const root = component('library', own);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: root },
    components,
    dependencies: [
      { ref: root['bom-ref'], dependsOn: components.map((entry) => entry['bom-ref']) },
      ...components.map((entry) => ({ ref: entry['bom-ref'] })),
    ],
  };
}

function component(type: string, { name, version, license }: Manifest) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type, 'bom-ref': purl, name, version, purl, licenses: [{ license: { id: license } }] };
}

function manifestOf(directory: string): Manifest {
  return JSON.parse(readFileSync(`${directory}/package.json`, 'utf8'));
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await softwareBill(), undefined, 2));
