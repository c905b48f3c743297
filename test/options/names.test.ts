import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/core/nearest.ts';
import { importPathProblem, modulePathProblem } from '../../src/options/go-path.ts';
import { parseImage } from '../../src/options/image.ts';

describe('parseImage', () => {
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

  it.each([
    ['controller', 'controller', undefined, undefined],
    ['controller:latest', 'controller', 'latest', undefined],
    ['localhost:5000/a/b', 'localhost:5000/a/b', undefined, undefined],
    ['ghcr.io/a_b/c__d/e-f:V1.2_3', 'ghcr.io/a_b/c__d/e-f', 'V1.2_3', undefined],
    ['[::1]:5000/x:1', '[::1]:5000/x', '1', undefined],
    [`x@${digest}`, 'x', undefined, digest],
    [`Example.com/x:v1@${digest}`, 'Example.com/x', 'v1', digest],
  ])('%s', (reference, name, tag, found) => {
    expect(parseImage(reference)).toEqual({ name, tag, digest: found });
  });

  it.each([
    '',
    'X',
    'a b',
    'a/',
    '/a',
    'a//b',
    'a:',
    'a:-x',
    `a:${'x'.repeat(129)}`,
    'a@sha256:00',
    'a\n',
    'http://a/b',
    'x'.repeat(256),
  ])('refuses %j', (reference) => {
    expect(parseImage(reference)).toBeUndefined();
  });
});

describe('Go paths', () => {
  it.each(['github.com/example/demo', 'demo', 'example.com/.x/a+b~c', 'example.com/x/v2', 'example.com/v1'])(
    '%s',
    (path) => {
      expect(modulePathProblem(path)).toBeUndefined();
    },
  );

  it.each([
    '',
    '/a',
    'a/',
    'a//b',
    '-a',
    'a.',
    'a/..',
    'é.com/a',
    'a b',
    'x/aux.go',
    'x/COM1',
    'x/y~1',
    'a\n',
    'a"b',
    'a@v1',
  ])('refuses %j', (path) => {
    expect(importPathProblem(path)).toBeTypeOf('string');
  });

  it.each(['fmt', 'std', 'C', 'a/vendor/b'])('refuses %s as a module of its own', (path) => {
    expect(importPathProblem(path)).toBeUndefined();
    expect(modulePathProblem(path)).toBeTypeOf('string');
  });
});

describe('nearest', () => {
  const names = ['projectName', 'multigroup', 'namespaced', 'image'];

  it.each([
    ['projectname', 'projectName'],
    ['project-name', 'projectName'],
    ['porjectName', 'projectName'],
    ['mulitgroup', 'multigroup'],
    ['imgae', 'image'],
    ['tag', undefined],
    ['', undefined],
    ['x'.repeat(1000), undefined],
  ])('%s: %s', (word, meant) => {
    expect(nearest(word, names)).toBe(meant);
  });
});
