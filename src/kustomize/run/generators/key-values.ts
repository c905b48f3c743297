import { Refusal } from '../../errors/refusal.ts';
import type { Loader } from '../../read/loader.ts';

/** Where the data of a generated object comes from. */
export interface Sources {
  readonly envs: readonly string[];
  readonly literals: readonly string[];
  readonly files: readonly string[];
}

/**
 * The data that sources give: env files first, then literals, then files.
 *
 * @throws Refusal for sources that cannot be read or repeat a key
 */
export function readSources(sources: Sources, loader: Loader): Map<string, string | Uint8Array> {
  const data = new Map<string, string | Uint8Array>();
  const add = (key: string, value: string | Uint8Array): void => {
    if (data.has(key)) {
      throw new Refusal('kustomize-conflict', `the key ${key} stands in several sources`, {
        expected: 'each key once',
        received: key,
      });
    }
    data.set(key, value);
  };
  for (const path of sources.envs) for (const [key, value] of parseEnv(loadEnv(loader, path))) add(key, value);
  for (const literal of sources.literals) add(...parseLiteral(literal));
  for (const source of sources.files) {
    const [key, path] = parseFileSource(source);
    add(key, loadFile(loader, path));
  }
  return data;
}

function loadEnv(loader: Loader, path: string): string {
  const content = loadFile(loader, path);
  if (typeof content === 'string') return content;
  throw new Refusal('file-unreadable', `${path} is not text`, { expected: 'lines KEY=value in UTF-8', received: path });
}

/** What was read as UTF-8 and is none has lost its bytes, and would give another object. */
function loadFile(loader: Loader, path: string): string | Uint8Array {
  const content = loader.loadContent(path);
  if (typeof content === 'string' && content.includes('\uFFFD') && !loader.hasBytes(path)) {
    throw new Refusal('kustomize-unsupported', `${path} holds U+FFFD, which may stand for bytes that are no text`, {
      expected: 'the file as bytes in the tree, as readTree has it',
      received: path,
    });
  }
  return content;
}

/** Lines `KEY=value`; comments and empty lines are passed over, a key alone has an empty value. */
function* parseEnv(text: string): Iterable<[key: string, value: string]> {
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const unmarked = index === 0 ? line.replace(/^\uFEFF/, '') : line;
    const content = unmarked.replace(/\r$/, '').replace(/^[\t\n\v\f\r \u0085\u00A0\p{Zs}\u2028\u2029]+/u, '');
    if (content === '' || content.startsWith('#')) continue;
    const equals = content.indexOf('=');
    const key = equals === -1 ? content : content.slice(0, equals);
    if (key !== '') yield [key, equals === -1 ? '' : content.slice(equals + 1)];
  }
}

function parseLiteral(literal: string): [key: string, value: string] {
  const equals = literal.indexOf('=');
  if (equals <= 0) {
    throw new Refusal('kustomization-invalid', 'not a literal', { expected: 'key=value', received: literal });
  }
  const value = literal.slice(equals + 1);
  const quote = value[0];
  const isQuoted = value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return [literal.slice(0, equals), isQuoted ? value.slice(1, -1) : value];
}

/** `path`, or `key=path`; without a key it is the name of the file. */
function parseFileSource(source: string): [key: string, path: string] {
  const parts = source.split('=');
  if (parts.length === 1) return [baseName(source), source];
  const [key, path] = parts;
  if (parts.length === 2 && key && path) return [key, path];
  throw new Refusal('kustomization-invalid', 'not a file source', { expected: 'path or key=path', received: source });
}

function baseName(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  const trimmed = path.slice(0, end);
  if (trimmed === '') return path === '' ? '.' : '/';
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}
