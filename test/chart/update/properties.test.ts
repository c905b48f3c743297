import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument, stringify } from 'yaml';
import { mergeChart } from '../../../src/chart/update/merge-chart.ts';
import { withState } from '../../../src/chart/update/state.ts';
import { FileTree } from '../../../src/core/file-tree.ts';

/** Files of few paths and few different lines, so that edits meet. */
const line = fc.constantFrom('a', 'b', '  c: 1', '  - d', '  - e', '{{ f }}', '', 'g: |', '    h');
const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
  .map(([lines, ended]) => lines.join('\n') + (ended ? '\n' : ''));
const path = fc.constantFrom(
  'templates/a.yaml',
  'templates/b.yaml',
  'values.yaml',
  'Chart.yaml',
  'values.schema.json',
  'crds/c.yaml',
);
const files = fc.dictionary(path, text, { maxKeys: 5 }).map((record) => FileTree.from(record));

/** A tree with lines put in, taken out and replaced, files removed and added; what is put in has a mark. */
function edited(tree: FileTree, mark: string, choices: readonly number[]): FileTree {
  let next = 0;
  const choose = (below: number) => (choices[next++ % choices.length] as number) % below;
  const result: [string, string][] = [];
  for (const { path, content } of tree) {
    if (choose(9) === 0) continue;
    const lines = content.split('\n').flatMap((line, index) => {
      const choice = choose(8);
      if (choice === 0) return [];
      if (choice === 1) return [`${mark}${index}`];
      if (choice === 2) return [line, `  - ${mark}${index}`];
      return [line];
    });
    result.push([path, lines.join('\n')]);
  }
  if (choose(3) === 0) result.push([`templates/${mark}.yaml`, `${mark}\n`]);
  return FileTree.from(result);
}
const choices = fc.array(fc.nat(1000), { minLength: 5, maxLength: 40 });

