import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildOnce } from './cache.ts';
import { runGo } from './go.ts';

/**
 * The path of a Go program of this repository (a directory with its own go.mod and go.sum), built once for each state
 * of its files.
 *
 * @throws Error with Go's own output where it cannot be built
 */
export async function ensureGoProgram(source: string): Promise<string> {
  const name = basename(source);
  const hash = createHash('sha256');
  for (const file of readdirSync(source).sort()) hash.update(`${file}\0`).update(readFileSync(join(source, file)));
  const directory = await buildOnce(`${name}@${hash.digest('hex').slice(0, 16)}`, async (aside) => {
    console.error(`building ${name} …`);
    await runGo(['build', '-o', join(aside, name), '.'], {
      cwd: source,
      env: { GOFLAGS: '-trimpath -buildvcs=false -mod=readonly' },
    });
  });
  return join(directory, name);
}
