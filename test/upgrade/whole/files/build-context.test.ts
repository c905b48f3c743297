import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../../src/core/file-tree.ts';
import { missingCopies } from '../../../../src/upgrade/whole/files/dockerfile/build-context.ts';
import { lostCopies } from '../../../../src/upgrade/whole/lost-copies.ts';

const PATHS = [
  'Dockerfile',
  'api/v1/a.go',
  'api/v1/a_test.go',
  'assets/logo.png',
  'cmd/main.go',
  'go.mod',
  'hack/x.sh',
  'README.md',
];
const GO_ONLY = '# go\n**\n!**/*.go\n**/*_test.go\n!go.mod\n';

describe('files that a .dockerignore takes from a Dockerfile', () => {
  const lost = (copies: string, after: string, before = 'bin/\n') =>
    missingCopies(`FROM a AS b\n${copies}`, before, after, PATHS).map(({ line, example }) => `${line} ${example}`);

  it('are named by instruction and file', () => {
    expect(lost('COPY assets/ assets/\nCOPY go.mod ./\nCOPY hack/x.sh cmd/ /\n', GO_ONLY)).toEqual([
      '2 assets/logo.png',
      '4 hack/x.sh',
    ]);
    expect(lost('ADD ./assets /assets\n', '/assets\n')).toEqual(['2 assets/logo.png']);
    expect(lost('COPY --chown=1:1 hack hack\n', '**/*.s?\n')).toEqual(['2 hack/x.sh']);
  });

  it('are none where they still come, never came, or come from elsewhere', () => {
    expect(lost('COPY assets/ assets/\n', `${GO_ONLY}!assets/**\n`)).toEqual([]);
    expect(lost('COPY assets/ assets/\n', `${GO_ONLY}!assets\n`)).toEqual([]);
    expect(lost('COPY assets/ assets/\n', GO_ONLY, 'assets\n')).toEqual([]);
    expect(lost('COPY --from=b /assets /assets\nCOPY . .\nCOPY cmd/ api/ /x/\n', GO_ONLY)).toEqual([]);
  });

  it('are found in the time that the text takes', () => {
    const start = performance.now();
    lost('COPY assets/ assets/\n', `${'**/'.repeat(2000)}x\n${'*a'.repeat(5000)}\n`);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('are tasks of an upgrade', () => {
    const files = Object.fromEntries(PATHS.map((path) => [path, '']));
    const before = FileTree.from({ ...files, Dockerfile: 'FROM a\nCOPY assets/ assets/\n', '.dockerignore': 'bin/\n' });
    expect(lostCopies(before, before)).toEqual([]);
    const [task] = lostCopies(before, before.with({ '.dockerignore': GO_ONLY }));
    expect(task).toMatchObject({ path: '.dockerignore', snippet: '!assets/**' });
  });
});
