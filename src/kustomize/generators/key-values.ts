import type { Loader } from '../files/loader.ts';
import { Refusal } from '../refusal.ts';

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
export function readSources(sources: Sources, loader: Loader): Map<string, string> {
  const data = new Map<string, string>();
  const add = (key: string, value: string): void => {
    if (data.has(key)) {
      throw new Refusal('kustomize-conflict', `the key ${key} stands in several sources`, {
        expected: 'each key once',
        received: key,
      });
    }
    data.set(key, value);
  };
  for (const path of sources.envs) for (const [key, value] of parseEnv(loadText(loader, path))) add(key, value);
  for (const literal of sources.literals) add(...parseLiteral(literal));
  for (const source of sources.files) {
    const [key, path] = parseFileSource(source);
    add(key, loadText(loader, path));
  }
  return data;
}

/** A tree holds text; bytes that are none have been lost before they got here, and would give another object. */
function loadText(loader: Loader, path: string): string {
  const text = loader.load(path);
  if (text.includes('\uFFFD')) {
    throw new Refusal('kustomize-unsupported', `${path} is not text`, {
      expected: 'a text file in UTF-8: binary content cannot be held in a file tree',
      received: path,
    });
  }
  return text;
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
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return path === '' ? '.' : '/';
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}
