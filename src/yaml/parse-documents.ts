import { spend } from '../core/call.ts';
import { inFile, ScaffoldError } from '../core/errors.ts';
import { readBlockDocument, TabError } from './block-reader.ts';
import type { YamlNode } from './node.ts';
import { readDocument } from './read-document.ts';
import type { Dialect } from './resolve.ts';
import { splitDocuments } from './split-documents.ts';

/**
 * The documents of a file as nodes, read as kustomize reads resources and patches; empty ones are left out. Duplicate
 * keys are kept here and refused when the node is printed or turned into data.
 *
 * @param path names the text in errors
 * @throws ScaffoldError `yaml-syntax` with line and column
 */
export function parseDocuments(text: string, path: string): YamlNode[] {
  const nodes: YamlNode[] = [];
  const normal = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  for (const document of splitDocuments(normal, path)) {
    const node = parseDocument(document.text, 'go-yaml-v3', path, document.line);
    if (node !== null) nodes.push(node);
  }
  return nodes;
}

/** What YAML does not allow anywhere in a text. */
const CONTROL = /[^\t\n\r\x20-\x7e\u0085\u00a0-\ufffd]/;

/** The first document of a YAML stream; null where it is empty. */
export function parseDocument(source: string, dialect: Dialect, path: string, line: number): YamlNode | null {
  spend('bytes', source.length, path);
  let text = source.startsWith('\ufeff') ? source.slice(1) : source;
  // YAML 1.1 has more line breaks than one; all of these mean a line feed.
  if (/[\r\u0085]/.test(text)) text = text.replace(/\r\n?|\u0085/g, '\n');
  const control = CONTROL.exec(text);
  if (control !== null) {
    const before = text.slice(0, control.index).split('\n');
    throw new ScaffoldError({
      code: 'yaml-syntax',
      ...inFile(path, line + before.length - 1, (before.at(-1) as string).length + 1),
      message: 'a control character cannot stand in YAML as it is',
      received: `U+${control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    });
  }
  const node = read(text, dialect, path, line);
  return node?.kind === 'scalar' && node.tag === '!!null' ? null : node;
}

function read(text: string, dialect: Dialect, path: string, line: number): YamlNode | null {
  try {
    const quick = readBlockDocument(text, dialect, line);
    return quick === undefined ? readDocument(text, dialect, path, line) : quick;
  } catch (error) {
    // The quick reader knows lines alone.
    if (error instanceof ScaffoldError && error.code === 'limit-exceeded') {
      throw new ScaffoldError(error.issues.map((issue) => (issue.path === '' ? { ...issue, path } : issue)));
    }
    if (!(error instanceof TabError)) throw error;
    throw new ScaffoldError({
      code: 'yaml-syntax',
      ...inFile(path, error.line, error.column),
      message: error.message,
      expected: 'spaces',
    });
  }
}
