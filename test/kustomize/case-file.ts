import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Link } from '../../src/core/file-tree.ts';

/**
 * A case of `kustomize build`, one text file:
 *
 *     What it shows.
 *     build: overlay              (left out: the root)
 *
 *     -- overlay/kustomization.yaml --
 *     …
 *     -- output --                what the real kustomize prints, or
 *     -- refusal --               where it refuses: the code and the path of our first issue, a line each
 *
 * A line `no newline at the end` after a file's header says that its last line break is not part of it; in contents,
 * `\-- ` at a line's start stands for `-- `. Carriage returns and byte-order marks are written `<CR>` and `<BOM>`. A file
 * that is no text has the line `base64` and its bytes, a link the line `link to TARGET`.
 */
export interface KustomizeCase {
  readonly name: string;
  readonly title: string;
  readonly directory: string;
  readonly files: Readonly<Record<string, CaseFile>>;
  readonly output?: string;
  readonly refusal?: { readonly code: string; readonly path: string };
}

export type CaseFile = string | Uint8Array | Link;

export const CASES_DIRECTORY = join(import.meta.dirname, 'cases');

/** Every case, by topic and name. */
export function readCases(directory = CASES_DIRECTORY): KustomizeCase[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) =>
      parseCase(name.replace(/\.txt$/, '').replaceAll('\\', '/'), readFileSync(join(directory, name), 'utf8')),
    );
}

export function parseCase(name: string, text: string): KustomizeCase {
  const [head = '', ...sections] = text.split(/^(?=-- .+ --$)/m);
  const files: Record<string, CaseFile> = Object.create(null);
  let output: string | undefined;
  let refusal: KustomizeCase['refusal'];
  for (const section of sections) {
    const [, title = '', body = ''] = /^-- (.+) --\n([\s\S]*)$/.exec(section) ?? [];
    if (title === 'output') {
      output = decode(body);
    } else if (title === 'refusal') {
      const [code = '', path = ''] = body.split('\n');
      refusal = { code, path };
    } else {
      files[title] = decodeFile(body);
    }
  }
  const directory = /^build: (.+)$/m.exec(head)?.[1] ?? '.';
  const title = head.replace(/^build: .+$/m, '').trim();
  return {
    name,
    title,
    directory,
    files,
    ...(output === undefined ? {} : { output }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

/** The file of a case; {@link parseCase} reads it back. */
export function formatCase(one: KustomizeCase): string {
  const head = one.directory === '.' ? `${one.title}\n` : `${one.title}\nbuild: ${one.directory}\n`;
  const files = Object.entries(one.files).map(([path, content]) => `-- ${path} --\n${encodeFile(content)}`);
  const end =
    one.output !== undefined
      ? `-- output --\n${encode(one.output)}`
      : one.refusal !== undefined
        ? `-- refusal --\n${one.refusal.code}\n${one.refusal.path}\n`
        : '';
  return `${head}\n${files.join('')}${end}`;
}

/** Writes the files of a case below a directory of the disk. */
export function writeCase(files: KustomizeCase['files'], directory: string): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(file, content);
    else symlinkSync(content.link, file);
  }
}

function decodeFile(body: string): CaseFile {
  const [, target] = /^link to (.+)\n$/.exec(body) ?? [];
  if (target !== undefined) return { link: target };
  const [, bytes] = /^base64\n(.+)\n$/.exec(body) ?? [];
  return bytes === undefined ? decode(body) : new Uint8Array(Buffer.from(bytes, 'base64'));
}

function encodeFile(content: CaseFile): string {
  if (typeof content === 'string') return encode(content);
  return content instanceof Uint8Array
    ? `base64\n${Buffer.from(content).toString('base64')}\n`
    : `link to ${content.link}\n`;
}

const UNENDED = 'no newline at the end\n';

function decode(body: string): string {
  const text = body
    .replace(/^\\-- /gm, '-- ')
    .replaceAll('<CR>', '\r')
    .replaceAll('<BOM>', '\ufeff');
  return text.startsWith(UNENDED) ? text.slice(UNENDED.length, -1) : text;
}

function encode(content: string): string {
  const text = content.replace(/^-- /gm, '\\-- ').replaceAll('\r', '<CR>').replaceAll('\ufeff', '<BOM>');
  return text === '' || text.endsWith('\n') ? text : `${UNENDED}${text}\n`;
}
