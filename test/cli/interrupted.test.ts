import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../src/core/file-tree.ts';
import { readTree } from '../../src/node/read-tree.ts';
import { writeTree } from '../../src/node/write-tree.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();
const CLI = 'dist/cli/cli.cjs';
const STAGING = '.operator-scaffold-';
const staging = (target: string) => readdirSync(target).filter((name) => name.startsWith(STAGING));

/** The built program, and what writes with the built library; `npm test` builds first. */
describe('a process that is interrupted while it writes many files', () => {
  it('has written all of them, and ends with the code of the signal', async () => {
    const target = directory();
    const output = join(target, 'objects');
    expect((await end(render(manifests(target, 'old'), output))).code).toBe(0);
    const standing = await readTree(output);
    expect(standing.size).toBe(FILES);
    // A busy machine may wake us when all is done.
    let code: number | null = 0;
    for (let round = 0; code === 0 && round < 20; round += 1) {
      const text = `new-${round}`;
      ({ code } = await whileItWrites(output, render(manifests(target, text), output), 'SIGINT'));
      expect(staging(output)).toEqual([]);
      const changed = [...standing].map(({ path, content }) => [path, content.replace('old', text)] as const);
      expect((await readTree(output)).equals(FileTree.from(changed))).toBe(true);
    }
    expect(code).toBe(130);
  });

  it.each([
    ['SIGINT', 'has begun', 'old'],
    ['SIGKILL', 'puts files into place', 'new'],
  ] as const)(
    'has each file old or new after %s, in a library that %s; the next run removes what is left and tells',
    async (signal, _, first) => {
      const target = join(directory(), 'files');
      const [old, next] = [tree('old'), tree('new')];
      // A busy machine may wake us when all is done.
      let left: readonly string[] = [];
      for (let round = 0; left.length === 0 && round < 20; round += 1) {
        await writeTree(old, target, { force: true });
        await whileItWrites(
          target,
          library(target),
          signal,
          () => readFileSync(join(target, 'd0/f0'), 'utf8') === `${first} 0`,
        );
        left = staging(target);
        const standing = await readTree(target, { ignore: left });
        expect(standing.size).toBe(FILES);
        for (const { path, content } of standing) expect([old.get(path), next.get(path)]).toContain(content);
      }
      expect(left).toHaveLength(1);
      expect((await writeTree(next, target, { force: true })).swept).toEqual(left);
      expect((await readTree(target)).equals(next)).toBe(true);
    },
  );

  it('is told of by the next run of the command line', async () => {
    const target = directory();
    mkdirSync(join(target, `${STAGING}999999999-abcdef`));
    const { code, stderr } = await end([CLI, 'init', '--project-name', 'shop', '--output', target]);
    expect([code, stderr]).toEqual([0, `removed ${STAGING}999999999-abcdef, which a killed run had left\n`]);
    expect(staging(target)).toEqual([]);
  });
});

const FILES = 150;

function manifests(target: string, text: string): string {
  const source = join(target, text);
  mkdirSync(source);
  writeFileSync(join(source, 'kustomization.yaml'), 'resources: [maps.yaml]\n');
  const maps = Array.from(
    { length: FILES },
    (_, index) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: map-${index}}\ndata: {text: ${text}}\n`,
  );
  writeFileSync(join(source, 'maps.yaml'), maps.join('---\n'));
  return source;
}

function render(source: string, output: string) {
  mkdirSync(output, { recursive: true });
  return [CLI, 'render', source, '--output', output, '--force'];
}

const tree = (text: string) =>
  FileTree.from(Array.from({ length: FILES }, (_, index) => [`d${index % 50}/f${index}`, `${text} ${index}`] as const));

function library(target: string) {
  const program = `
    const { FileTree } = require('${process.cwd()}/dist/index.cjs');
    const { writeTree } = require('${process.cwd()}/dist/node/index.cjs');
    const entries = Array.from({ length: ${FILES} }, (_, index) => ['d' + (index % 50) + '/f' + index, 'new ' + index]);
    writeTree(FileTree.from(entries), process.argv[1], { force: true });`;
  return ['-e', program, target];
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

async function end(argv: readonly string[]): Promise<Ended> {
  return start(argv).ended;
}

function start(argv: readonly string[]) {
  const child = spawn(process.execPath, [...argv], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stderr }));
  });
  return { child, ended };
}

/** Sends a signal to a process when it has begun to write, and something else is so. */
async function whileItWrites(target: string, argv: readonly string[], signal: NodeJS.Signals, ready = () => true) {
  const { child, ended } = start(argv);
  while (child.exitCode === null && (staging(target).length === 0 || !ready())) await setTimeout(1);
  child.kill(signal);
  return ended;
}
