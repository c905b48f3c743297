import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { describe, expect, it } from 'vitest';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();

/** Run after the build, as `npm test` does. */
describe('the package', () => {
  it('holds what a user needs and nothing else', () => {
    const paths = packedFiles();
    const expected = [/^dist\/[\w/.-]+\.(c?js|d\.c?ts)$/, /^schema\/[\w.-]+\.json$/];
    const others = paths.filter((path) => !expected.some((pattern) => pattern.test(path)));
    expect(others).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    const entries = ['dist/index', 'dist/node/index'].flatMap((path) =>
      ['.js', '.d.ts', '.cjs', '.d.cts'].map((extension) => `${path}${extension}`),
    );
    for (const path of [...entries, 'dist/cli/cli.cjs']) expect(paths).toContain(path);
  });

  it('is clean for publint', async () => {
    const { messages } = await publint({ pkgDir: '.', strict: true, pack: false });
    expect(messages).toEqual([]);
  });

  it('has types that resolve for ES modules, CommonJS and bundlers', () => {
    const target = directory();
    npm('pack', '--ignore-scripts', '--pack-destination', target);
    const [tarball] = readdirSync(target);
    const attw = ['node_modules/@arethetypeswrong/cli/dist/index.js', join(target, tarball!), '--profile', 'node16'];
    const excluded = ['--exclude-entrypoints', 'schema'];
    expect(() => execFileSync(process.execPath, [...attw, ...excluded], { stdio: 'pipe' })).not.toThrow();
  });
});

function packedFiles(): string[] {
  const [{ files }] = JSON.parse(npm('pack', '--dry-run', '--json', '--ignore-scripts'));
  return files.map(({ path }: { path: string }) => path).sort();
}

function npm(...args: string[]): string {
  return execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
