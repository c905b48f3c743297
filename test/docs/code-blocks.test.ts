import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();
/** Below the root, so that the package's name resolves as it does for every test. */
const SCRATCH = 'test/docs/.blocks';
/** What a shell block may call that is not run here: it installs the package, or is this very test run. */
const NOT_RUN = /^(npm ci && npm (run demo|test|run \w+)|npm install .*|npm run [\w:]+.*|npx .*|git clone .*)$/;

interface Block {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** The text block right behind it: what it prints. */
  readonly prints: string | undefined;
}

const files = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md') && !path.startsWith('upgrading/'))
    .map((path) => `docs/${path}`),
];
const blocks = files.flatMap(blocksOf);

describe('code in documents', () => {
  beforeAll(() => void mkdirSync(SCRATCH, { recursive: true }));
  afterAll(() => rmSync(SCRATCH, { recursive: true, force: true }));

  it('is in a language that is run or read here', () => {
    const known = ['ts', 'sh', 'json', 'yaml', 'text'];
    expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
    expect(blocks.filter(({ language }) => language === 'ts').length).toBeGreaterThan(3);
  });

  it.each(of('ts'))('%s runs and prints what follows it', async (_, { code, prints, file, line }) => {
    const path = resolve(SCRATCH, `${file.replaceAll(/\W/g, '-')}-${line}.ts`);
    writeFileSync(path, code);
    const printed: string[] = [];
    const log = vi
      .spyOn(console, 'log')
      .mockImplementation((...values: unknown[]) => void printed.push(values.join(' ')));
    try {
      await import(path);
    } finally {
      log.mockRestore();
    }
    if (prints !== undefined) expect(printed.join('\n').trim()).toBe(prints.trim());
  });

  it.each(of('sh'))('%s runs', (_, { code }) => {
    const home = directory();
    const bin = join(home, '.bin');
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'operator-scaffold'),
      `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/cli/cli.cjs')}" "$@"\n`,
    );
    chmodSync(join(bin, 'operator-scaffold'), 0o755);
    const lines = code.replaceAll('\\\n', ' ').trim().split('\n');
    const run = lines.filter((line) => !NOT_RUN.test(line.replace(/\s*#.*$/, '').trim()));
    for (const [, script = ''] of code.matchAll(/npm run ([\w:]+)/g)) {
      expect(JSON.parse(readFileSync('package.json', 'utf8')).scripts).toHaveProperty(script);
    }
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
    const shell = () => execFileSync('sh', ['-e', '-c', run.join('\n')], { cwd: home, env, stdio: 'pipe' });
    expect(shell).not.toThrow();
  });

  it.each([...of('yaml'), ...of('json')])('%s is read without an error', (_, { code }) => {
    expect(parseAllDocuments(code).flatMap((document) => document.errors)).toEqual([]);
  });

  it('has links to files that exist', () => {
    const broken: string[] = [];
    for (const file of files) {
      for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        try {
          readFileSync(join(file, '..', target));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EISDIR') broken.push(`${file}: ${target}`);
        }
      }
    }
    expect(broken).toEqual([]);
  });
});

function of(language: string): [string, Block][] {
  return blocks.filter((block) => block.language === language).map((block) => [`${block.file}:${block.line}`, block]);
}

function blocksOf(file: string): Block[] {
  const text = readFileSync(file, 'utf8');
  const found = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  return found.map((match, index) => {
    const next = found[index + 1];
    const between = next === undefined ? 'x' : text.slice(match.index + match[0].length, next.index);
    const prints = next?.[1] === 'text' && between.trim() === '' ? next[2] : undefined;
    const line = text.slice(0, match.index).split('\n').length;
    return { file, line, language: match[1]!, code: match[2]!, prints };
  });
}
