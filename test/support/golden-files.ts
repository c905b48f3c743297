import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';

/** Holds files against those below a directory of `test/golden`, one test for each; `--update` rewrites them. */
export function holdsGoldenFiles(directory: string, files: ReadonlyMap<string, string>): void {
  it.each([...files])('%s', async (path, content) => {
    await expect(content).toMatchFileSnapshot(join(directory, path));
  });

  it('has no other files', () => {
    const found = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
    expect(found.sort()).toEqual([...files.keys()].sort());
  });
}
