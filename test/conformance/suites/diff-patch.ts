import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { type FileInput, FileTree } from '../../../src/core/file-tree.ts';
import { parentsOf } from '../../../src/core/paths.ts';
import { diffFiles } from '../../../src/diff/files/diff-files.ts';
import { formatPatch } from '../../../src/diff/patch/format-patch.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { ALL_PRESETS, shop } from '../../diff/pairs.ts';
import { anyTrees } from '../../diff/random-trees.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';

/** Random trees, and trees made for one trap each: `formatPatch` against real `git apply` and `patch -p1`. */
export const suite: Suite = {
  name: 'diff-patch',
  async *run(context) {
    for (const [name, from, to] of traps()) {
      yield check(`${name}, forward`, context, from, to);
      yield check(`${name}, back`, context, to, from);
    }
    for (const [from, to] of [...neighbours(), ...neighbours().map(([a, b]) => [b, a] as const)]) {
      yield check(`${from} to ${to}`, context, buildScaffold(shop(from)), buildScaffold(shop(to)));
    }
    const pairs = fc.sample(anyTrees, { numRuns: context.all ? 3000 : 300, seed: context.seed });
    for (const [index, [from, to]] of pairs.entries()) yield check(`random ${index}`, context, from, to);
  },
};

/** Presets that follow each other, and the longest jump. */
function neighbours(): (readonly [string, string])[] {
  const [first, ...rest] = ALL_PRESETS;
  return [
    ...rest.map((preset, index) => [ALL_PRESETS[index]!, preset] as const),
    [first!, ALL_PRESETS.findLast((preset) => preset.startsWith('kubebuilder@'))!] as const,
  ];
}

function traps(): [string, FileTree, FileTree][] {
  const text = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n';
  const tree = FileTree.from;
  return [
    ['nothing', tree({ a: text }), tree({ a: text })],
    ['an empty file', tree({}), tree({ 'dir/empty': '' })],
    ['an empty executable file', tree({}), tree({ empty: { content: '', executable: true } })],
    ['a file becomes empty', tree({ a: text }), tree({ a: '' })],
    ['no newline at the end', tree({ a: text }), tree({ a: text.trimEnd() })],
    ['no newline on both sides', tree({ a: 'x\ny' }), tree({ a: 'x\nz' })],
    ['line endings', tree({ a: text }), tree({ a: text.replaceAll('\n', '\r\n') })],
    ['a lone carriage return at the end', tree({ a: 'x\r' }), tree({ a: 'x\r\n' })],
    ['mode', tree({ a: text }), tree({ a: { content: text, executable: true } })],
    ['mode and content', tree({ a: text }), tree({ a: { content: `${text}x\n`, executable: true } })],
    ['rename', tree({ 'a/b c': text }), tree({ 'd/e"f': text })],
    ['rename, mode and content', tree({ a: text }), tree({ 'ü/b': { content: `${text}x\n`, executable: true } })],
    ['a file makes way for a directory', tree({ a: text }), tree({ 'a/b': text })],
    ['several files make way', tree({ 'a/b/c': text, 'a/d': 'x\n', a1: 'y\n' }), tree({ a: `${text}z\n` })],
    ['lines that look like a patch', tree({ a: '--- a/x\n+++ b/x\n@@ -1 +1 @@\n' }), tree({ a: '+++ b/x\n' })],
    ['a name like an option', tree({ '-R': text, '--x': 'a\n' }), tree({ '-R': `x${text}` })],
    ['names with control characters', tree({ 'a\tb': text, 'c\nd': 'x\n' }), tree({ 'a\tb': 'x\n', 'e\x01': '1\n' })],
    ['a link that leads elsewhere', tree({ a: { link: 'b' }, b: text }), tree({ a: { link: '../c' }, b: text })],
    ['a link to a file that changes', tree({ a: { link: 'b' }, b: text }), tree({ a: { link: 'b' }, b: 'x\n' })],
    ['a link becomes the file', tree({ a: { link: 'b' }, b: text }), tree({ a: text, b: text })],
    ['a link to a directory', tree({ 'a/b': text }), tree({ 'a/b': text, 'ü d': { link: 'a' } })],
    ['names in another case', tree({ 'Readme.md': text }), tree({ 'README.md': `${text}x\n` })],
    ['one name in two normal forms', tree({ 'caf\u00e9': text }), tree({ 'cafe\u0301': text })],
    ['names that start as those of a patch', tree({ 'a/a b/b': text, 'b b/b': '' }), tree({ 'a/a b/b': 'x\n' })],
    [
      'bytes, below files that move',
      tree({ a: text, m: bytes(0), n: 'x\n' }),
      tree({ k: text, m: bytes(1), n: bytes(0) }),
    ],
    ['a byte order mark', tree({ a: text }), tree({ a: `\ufeff${text}` })],
    ['carriage returns alone', tree({ a: 'x\ry\r' }), tree({ a: 'x\rz\r' })],
    ['a large file', tree({ a: text.repeat(5000) }), tree({ a: text.repeat(5000).replace('one', 'two') })],
    [
      'too much to compare',
      tree({ a: numbered('old', 20_000) }),
      tree({ a: `${numbered('new', 20_000)}no end of line` }),
    ],
  ];
}

