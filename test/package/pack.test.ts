import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Run after the build, as `npm test` does. */
describe('the package', () => {
  let tarball: string;
  let paths: string[];

  beforeAll(() => {
    const target = mkdtempSync(join(tmpdir(), 'pack-'));
    const options = ['--json', '--ignore-scripts', '--pack-destination', target];
    const printed = execFileSync('npm', ['pack', ...options], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [{ files, filename }] = JSON.parse(printed);
    tarball = join(target, filename);
    paths = files.map(({ path }: { path: string }) => path).sort();
  });

  afterAll(() => rmSync(dirname(tarball), { recursive: true, force: true }));

  it('holds what a user needs and nothing else', () => {
    const expected = [/^dist\/[\w/.-]+\.(c?js|d\.c?ts)$/, /^schema\/[\w.-]+\.json$/, /^(docs|examples)\//];
    const others = paths.filter((path) => !expected.some((pattern) => pattern.test(path)));
    expect(others).toEqual([
      'CHANGELOG.md',
      'Containerfile',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'THIRD-PARTY-NOTICES.md',
      'action.yml',
      'package.json',
    ]);
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
    const attw = ['node_modules/@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'node16'];
    const excluded = ['--exclude-entrypoints', 'schema'];
    expect(() => execFileSync(process.execPath, [...attw, ...excluded], { stdio: 'pipe' })).not.toThrow();
  });
});
