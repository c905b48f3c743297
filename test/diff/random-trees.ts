import fc from 'fast-check';
import { type FileInput, FileTree } from '../../src/core/file-tree.ts';

/** Pieces of names that patches must quote, escape or take literally. */
const segment = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c', 'config', 'main.go', 'x.yaml') },
  fc.constantFrom(
    'with space',
    ' lead',
    'trail ',
    'ünïcode',
    '日本',
    'quo"te',
    'tab\there',
    '-dash',
    'b c.yaml',
    '.dot',
  ),
  fc.string({ unit: fc.constantFrom(..."abcz .-_+@~$%&()[]{}!#'`=,;^é中🙂"), minLength: 1, maxLength: 6 }),
);

const safeSegment = segment.filter((text) => text !== '.' && text !== '..' && text !== '.git');
const path = fc.array(safeSegment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));

const line = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('alpha', 'beta', 'gamma', 'delta', '', '  indented: true', '- item', '}') },
  fc.constantFrom('--- a/x', '+++ b/x', '@@ -1 +1 @@', 'diff --git a/a b/a', '\\ No newline at end of file', '-', '+'),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[\n\r\0]/g, '')),
);
const newline = fc.oneof({ weight: 6, arbitrary: fc.constant('\n') }, fc.constantFrom('\r\n', '\r\r\n'));

/** Text of any line endings, with or without one at its end. */
export const content: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.tuple(line, newline), { maxLength: 40 }), fc.boolean())
  .map(([lines, open]) => {
    const text = lines.map(([body, end]) => body + end).join('');
    return open ? text.replace(/\r*\n$/, '') : text;
  });

const file: fc.Arbitrary<FileInput> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ content, executable: fc.boolean() }) },
  path.map((link) => ({ link })),
);

/** The files whose paths do not need each other as directories. */
function treeOf(pairs: readonly (readonly [string, FileInput])[]): FileTree {
  const kept = new Map<string, FileInput>();
  for (const [name, value] of pairs) {
    const clash = [...kept.keys()].some((other) => other.startsWith(`${name}/`) || name.startsWith(`${other}/`));
    if (!clash) kept.set(name, value);
  }
  const whole = FileTree.from(kept);
  // Git can put nothing below the path of a link that leads in a circle, even where the same patch takes it away.
  return whole.without(...[...whole.others.keys()].filter((name) => whole.realPath(name) === name));
}

export const tree: fc.Arbitrary<FileTree> = fc.array(fc.tuple(path, file), { maxLength: 8 }).map(treeOf);

/** What a person does to a file between two versions. */
const edit = fc.oneof(
  fc.record({ op: fc.constant('keep' as const) }),
  fc.record({ op: fc.constant('drop' as const) }),
  fc.record({ op: fc.constant('mode' as const) }),
  fc.record({ op: fc.constant('move' as const), path }),
  fc.record({ op: fc.constant('rewrite' as const), content }),
  fc.record({
    op: fc.constant('lines' as const),
    at: fc.nat(40),
    count: fc.nat(3),
    text: content,
    path: fc.option(path),
  }),
);

/** Two trees of which the second is an edited first: what diffs meet far more often than two unlike trees. */
export const editedTrees: fc.Arbitrary<readonly [FileTree, FileTree]> = fc
  .tuple(tree, fc.array(edit, { maxLength: 8 }), fc.array(fc.tuple(path, file), { maxLength: 3 }))
  .map(([from, edits, extra]) => {
    const pairs = [...from].flatMap((entry, index) => {
      const step = edits[index] ?? { op: 'keep' };
      const value = { content: entry.content, executable: entry.executable };
      if (step.op === 'drop') return [];
      if (step.op === 'mode') return [[entry.path, { ...value, executable: !entry.executable }] as const];
      if (step.op === 'move') return [[step.path, value] as const];
      if (step.op === 'rewrite') return [[entry.path, { ...value, content: step.content }] as const];
      if (step.op === 'lines') {
        const lines = entry.content.split('\n');
        lines.splice(step.at % (lines.length + 1), step.count, step.text);
        return [[step.path ?? entry.path, { ...value, content: lines.join('\n') }] as const];
      }
      return [[entry.path, value] as const];
    });
    return [from, treeOf([...pairs, ...extra])] as const;
  });

export const anyTrees: fc.Arbitrary<readonly [FileTree, FileTree]> = fc.oneof(
  { weight: 3, arbitrary: editedTrees },
  fc.tuple(tree, tree),
);
