import { type Issue, inFile, ScaffoldError } from '../core/errors.ts';
import type { YamlNode, YamlScalar } from './node.ts';
import type { Dialect } from './resolve.ts';
import { ExpandError, expand } from './source/expand.ts';
import { readSource } from './source/read-source.ts';
import { SourceError } from './source/source-error.ts';

/**
 * Reads a document with all of YAML that go-yaml knows, and expands aliases and merge keys.
 *
 * @param text one YAML stream, of which only the first document is read
 * @param firstLine the stream's line in its file
 * @throws ScaffoldError `yaml-syntax`
 */
export function readDocument(text: string, dialect: Dialect, path: string, firstLine: number): YamlNode | null {
  try {
    const document = readSource(text, dialect, firstLine);
    if (document === undefined) return null;
    const root = expand(document.root, dialect);
    if (document.foot !== '' && dialect === 'go-yaml-v3') setApart(root);
    return root;
  } catch (error) {
    if (error instanceof SourceError) {
      const { line, column } = error.mark;
      throw syntaxError(inFile(path, line + firstLine, column + 1), error);
    }
    if (error instanceof ExpandError) throw syntaxError(inFile(path, error.node.line), error);
    throw error;
  }
}

/** kustomize prints a comment at the end behind an empty line, which a block that keeps such lines then takes in. */
function setApart(root: YamlNode): void {
  let last: YamlNode | undefined = root;
  while (last !== undefined && last.kind !== 'scalar') {
    last = last.kind === 'seq' ? last.items.at(-1) : last.entries.at(-1)?.value;
  }
  const isBlock = last?.style === 'literal' || last?.style === 'folded';
  if (isBlock && (last?.value === '\n' || last?.value.endsWith('\n\n'))) (last as YamlScalar).value += '\n';
}

/** What is said of a text that cannot be read or expanded. */
export function syntaxError(
  place: Pick<Issue, 'path' | 'at'>,
  { message, expected }: SourceError | ExpandError,
): ScaffoldError {
  return new ScaffoldError({
    code: 'yaml-syntax',
    ...place,
    message,
    ...(expected === undefined ? {} : { expected }),
  });
}
