import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../src/core/file-tree.ts';
import { diffScaffolds } from '../../src/diff/diff-scaffolds.ts';
import { diffTrees } from '../../src/diff/diff-trees.ts';
import { filterDiff } from '../../src/diff/filter-diff.ts';
import { formatJson } from '../../src/diff/format/format-json.ts';
import { formatMarkdown } from '../../src/diff/format/format-markdown.ts';
import { formatTerminal, NO_PAINT } from '../../src/diff/format/format-terminal.ts';
import { formatNames, formatStat } from '../../src/diff/format/stat.ts';
import { formatPatch } from '../../src/diff/patch/format-patch.ts';
import { reverseDiff } from '../../src/diff/reverse-diff.ts';
import { summarizeDiff } from '../../src/diff/summary/summarize.ts';
import { RESOURCES, shop } from './pairs.ts';

const upgrade = diffScaffolds(shop('kubebuilder@3.14.2'), shop('kubebuilder@4.15.0'));
const nothing = diffTrees(FileTree.from({ a: 'x\n' }), FileTree.from({ a: 'x\n' }));
const manifest = (name: string, more = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}`;

describe('formatJson', () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync('schema/diff.schema.json', 'utf8')));
  const trees = diffTrees(
    FileTree.from({
      'a.yaml': manifest('"a"'),
      b: '',
      'Chart.yaml': 'name: x\n',
      l: { link: 'b' },
      d: new Uint8Array(1),
    }),
    FileTree.from({ 'a.yaml': manifest('"a"', 'data: {x: "1"}\n'), 'c d': { content: 'x', executable: true } }),
  );

  it.each([
    ['an upgrade', upgrade],
    [
      'options',
      diffScaffolds(shop('https-metrics'), shop('https-metrics', { projectName: 'store', namespaced: true })),
    ],
    ['trees', trees],
    ['nothing', nothing],
  ])('of %s is what the schema describes', (_, diff) => {
    expect(validate(JSON.parse(formatJson(diff))) ? [] : validate.errors).toEqual([]);
  });

  it('is refused by the schema with a member that it does not have', () => {
    expect(validate({ ...JSON.parse(formatJson(upgrade)), more: 1 })).toBe(false);
    expect(validate({ ...JSON.parse(formatJson(upgrade)), version: 2 })).toBe(false);
  });
});

describe('the summary', () => {
  const summary = summarizeDiff(upgrade);

  it('says what the upgrade means', () => {
    expect(summary.points.map((point) => point.text)).toEqual(
      expect.arrayContaining([
        'HTTPS on 8443, behind the kube-rbac-proxy sidecar → HTTPS on 8443, authenticated and authorized by the manager itself',
        expect.stringMatching(/^replaced: ClusterRole shop-proxy-role → ClusterRole shop-metrics-auth-role/),
        expect.stringMatching(/^Deployment shop-system\/shop-controller-manager: container kube-rbac-proxy .* goes$/),
      ]),
    );
  });

  it('names what breaks, what is to be done and what stays behind', () => {
    expect(summary.breaks).toContainEqual(
      expect.objectContaining({ object: expect.objectContaining({ kind: 'Deployment' }) }),
    );
    expect(summary.byHand.map((step) => step.reason)).toContain('4.1.0/metrics-filter');
    expect(summary.leftBehind.map((ref) => ref.name)).toEqual(['shop-proxy-role', 'shop-proxy-rolebinding']);
  });

  it('warns of what a command deletes besides the object', () => {
    const less = shop('kubebuilder@4.15.0', { resources: [RESOURCES[0]!] });
    expect(formatMarkdown(diffScaffolds(shop('kubebuilder@4.15.0'), less))).toContain(
      'kubectl delete customresourcedefinition.apiextensions.k8s.io items.store.example.com # and every object of this kind\n',
    );
  });

  it('deletes nothing by the names of a chart, which has others in each release and cleans up itself', () => {
    const chart = (preset: string) => shop(preset, { format: 'helm' });
    const diff = diffScaffolds(chart('kubebuilder@3.14.2'), chart('kubebuilder@4.15.0'));
    expect(formatMarkdown(diff)).not.toContain('kubectl delete');
    expect(summarizeDiff(diff).breaks.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^Deployment of each release: The API server refuses to change spec\.selector/),
    );
  });

  it('compares the metrics of a workload with those of the same workload', () => {
    const workload = (name: string, args: string[], image = 'a') =>
      JSON.stringify({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name },
        spec: { template: { spec: { containers: [{ name: 'c', image, args }] } } },
      });
    const proxy = (image: string) => workload('b', ['--secure-listen-address=:8443'], `kube-rbac-proxy:${image}`);
    const diff = diffTrees(
      FileTree.from({ 'a.yaml': workload('a', ['--metrics-bind-address=:8080']), 'b.yaml': proxy('1') }),
      FileTree.from({ 'a.yaml': workload('a', []), 'b.yaml': proxy('2') }),
    );
    expect([diff.objects.length, diff.metrics]).toEqual([2, undefined]);
  });

  it('leaves out advice that a later release took back', () => {
    expect(upgrade.reasons.find((reason) => reason.id === '3.15.0/metrics-off')).toMatchObject({ superseded: true });
    expect(summary.byHand.map((step) => step.reason)).not.toContain('3.15.0/metrics-off');
  });
});

describe('formatMarkdown', () => {
  const text = formatMarkdown(upgrade);

  it('has the summary before the reasons, and these before the details', () => {
    const order = [
      '## `shop`',
      '### What it means',
      '### What breaks',
      '### To do by hand',
      '### Why',
      '<summary>Objects',
      '<summary>Files',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('fits into a comment, and says what it leaves out', () => {
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('Some hunks are left out');
    expect(formatMarkdown(upgrade, { maxLength: 10_000_000 })).not.toContain('Some hunks are left out');
  });

  it('is never longer than asked for, whatever the project', () => {
    const resources = Array.from({ length: 40 }, (_, index) => ({
      group: 'store',
      version: 'v1',
      kind: `Thing${index}`,
    }));
    const [from, to] = ['kubebuilder@3.14.2', 'https-metrics'].map((preset) => shop(preset, { resources }));
    const diff = diffScaffolds(from!, to!);
    for (const maxLength of [60_000, 20_000, 6_000, 1_000, 300]) {
      const long = formatMarkdown(diff, { maxLength });
      expect(long.length).toBeLessThanOrEqual(maxLength);
      expect(long.split('<details>').length).toBe(long.split('</details>').length);
      expect(long.split('\n```').length % 2).toBe(1);
    }
  });

  it('shows of long values where they differ, and of equal looking ones their types', () => {
    const tree = (value: string) => FileTree.from({ 'a.yaml': manifest('a', `data:\n  x: ${value}\n`) });
    const start = 'word '.repeat(50);
    const long = formatMarkdown(diffTrees(tree(`${start}one`), tree(`${start}two`)));
    expect(long).toMatch(/^- data\.x: ….*word one$/m);
    expect(long).toMatch(/^\+ data\.x: ….*word two$/m);
    expect(formatMarkdown(diffTrees(tree('"1"'), tree('1')))).toContain('- data.x: "1"\n+ data.x: 1\n');
  });

  it('shows names in the lines of details as they are', () => {
    // A line of HTML is no Markdown: a backslash in it is shown.
    const diff = diffTrees(FileTree.from({}), FileTree.from({ 'a_b/*<c>_@me_#1.go': 'x\n', 'run_me/GH-1': '' }));
    const markdown = formatMarkdown(diff);
    expect(markdown).toContain('<summary>a_b/*&lt;c&gt;_@me_#\u20601.go (added, +1 −0)</summary>');
    expect(markdown).toContain('- run\\_me/GH-\u20601 (added, +0 −0)\n');
  });

  it('opens as many details as it closes', () => {
    expect(text.split('<details>').length).toBe(text.split('</details>').length);
  });

  it('says that nothing changes where nothing does', () => {
    expect(formatMarkdown(nothing)).toBe('## What changes\n\nNothing changes.\n');
  });

  it('never lets a name or a value become markup', () => {
    const evil = '`x` <img src=x onerror=alert(1)> ](http://evil) www.evil @user #12 **b** ``` | </details>';
    const from = FileTree.from({ 'a.yaml': manifest(JSON.stringify(evil)), [`f ${evil.replaceAll('/', '')}`]: 'x\n' });
    const to = FileTree.from({
      'a.yaml': manifest('plain', `data:\n  ${JSON.stringify(evil)}: ${JSON.stringify(evil)}\n`),
    });
    const markdown = formatMarkdown(diffTrees(from, to));
    // In the lines of HTML nothing but HTML is markup.
    const summaries = /^<summary>(.*)<\/summary>$/gm;
    expect([...markdown.matchAll(summaries)].map(([, line]) => line).join('\n')).not.toMatch(/<|@user|#12/);
    const outsideCode = markdown
      .replace(summaries, '')
      .replace(/^(`{3,})[a-z]*\n[\s\S]*?\n\1$/gm, '')
      .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(outsideCode).not.toMatch(/<img|@user|#12|[^\\]\]\(http|http:\/\/evil|www\.evil|\*\*b|```/);
    const count = (line: RegExp) => markdown.match(line)?.length;
    expect(count(/^<details>$/gm)).toBe(count(/^<\/details>$/gm));
  });
});

