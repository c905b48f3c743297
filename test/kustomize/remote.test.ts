import { describe, expect, it } from 'vitest';
import { isRemoteDirectory } from '../../src/kustomize/read/remote.ts';

describe('paths that kustomize would clone', () => {
  it.each([
    'https://github.com/org/repo',
    'https://github.com/org/repo//deploy?ref=v1',
    'github.com/org/repo/deploy?ref=main',
    'git@github.com:org/repo.git',
    'ssh://git@example.com/org/repo.git//x',
    'git::https://example.com/org/repo',
    'file:///srv/repo',
    'https://dev.azure.com/o/p/_git/repo/x',
  ])('%s', (path) => {
    expect(isRemoteDirectory(path)).toBe(true);
  });

  it.each(['../base', 'base', './github.com/org', '/abs', 'a@b', 'https://example.com/org', 'a:b', 'example.com/a/b'])(
    'not %s',
    (path) => {
      expect(isRemoteDirectory(path)).toBe(false);
    },
  );
});