function bytes(last: number): Uint8Array {
  return new Uint8Array([0xff, 0, last]);
}

function numbered(word: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${word} ${index}\n`).join('');
}

function check(name: string, context: Context, from: FileTree, to: FileTree): CaseResult {
  const patch = formatPatch({ files: diffFiles(from, to).map((change) => ({ ...change, reasons: [] })) });
  const expected = patched(from, to);
  const errors: string[] = [];
  // patch(1) writes nothing before it has read all, so it takes a path for occupied that the same patch frees; git's own
  // patches fail in the same way.
  const swaps = occupied(from, to) || occupied(to, from);
  for (const [tool, apply] of [
    ['git apply', gitApply],
    ['patch -p1', gnuPatch],
  ] as const) {
    if (swaps && apply === gnuPatch) continue;
    const directory = join(context.scratch, 'tree');
    writeTo(directory, from);
    const file = join(context.scratch, 'change.patch');
    writeFileSync(file, patch);
    const problem = patch === '' ? undefined : apply(directory, file);
    const result = readFrom(directory);
    if (problem !== undefined) errors.push(`${tool}: ${problem}`);
    else if (!result.equals(expected) || linksOf(result) !== linksOf(expected)) {
      errors.push(`${tool} gives another tree: ${JSON.stringify(result)}`);
    }
    rmSync(directory, { recursive: true, force: true });
  }
  if (errors.length === 0) return { name };
  return { name, error: [...errors, JSON.stringify(from), JSON.stringify(to), patch].join('\n').slice(0, 4000) };
}

/** What a patch can give: what is no text stays as it is. */
function patched(from: FileTree, to: FileTree): FileTree {
  const fixed = new Set([...from.binaries(), ...to.binaries()].map(([path]) => path));
  const some = (tree: FileTree, stays: boolean) => tree.inputs().filter(([path]) => fixed.has(path) === stays);
  return FileTree.from([...some(to, false), ...some(from, true)]);
}

function linksOf(tree: FileTree): string {
  const links = [...tree.others].filter(([, other]) => !(other instanceof Uint8Array));
  return JSON.stringify(links.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether a file of one tree stands where the other needs a directory. */
function occupied(files: FileTree, directories: FileTree): boolean {
  const pathsOf = (tree: FileTree) => [...tree.paths(), ...tree.others.keys()];
  const needed = new Set(pathsOf(directories).flatMap(parentsOf));
  return pathsOf(files).some((path) => needed.has(path));
}

function gitApply(directory: string, file: string): string | undefined {
  // A repository of its own, so that none around the scratch directory has a say.
  execFileSync('git', ['init', '--quiet'], { cwd: directory });
  const result = spawnSync('git', ['apply', '--whitespace=nowarn', file], { cwd: directory, encoding: 'utf8' });
  rmSync(join(directory, '.git'), { recursive: true, force: true });
  return result.status === 0 && result.stderr === '' ? undefined : `exit ${result.status}: ${result.stderr}`;
}

function gnuPatch(directory: string, file: string): string | undefined {
  const result = spawnSync('patch', ['-p1', '--fuzz=0', '--batch', '--no-backup-if-mismatch', '-i', file], {
    cwd: directory,
    encoding: 'utf8',
  });
  const clean = result.status === 0 && !/fuzz|offset|FAILED|Reversed/.test(result.stdout);
  return clean ? undefined : `exit ${result.status}: ${result.stdout}${result.stderr}`;
}

function writeTo(directory: string, tree: FileTree): void {
  mkdirSync(directory, { recursive: true });
  for (const [path, other] of tree.others) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    if (other instanceof Uint8Array) writeFileSync(file, other);
    else symlinkSync(other.link, file);
  }
  for (const entry of tree) {
    if (tree.others.has(entry.path)) continue;
    const file = join(directory, entry.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, entry.content);
    chmodSync(file, entry.executable ? 0o755 : 0o644);
  }
}

function readFrom(root: string): FileTree {
  const files: [string, FileInput][] = [];
  const visit = (directory: string, prefix: string) => {
    for (const name of readdirSync(directory)) {
      const file = join(directory, name);
      const stat = lstatSync(file);
      if (stat.isDirectory()) visit(file, `${prefix}${name}/`);
      else if (stat.isSymbolicLink()) files.push([`${prefix}${name}`, { link: readlinkSync(file) }]);
      else files.push([`${prefix}${name}`, { content: readFileSync(file), executable: (stat.mode & 0o100) !== 0 }]);
    }
  };
  visit(root, '');
  return FileTree.from(files);
}