describe('formatPatch', () => {
  it('writes headers as git does', () => {
    const from = FileTree.from({ gone: 'x\n', 'old name': 'one\ntwo\nthree\n', run: 'x\n', open: 'a' });
    const to = FileTree.from({
      näme: 'one\ntwo\nthree\n',
      run: { content: 'x\n', executable: true },
      open: 'a\n',
      empty: '',
    });
    expect(formatPatch(diffTrees(from, to))).toBe(`diff --git a/empty b/empty
new file mode 100644
index 0000000..e69de29
diff --git a/gone b/gone
deleted file mode 100644
--- a/gone
+++ /dev/null
@@ -1 +0,0 @@
-x
diff --git "a/old name" "b/n\\303\\244me"
similarity index 100%
rename from "old name"
rename to "n\\303\\244me"
diff --git a/open b/open
--- a/open
+++ b/open
@@ -1 +1 @@
-a
\\ No newline at end of file
+a
diff --git a/run b/run
old mode 100644
new mode 100755
`);
  });
});

describe('links and what is no text', () => {
  const from = FileTree.from({
    a: { link: 'b' },
    b: 'x\n',
    'logo.png': new Uint8Array([0, 1]),
    same: new Uint8Array([0]),
    'was.txt': 'text\n',
  });
  const to = FileTree.from({
    a: 'x\n',
    b: 'x\n',
    'logo.png': new Uint8Array([0, 2]),
    same: new Uint8Array([0]),
    'was.txt': new Uint8Array([0]),
  });
  const diff = diffTrees(from, to);

  it('are in the diff, and its mirror', () => {
    expect(
      diff.files.map(({ kind, path, oldMode, newMode, binary }) => [kind, path, oldMode, newMode, binary]),
    ).toEqual([
      ['removed', 'a', '120000', undefined, undefined],
      ['added', 'a', undefined, '100644', undefined],
      ['changed', 'logo.png', undefined, undefined, true],
      ['changed', 'was.txt', '100644', undefined, true],
    ]);
    expect(reverseDiff(diff)).toEqual(diffTrees(to, from));
  });

  it('are patched as links, or named', () => {
    expect(formatPatch(diff)).toBe(`diff --git a/a b/a
deleted file mode 120000
--- a/a
+++ /dev/null
@@ -1 +0,0 @@
-b
\\ No newline at end of file
diff --git a/a b/a
new file mode 100644
--- /dev/null
+++ b/a
@@ -0,0 +1 @@
+x
# changed, and no text: logo.png
# changed, and no text: was.txt
`);
    expect(formatStat(diff)).toContain(' logo.png    | no text\n');
    expect(formatMarkdown(diff)).toContain('- logo.png (changed, no text)\n');
  });
});

