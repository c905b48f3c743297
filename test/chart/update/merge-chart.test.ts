import { describe, expect, it } from 'vitest';
import { GUARD_PATH } from '../../../src/chart/update/guard.ts';
import { mergeChart } from '../../../src/chart/update/merge-chart.ts';
import { STATE_PATH, withState } from '../../../src/chart/update/state.ts';
import { FileTree } from '../../../src/core/file-tree.ts';

const BASE = {
  'Chart.yaml': 'apiVersion: v2\nname: demo\nversion: 0.1.0\nappVersion: v1\n',
  'values.yaml': `# Values of demo.

# -- How many pods.
replicaCount: 1

image:
  # -- Where the image is.
  repository: demo
  # -- Its tag.
  tag: ""

# -- Arguments.
args:
  - --leader-elect
`,
  'values.schema.json': `${JSON.stringify({ type: 'object', properties: { replicaCount: { type: 'integer' }, image: { type: 'object' } } }, null, 2)}\n`,
  'templates/manager.yaml': 'kind: Deployment\nspec:\n  args:\n    - --leader-elect\n  replicas: 1\n',
  'templates/old.yaml': 'kind: ConfigMap\n',
};
type Files = Partial<Record<string, string>>;
const tree = (files: Files) =>
  FileTree.from(Object.entries(files).filter((entry): entry is [string, string] => entry[1] !== undefined));
const generated = tree(BASE);
const committed = withState(generated);
const edit = (path: keyof typeof BASE, from: string, to: string) => {
  expect(BASE[path]).toContain(from);
  return { [path]: BASE[path].replace(from, to) };
};
/** What a run gives where a person changed some files and the manifests others. */
const update = (mine: Files, theirs: Files) =>
  mergeChart(tree({ ...committed.toRecord(), ...mine }), tree({ ...BASE, ...theirs }));

