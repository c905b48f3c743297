import { inFile, ScaffoldError } from '../core/errors.ts';

/** One document of a file. */
export interface DocumentText {
  readonly text: string;
  /** 1-based line of the file on which it begins. */
  readonly line: number;
}

/**
 * Cuts a file at its `---` lines, as kustomize does before it parses: by text, so that each piece is a YAML stream of
 * its own (anchors end with it), of which only the first document counts.
 *
 * @throws ScaffoldError `yaml-syntax` where such a line holds anything but a comment
 */
export function splitDocuments(text: string, path: string): DocumentText[] {
  const documents: DocumentText[] = [];
  let start = 0;
  let line = 1;
  // The first line is no separator: it has no line break before it.
  for (let at = text.indexOf('\n---'); at !== -1; ) {
    const end = text.indexOf('\n', at + 1);
    if (end === -1) break; // nor is the last line without a line break of its own
    const rest = text.slice(at + 4, end).trim();
    if (rest !== '' && !rest.startsWith('#')) {
      throw new ScaffoldError({
        code: 'yaml-syntax',
        ...inFile(path, line + countLines(text, start, at + 1)),
        message: 'a document separator stands alone on its line',
        expected: '---',
        received: `---${text.slice(at + 4, end)}`,
      });
    }
    documents.push({ text: text.slice(start, at + 1), line });
    line += countLines(text, start, end + 1);
    start = end + 1;
    // The separator's own line break cannot begin the next one.
    at = text.indexOf('\n---', start);
  }
  documents.push({ text: text.slice(start), line });
  return documents;
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