describe('on a terminal', () => {
  it('the summary comes first and control characters are shown', () => {
    const from = FileTree.from({ 'a.yaml': manifest('a') });
    const to = FileTree.from({ 'a.yaml': manifest('a', 'data: {x: "\\e[31mred"}\n') });
    const text = formatTerminal(diffTrees(from, to), NO_PAINT, { objects: true, patch: true });
    expect(text.startsWith('1 file: 1 changed, +1 -0\n1 object: 1 changed\n')).toBe(true);
    expect(text).toContain('\\u001b[31mred');
    expect(text).not.toContain('\u001b');
  });

  it('text cannot be turned round', () => {
    const diff = diffTrees(FileTree.from({}), FileTree.from({ 'a\u202eb': 'c\u2066d\n' }));
    const text = formatTerminal(diff, NO_PAINT, { objects: true, patch: true });
    expect(text).toContain('+c\\u2066d');
    expect(text).not.toMatch(/[\u202e\u2066]/);
  });

  it('a stat has a line for each file, and names have no more', () => {
    const diff = filterDiff(upgrade, { paths: ['config/rbac/*_role*.yaml'] });
    expect(formatNames(diff)).toContain('config/rbac/metrics_auth_role.yaml\n');
    expect(formatStat(diff)).toMatch(
      /config\/rbac\/auth_proxy_role.yaml => config\/rbac\/metrics_auth_role.yaml +\| +\d+ \+*-*\n/,
    );
    expect(formatStat(diff).trimEnd().split('\n')).toHaveLength(diff.files.length + 1);
    expect(formatStat(nothing)).toBe('');
  });
});