describe('an update of any chart', () => {
  it('is the generated chart where nobody edited', () => {
    fc.assert(
      fc.property(files, files, (base, theirs) => {
        const result = mergeChart(withState(base), theirs);
        expect(result.tree.toRecord()).toEqual(withState(theirs).toRecord());
        expect(result.conflicts).toEqual([]);
      }),
    );
  });

  it('is the edited chart where the manifests are as they were', () => {
    fc.assert(
      fc.property(files, choices, (base, picks) => {
        const mine = edited(base, 'mine', picks);
        const result = mergeChart(mine.with(stateOf(base)), base);
        expect(result.tree.toRecord()).toEqual(mine.with(stateOf(base)).toRecord());
        expect(result.changes).toEqual([]);
      }),
    );
  });

  it('loses no line that a person wrote, and none that is new in the manifests but in files that a person removed', () => {
    fc.assert(
      fc.property(files, choices, choices, (base, picks, others) => {
        const mine = edited(base, 'mine', picks);
        const theirs = edited(base, 'theirs', others);
        const { tree } = mergeChart(mine.with(stateOf(base)), theirs);
        for (const { path, content } of mine) {
          for (const word of content.match(/mine\d*/g) ?? []) expect(tree.get(path)).toContain(word);
        }
        for (const { path, content } of theirs) {
          if (base.has(path) && !mine.has(path)) continue;
          for (const word of content.match(/theirs\d*/g) ?? []) expect(tree.get(path)).toContain(word);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('done twice is done once', () => {
    fc.assert(
      fc.property(files, choices, choices, (base, picks, others) => {
        const theirs = edited(base, 'theirs', others);
        const once = mergeChart(edited(base, 'mine', picks).with(stateOf(base)), theirs);
        const twice = mergeChart(once.tree, theirs);
        expect(twice.tree.toRecord()).toEqual(once.tree.toRecord());
        expect(twice.changes).toEqual([]);
        expect(twice.conflicts).toEqual([]);
        expect(twice.unresolved).toEqual(once.unresolved);
      }),
      { numRuns: 300 },
    );
  });
});

interface Values {
  [key: string]: number | string | null | (number | string)[] | Values;
}
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const { values } = fc.letrec<{ values: Values; value: Values[string] }>((tie) => ({
  values: fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 2 },
    fc.nat(3),
    fc.constantFrom('', 'x', 'two\nlines\n', '# no comment', 'yes', '{{ .x }}', ' pad '),
    fc.constant(null),
    fc.array(fc.constantFrom(1, 'p', 'q'), { maxLength: 3 }),
    tie('values'),
  ),
}));

/** Some values with few changes, so that two such rarely change the same. */
function changed(value: Values, picks: readonly number[], mark: string): Values {
  const result: Values = structuredClone(value);
  for (const pick of picks) {
    let map = result;
    const names = () => Object.keys(map);
    for (let depth = pick % 3; depth > 0; depth -= 1) {
      const child = map[names()[pick % (names().length || 1)] ?? ''];
      if (isMap(child)) map = child;
    }
    const name = names()[(pick >> 3) % (names().length || 1)];
    if (pick % 5 === 0) map[`${mark}${pick % 2}`] = pick;
    else if (name !== undefined && pick % 5 === 1 && names().length > 1) delete map[name];
    else if (name !== undefined) map[name] = `${mark}${pick % 4}`;
  }
  return result;
}
const picks = fc.array(fc.nat(10_000), { maxLength: 3 });

/** The text as a person or a generator writes it: a comment above each key. */
function written(value: Values, comment: string, indent: number): string {
  const document = parseDocument(stringify(value, { indent }));
  const visit = (node: unknown) => {
    for (const pair of (node as { items?: { key?: { commentBefore?: string }; value?: unknown }[] }).items ?? []) {
      if (pair.key === undefined) continue;
      pair.key.commentBefore = ` ${comment}`;
      visit(pair.value);
    }
  };
  visit(document.contents);
  return document.toString({ indent });
}

/** What three-way merging means for plain data: undefined is "no such key". */
function expected(base: unknown, mine: unknown, theirs: unknown): unknown {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  if (same(theirs, base) || same(mine, theirs)) return mine;
  if (same(mine, base)) return theirs;
  if (!isMap(mine) || !isMap(theirs)) return base !== undefined && mine === undefined ? undefined : CONFLICT;
  const before = isMap(base) ? base : {};
  const result: Values = {};
  for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const merged = expected(before[name], mine[name], theirs[name]);
    if (merged === CONFLICT) return CONFLICT;
    if (merged !== undefined) result[name] = merged as Values[string];
  }
  return result;
}
const CONFLICT = Symbol('conflict');

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe('an update of values', () => {
  it('has what only one side changed from that side, key by key, and asks about the rest', () => {
    fc.assert(
      fc.property(values, picks, picks, (base, ours, others) => {
        const mine = changed(base, ours, 'mine');
        const theirs = changed(base, others, 'theirs');
        const state = FileTree.from({ 'values.yaml': written(base, 'generated', 2) });
        const committed = FileTree.from({ 'values.yaml': written(mine, 'edited', 4) }).with(stateOf(state));
        const result = mergeChart(committed, FileTree.from({ 'values.yaml': written(theirs, 'generated', 2) }));
        const merged = parse(result.tree.get('values.yaml') as string);
        const wanted = expected(base, mine, theirs);
        // Lists are merged item by item, which plain data does not say.
        if (JSON.stringify([base, mine, theirs]).includes('[')) return;
        expect(result.conflicts.length > 0).toBe(wanted === CONFLICT);
        if (wanted !== CONFLICT) expect(sorted(merged)).toEqual(sorted(wanted));
      }),
      { numRuns: 500 },
    );
  });
});

function sorted(value: unknown): unknown {
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
}

function stateOf(tree: FileTree): FileTree {
  return withState(tree).filter(({ path }) => path === '.operator-scaffold.yaml');
}