describe('an update of a chart', () => {
  it('changes nothing where nothing changed', () => {
    const result = mergeChart(committed, generated);
    expect(result.tree.toRecord()).toEqual(committed.toRecord());
    expect(result.changes).toEqual([]);
  });

  it('follows the manifests where nobody edited', () => {
    const theirs = {
      ...edit('templates/manager.yaml', 'replicas: 1', 'replicas: 2'),
      'templates/old.yaml': undefined,
      'templates/new.yaml': 'kind: Service\n',
    };
    const result = update({}, theirs);
    expect(result.tree.toRecord()).toEqual(withState(tree({ ...BASE, ...theirs })).toRecord());
    expect(result.changes).toEqual([
      { path: 'templates/manager.yaml', action: 'updated' },
      { path: 'templates/new.yaml', action: 'added' },
      { path: 'templates/old.yaml', action: 'removed' },
    ]);
  });

  it('keeps edits, files of your own and files that you removed', () => {
    const mine = {
      ...edit('values.yaml', 'replicaCount: 1', 'replicaCount: 3 # for us'),
      'templates/mine.yaml': 'kind: Secret\n',
      'templates/old.yaml': undefined,
    };
    const result = update(
      mine,
      edit('values.yaml', 'replicaCount: 1\n', 'replicaCount: 1\n\n# -- New.\nnewKey: true\n'),
    );
    expect(result.conflicts).toEqual([]);
    expect(result.tree.get('values.yaml')).toContain('replicaCount: 3 # for us\n\n# -- New.\nnewKey: true\n\nimage:');
    expect(result.tree.get('templates/mine.yaml')).toBe('kind: Secret\n');
    expect(result.tree.has('templates/old.yaml')).toBe(false);
    expect(result.changes).toEqual([{ path: 'values.yaml', action: 'merged' }]);
  });

  it('asks about a file that you removed and the manifests changed', () => {
    const theirs = { 'templates/old.yaml': 'kind: Other\n' };
    const result = update({ 'templates/old.yaml': undefined }, theirs);
    expect(result.conflicts).toEqual([
      { path: 'templates/old.yaml', where: '1', yours: '', generated: 'kind: Other\n' },
    ]);
    expect(result.unresolved).toEqual(['templates/old.yaml']);
    // Removed again, it is decided.
    const last = mergeChart(result.tree.without('templates/old.yaml'), tree({ ...BASE, ...theirs }));
    expect([last.conflicts, last.unresolved, last.tree.has('templates/old.yaml')]).toEqual([[], [], false]);
  });

  it('merges what the manifests changed into a file that you moved', () => {
    const moved = {
      'templates/manager.yaml': undefined,
      'templates/ours/run.yaml': `# Ours.\n${BASE['templates/manager.yaml']}`,
    };
    const result = update(moved, edit('templates/manager.yaml', 'replicas: 1', 'replicas: 2'));
    expect(result.conflicts).toEqual([]);
    expect(result.changes).toEqual([
      { path: 'templates/ours/run.yaml', action: 'merged', movedFrom: 'templates/manager.yaml' },
    ]);
    expect(result.tree.has('templates/manager.yaml')).toBe(false);
    expect(result.tree.get('templates/ours/run.yaml')).toMatch(/^# Ours\.\n[\s\S]*replicas: 2/);
    const again = mergeChart(
      result.tree,
      tree({ ...BASE, ...edit('templates/manager.yaml', 'replicas: 1', 'replicas: 2') }),
    );
    expect(again.tree.toRecord()).toEqual(result.tree.toRecord());
    // Gone from the manifests, it is a question, as where it was not moved.
    const gone = mergeChart(result.tree, tree({ ...BASE, 'templates/manager.yaml': undefined }));
    expect(gone.conflicts.map(({ path }) => path)).toEqual(['templates/ours/run.yaml']);
  });

  it('keeps your sentences in texts for people, and lets Helm take the chart', () => {
    const readme = { 'README.md': '# demo\n\nOld.\n' };
    const standing = withState(tree({ ...BASE, ...readme })).with({ 'README.md': '# demo\n\nOurs.\n' });
    const result = mergeChart(standing, tree({ ...BASE, 'README.md': '# demo\n\nNew.\n' }));
    expect(result.tree.get('README.md')).toBe('# demo\n\nOurs.\n');
    expect([result.conflicts, result.unresolved, result.tree.has(GUARD_PATH)]).toEqual([[], [], false]);
    expect(result.prose).toEqual([{ path: 'README.md', where: '3', yours: 'Ours.\n', generated: 'New.\n' }]);
    const none = mergeChart(standing.without('README.md'), tree({ ...BASE, 'README.md': '# demo\n\nNew.\n' }));
    expect([none.tree.has('README.md'), none.conflicts]).toEqual([false, []]);
  });

  it('merges arguments that both put behind the last one', () => {
    const result = update(
      edit('templates/manager.yaml', '    - --leader-elect\n', '    - --leader-elect\n    - --mine\n'),
      edit('templates/manager.yaml', '    - --leader-elect\n', '    - --leader-elect\n    - --theirs\n'),
    );
    expect(result.conflicts).toEqual([]);
    expect(result.tree.get('templates/manager.yaml')).toContain('    - --leader-elect\n    - --mine\n    - --theirs\n');
  });

  it('merges a list of values item by item', () => {
    const result = update(
      edit('values.yaml', '  - --leader-elect\n', '  - --mine\n  - --leader-elect\n'),
      edit('values.yaml', '  - --leader-elect\n', '  - --leader-elect\n  - --theirs\n'),
    );
    expect(result.conflicts).toEqual([]);
    expect(result.tree.get('values.yaml')).toContain('args:\n  - --mine\n  - --leader-elect\n  - --theirs\n');
  });

  it('merges members that both put at the end of an object of the schema', () => {
    const end = '"type": "object"\n    }\n';
    const member = (name: string) => `"type": "object"\n    },\n    "${name}": {\n      "type": "string"\n    }\n`;
    const result = update(
      edit('values.schema.json', end, member('mine')),
      edit('values.schema.json', end, member('theirs')),
    );
    expect(result.conflicts).toEqual([]);
    const schema = JSON.parse(result.tree.get('values.schema.json') as string);
    expect(Object.keys(schema.properties)).toEqual(['replicaCount', 'image', 'mine', 'theirs']);
  });

  it('leaves a conflict in values in a form that parses, with yours in force', () => {
    const result = update(edit('values.yaml', 'tag: ""', 'tag: mine'), edit('values.yaml', 'tag: ""', 'tag: theirs'));
    expect(result.conflicts).toEqual([
      { path: 'values.yaml', where: 'image.tag', yours: '  tag: mine\n', generated: '  tag: theirs\n' },
    ]);
    expect(result.tree.get('values.yaml')).toContain(`  # -- Its tag.
  # <<<<<<< yours is kept below; generated anew it would be:
  # tag: theirs
  # >>>>>>> choose one and remove these lines
  tag: mine
`);
    expect(result.tree.get(GUARD_PATH)).toMatch(/fail "unresolved conflicts of an update in values\.yaml:/);
  });

  it('leaves a conflict in a template between markers, and the guard until they are gone', () => {
    const theirs = edit('templates/manager.yaml', 'replicas: 1', 'replicas: 2');
    const first = update(edit('templates/manager.yaml', 'replicas: 1', 'replicas: 3'), theirs);
    expect(first.conflicts).toEqual([
      { path: 'templates/manager.yaml', where: '5', yours: '  replicas: 3\n', generated: '  replicas: 2\n' },
    ]);
    expect(first.unresolved).toEqual(['templates/manager.yaml']);
    const again = mergeChart(first.tree, tree({ ...BASE, ...theirs }));
    expect(again.tree.toRecord()).toEqual(first.tree.toRecord());
    expect(again.conflicts).toEqual([]);
    expect(again.unresolved).toEqual(['templates/manager.yaml']);
    const resolved = first.tree.with(edit('templates/manager.yaml', 'replicas: 1', 'replicas: 4'));
    const last = mergeChart(resolved, tree({ ...BASE, ...theirs }));
    expect(last.tree.has(GUARD_PATH)).toBe(false);
    expect(last.tree.get('templates/manager.yaml')).toContain('replicas: 4');
  });

  it('asks about an edited file whose source is gone, and about a value whose key is', () => {
    const result = update(
      { 'templates/old.yaml': 'kind: ConfigMap\ndata: {}\n', ...edit('values.yaml', 'tag: ""', 'tag: mine') },
      { 'templates/old.yaml': undefined, ...edit('values.yaml', '  # -- Its tag.\n  tag: ""\n', '') },
    );
    expect(result.conflicts.map(({ path, where }) => `${path} ${where}`)).toEqual([
      'templates/old.yaml 1',
      'values.yaml image.tag',
    ]);
    expect(result.tree.get('templates/old.yaml')).toContain('data: {}');
  });

  it('takes a chart without a state as written by hand', () => {
    const result = mergeChart(
      tree({ ...BASE, ...edit('values.yaml', 'replicaCount: 1', 'replicaCount: 5') }),
      generated,
    );
    expect(result.conflicts.map(({ where }) => where)).toEqual(['replicaCount']);
    expect(result.tree.has(STATE_PATH)).toBe(true);
  });

  it('does not take other line endings for edits', () => {
    const crlf = tree(
      Object.fromEntries(Object.entries(BASE).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')])),
    );
    const result = mergeChart(
      crlf.with({ [STATE_PATH]: committed.get(STATE_PATH) as string }),
      tree({ ...BASE, ...edit('templates/manager.yaml', 'replicas: 1', 'replicas: 2') }),
    );
    expect(result.conflicts).toEqual([]);
    expect(result.tree.get('templates/manager.yaml')).toContain('  replicas: 2\r\n');
  });

  it('refuses a state that it cannot read', () => {
    expect(() => mergeChart(committed.with({ [STATE_PATH]: 'format: 9\n' }), generated)).toThrow(/chart-conflict/);
  });

  it('keeps notation, indentation and comments of values', () => {
    const mine = `# Ours.
image:
    tag: ''   # the default
    # -- Where the image is.
    repository: 'demo'
replicaCount: 1
args: [--leader-elect]
`;
    const theirs = edit('values.yaml', '  tag: ""\n', '  tag: ""\n  # -- Its digest.\n  digest: ""\n');
    const result = update({ 'values.yaml': mine }, theirs);
    expect(result.conflicts).toEqual([]);
    expect(result.tree.get('values.yaml')).toBe(`# Ours.
image:
    tag: ''   # the default
    # -- Its digest.
    digest: ""
    # -- Where the image is.
    repository: 'demo'
replicaCount: 1
args: [--leader-elect]
`);
  });
});