describe('filterDiff', () => {
  it('by kind keeps the objects of it and the files that they come from', () => {
    const diff = filterDiff(upgrade, { kinds: ['deployment'] });
    expect(diff.objects.map(({ to }) => to?.kind)).toEqual(['Deployment']);
    expect(diff.files.map(({ path }) => path)).toEqual(['config/manager/manager.yaml']);
    expect(diff.reasons.length).toBeLessThan(upgrade.reasons.length);
  });

  it('by path takes directories, patterns and old names', () => {
    const paths = (...patterns: string[]) => filterDiff(upgrade, { paths: patterns }).files.map(({ path }) => path);
    expect(paths('config/manager')).toEqual(['config/manager/manager.yaml']);
    expect(paths('config/rbac/auth_proxy_role.yaml')).toEqual(['config/rbac/metrics_auth_role.yaml']);
    expect(paths('**/*.go').every((path) => path.endsWith('.go'))).toBe(true);
    expect(paths('go.mod', 'PROJECT')).toEqual(['PROJECT', 'go.mod']);
    expect(paths('config/m?n')).toEqual([]);
  });

  it('keeps the metrics with what they are told from', () => {
    const kept = (kinds: string[]) => filterDiff(upgrade, { kinds }).metrics;
    expect(kept(['Deployment'])).toEqual(upgrade.metrics);
    expect(kept(['CustomResourceDefinition'])).toBeUndefined();
    expect(summarizeDiff(filterDiff(upgrade, { paths: ['docs'] })).points).toEqual([]);
  });

  it('without anything to filter by is the diff', () => {
    expect(filterDiff(upgrade, {})).toEqual(upgrade);
  });
});

