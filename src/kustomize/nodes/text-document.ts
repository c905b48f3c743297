import { spend } from '../../core/call.ts';
import { type YamlNode, YamlScalar } from '../../yaml/node.ts';
import { ExpandError, expand } from '../../yaml/source/expand.ts';
import { printSource } from '../../yaml/source/print-source.ts';
import { readSource, type SourceDocument } from '../../yaml/source/read-source.ts';
import { SourceError } from '../../yaml/source/source-error.ts';
import { keyText, scalarValue, sortedEntries } from '../../yaml/to-js.ts';
import { Refusal } from '../errors/refusal.ts';
import { goJson, goJsonString } from '../go/go-json.ts';

/** What YAML does not allow anywhere in a text. */
const CONTROL = /[^\t\n\r\x20-\x7e\u0085\u00a0-\ufffd]/;

/**
 * The YAML or JSON that a scalar holds as its text, the first document of it; undefined where there is none.
 *
 * @throws Refusal `kustomize-broken-text`
 */
export function readText(text: string): SourceDocument | undefined {
  spend('bytes', text.length);
  try {
    if (CONTROL.test(text)) throw new SourceError('a control character', { line: 0, column: 0 });
    return readSource(text);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { line, column } = error.mark;
    throw new Refusal(
      'kustomize-broken-text',
      `the path leads into a text that is no YAML: line ${line + 1}, column ${column + 1}: ${error.message}`,
      { expected: 'text that is YAML or JSON' },
    );
  }
}

/**
 * A document as kustomize writes it back: JSON, on one line or indented, where the text was JSON; else YAML, of which
 * comments, styles, anchors and the spelling of numbers stay.
 *
 * @throws ScaffoldError, Refusal where it has no form as JSON
 */
export function writeText(document: SourceDocument, original: string): string {
  const text = printSource(document);
  if (!/^[{[]/.test(trimSpace(original))) return trimSpace(text);
  const written = readSource(text);
  let json: string;
  try {
    json = written === undefined ? 'null' : jsonOf(expand(written.root));
  } catch (error) {
    if (!(error instanceof ExpandError)) throw error;
    throw new Refusal('kustomize-broken-text', error.message);
  }
  return original.includes('\n') && original.includes('  ') ? indentJson(json) : json;
}

/** As Go's encoding/json, with all digits of integers. */
function jsonOf(node: YamlNode): string {
  if (node.kind === 'seq') return `[${node.items.map(jsonOf).join(',')}]`;
  if (node.kind === 'map') {
    const entries = sortedEntries(node).map(({ key, value }) => [keyText(key), jsonOf(value)] as const);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, value]) => `${goJsonString(key)}:${value}`).join(',')}}`;
  }
  const value = scalarValue(node);
  return typeof value === 'bigint' ? String(value) : goJson(value);
}

/** The node that stands for no document at all. */
export function nothing(): YamlScalar {
  return new YamlScalar('null', '!!null');
}

/** What Go takes for white space. */
export function trimSpace(text: string): string {
  return text
    .replace(/^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/, '')
    .replace(TRAILING, '');
}

const TRAILING =
  /(?<![\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000])[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;

/** What Go's MarshalIndent makes of compact JSON, with two spaces; empty maps and lists stay on their line. */
function indentJson(json: string): string {
  let depth = 0;
  const out: string[] = [];
  for (let i = 0; i < json.length; i += 1) {
    const character = json[i] as string;
    if (character === '"') {
      const start = i;
      for (i += 1; json[i] !== '"'; i += 1) if (json[i] === '\\') i += 1;
      out.push(json.slice(start, i + 1));
    } else if ((character === '{' || character === '[') && (json[i + 1] === '}' || json[i + 1] === ']')) {
      out.push(character, json[i + 1] as string);
      i += 1;
    } else if (character === '{' || character === '[') {
      depth += 1;
      out.push(character, '\n', '  '.repeat(depth));
    } else if (character === '}' || character === ']') {
      depth -= 1;
      out.push('\n', '  '.repeat(depth), character);
    } else if (character === ',') out.push(',\n', '  '.repeat(depth));
    else out.push(character === ':' ? ': ' : character);
  }
  return out.join('');
}
