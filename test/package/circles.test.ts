import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCircles } from '../support/find-circles.ts';
import { importsOf, sourceFiles } from '../support/source-files.ts';

describe('circles', () => {
  it('are found: files that import each other, over others or by a type', () => {
    const graph = { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['e'], e: ['d'], f: ['f', 'a'], g: ['a'] };
    expect(findCircles(new Map(Object.entries(graph)))).toEqual([['a', 'b', 'c'], ['d', 'e'], ['f']]);
  });

  // Imports of types count: who reads one file of a circle has to know all of them.
  it('are nowhere among the files of src', () => {
    const imports = new Map(
      sourceFiles().map((file) => {
        const targets = importsOf(file).filter((specifier) => specifier.startsWith('.'));
        return [file, targets.map((target) => relative('.', join(dirname(file), target)))] as const;
      }),
    );
    const edges = [...imports.values()].reduce((sum, targets) => sum + targets.length, 0);
    expect(edges).toBeGreaterThan(imports.size);
    expect(findCircles(imports)).toEqual([]);
  });
});