describe('diffTrees', () => {
  it('compares plain manifests, with a comment as a change of the file alone', () => {
    const from = FileTree.from({ 'a.yaml': manifest('a') });
    const diff = diffTrees(from, FileTree.from({ 'a.yaml': `# new\n${manifest('a')}` }));
    expect([diff.files.length, diff.objects, diff.notes]).toEqual([1, [], []]);
  });

  it('compares what the root kustomization renders to', () => {
    const tree = (prefix: string) =>
      FileTree.from({ 'kustomization.yaml': `namePrefix: ${prefix}\nresources: [a.yaml]\n`, 'a.yaml': manifest('a') });
    const diff = diffTrees(tree('x-'), tree('y-'));
    expect(diff.objects).toMatchObject([
      { kind: 'replaced', from: { name: 'x-a' }, to: { name: 'y-a' }, files: ['a.yaml'] },
    ]);
  });

  it('says where rendering stops and why, and goes on with the files', () => {
    const from = FileTree.from({ 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': manifest('a') });
    const diff = diffTrees(
      from,
      FileTree.from({ 'kustomization.yaml': 'resources: [b.yaml]\n', 'a.yaml': manifest('a') }),
    );
    expect(diff.notes).toEqual([
      {
        code: 'not-renderable',
        side: 'to',
        path: expect.stringContaining('kustomization.yaml'),
        message: expect.stringContaining('b.yaml'),
      },
    ]);
    expect([diff.objects, diff.files.length]).toEqual([[], 1]);
  });

  it('is the mirror of the way back where both sides have notes', () => {
    const tree = (version: string) => FileTree.from({ 'Chart.yaml': `name: x\nversion: ${version}\n` });
    const [from, to] = [tree('1.0.0'), tree('1.0.1').with({ 'a.yaml': 'a' })];
    expect(reverseDiff(diffTrees(from, to))).toEqual(diffTrees(to, from));
  });

  it('takes a chart for what it is: files', () => {
    const chart = (version: string) =>
      FileTree.from({ 'Chart.yaml': `name: x\nversion: ${version}\n`, 'templates/a.yaml': '{{ .Values.x }}\n' });
    const diff = diffTrees(chart('1.0.0'), chart('1.0.1'));
    expect(diff.notes.map(({ side, path }) => [side, path])).toEqual([
      ['from', 'Chart.yaml'],
      ['to', 'Chart.yaml'],
    ]);
    expect(diff.files.map(({ path }) => path)).toEqual(['Chart.yaml']);
  });

  it('passes over files that it cannot read and charts, and says so', () => {
    const tree = (value: string, broken: string) =>
      FileTree.from({
        'deploy/a.yaml': manifest('a', `data: {x: "${value}"}\n`),
        'deploy/b.yaml': broken,
        'charts/x/Chart.yaml': 'name: x\n',
        'charts/x/templates/a.yaml': '{{- if .Values.x }}\n',
      });
    const diff = diffTrees(tree('1', '{{ template }}: [\n'), tree('2', manifest('b')));
    expect(diff.objects.map(({ kind, to }) => [kind, to?.name])).toEqual([['changed', 'a']]);
    expect(diff.notes.map(({ side, path }) => [side, path.replace(/:.*/, '')])).toEqual([
      ['from', 'charts/x'],
      ['from', 'deploy/b.yaml'],
      ['to', 'charts/x'],
    ]);
  });

  it('renders the only directory that nothing builds upon, and asks where there are several', () => {
    const tree = (name: string, more = {}) =>
      FileTree.from({
        'overlays/one/kustomization.yaml': 'resources: [../../base]\n',
        'base/kustomization.yaml': 'resources: [a.yaml]\n',
        'base/a.yaml': manifest(name),
        ...more,
      });
    const diff = diffTrees(tree('a'), tree('b'));
    expect([diff.objects.length, diff.notes]).toEqual([1, []]);
    const more = { 'overlays/two/kustomization.yaml': 'resources: [../../base/]\n' };
    const { objects, notes } = diffTrees(tree('a'), tree('b', more));
    expect([objects, notes.map(({ message }) => message)]).toEqual([
      [],
      [expect.stringContaining('overlays/one, overlays/two')],
    ]);
  });

  it('renders the directory that is asked for', () => {
    const tree = (name: string) =>
      FileTree.from({ 'deploy/kustomization.yaml': 'resources: [a.yaml]\n', 'deploy/a.yaml': manifest(name) });
    expect(diffTrees(tree('a'), tree('b'), { directory: 'deploy' }).objects).toHaveLength(1);
  });
});
