import { describeValue, type Issue, inFile, ScaffoldError } from '../core/errors.ts';
import { ObjectMemo } from '../core/memo.ts';
import type { YamlMap, YamlNode, YamlScalar } from './node.ts';
import { syntaxError } from './read-document.ts';
import { refold } from './refold.ts';
import { ExpandError, mergeNamed } from './source/expand.ts';
import { scalarForm } from './source/scalar-form.ts';

/** The file that an object stands in, and on which line; 0 where that is not known. */
export interface SettledOrigin {
  readonly file: string;
  readonly line: number;
}

const NOWHERE: SettledOrigin = { file: '', line: 0 };

/**
 * What becomes of values when kustomize writes an object as YAML and reads it again, as it does before it prints or
 * patches by JSON. Its printer cannot leave values out between braces, which makes empty texts of them; it sets some line
 * breaks of folded (`>`) blocks twice; and it cannot read a block again that begins with a tab. A key `<<` that came out of
 * JSON merges.
 *
 * @param origin of the object, for errors at what has no line of its own
 * @throws ScaffoldError `yaml-syntax`, or `yaml-unsupported` for what cannot be written
 */
export function settle(node: YamlNode, origin: SettledOrigin = NOWHERE, inFlow = false): void {
  switch (node.kind) {
    case 'map': {
      if (node.unread !== undefined || (node.original !== undefined && SETTLED.get(node.original.map, isPlain))) return;
      const flow = inFlow || node.flow;
      for (const { key, value } of node.entries) {
        if (key.extras !== undefined && !flow) requireReadable(key, value, origin);
        // A key of several lines stands behind a question mark, where it may be a block.
        if (!flow && key.quoted && key.value.includes('\n')) settle(key, origin);
        settle(value, origin, flow);
      }
      if (node.entries.some(({ key }) => key.tag === '!!merge')) settleMerge(node, origin);
      return;
    }
    case 'seq': {
      const flow = inFlow || node.flow;
      for (const item of node.items) settle(item, origin, flow);
      return;
    }
    default:
      if (inFlow) settleInFlow(node);
      else if (isBlock(node)) settleBlock(node, origin);
  }
}

function settleMerge(node: YamlMap, origin: SettledOrigin): void {
  try {
    mergeNamed(node);
  } catch (error) {
    if (error instanceof ExpandError) throw syntaxError(placeIn(origin, error.node.line), error);
    throw error;
  }
}

/** Behind a key's comment go-yaml (3.0.5) writes an empty collection on the next line, where it cannot be read. */
function requireReadable({ extras, line }: YamlScalar, value: YamlNode, origin: SettledOrigin): void {
  if (extras === undefined || extras.line === '' || value.kind === 'scalar' || value.flow) return;
  if ((value.kind === 'map' ? value.entries : value.items).length > 0) return;
  throw new ScaffoldError({
    code: 'yaml-unsupported',
    ...placeIn(origin, line),
    message: 'kustomize cannot write a comment behind a key whose collection has become empty',
    expected: 'the comment on a line of its own',
    received: extras.line,
  });
}

function settleInFlow(node: YamlScalar): void {
  const empty = node.value === '' && !node.quoted && !node.tagged;
  if (empty && (node.tag === '' || node.tag === '!!null')) node.tag = '!!str';
}

/** A text of several lines without a style of its own is written as a block, too. */
function isBlock({ style, value }: YamlScalar): boolean {
  return style === 'folded' || style === 'literal' || (style === 'plain' && value.includes('\n'));
}

function settleBlock(node: YamlScalar, origin: SettledOrigin): void {
  requireReadableBlock(node, origin);
  if (node.style !== 'folded') return;
  node.value = refold(node.value);
  node.style = 'literal';
}

/** Whether nothing becomes of a mapping that is never changed. */
const SETTLED = new ObjectMemo<YamlMap, boolean>();

function isPlain(node: YamlNode): boolean {
  switch (node.kind) {
    case 'map':
      if (node.unread !== undefined) return true;
      if (node.flow) return node.entries.length === 0;
      return node.entries.every(({ key, value }) => isPlainKey(key) && isPlain(value));
    case 'seq':
      return node.flow ? node.items.length === 0 : node.items.every(isPlain);
    default:
      return node.style !== 'folded' && !node.value.startsWith('\t');
  }
}

function isPlainKey({ extras, value }: YamlScalar): boolean {
  return extras === undefined && !value.includes('\n');
}

/** For text that go-yaml (3.0.5) writes as a block: it does not read one that begins with a tab. */
export function requireReadableBlock({ value, line }: YamlScalar, origin = NOWHERE): void {
  if (!value.startsWith('\t') || !scalarForm(value).block) return;
  throw new ScaffoldError({
    code: 'yaml-unsupported',
    ...placeIn(origin, line),
    message: 'kustomize cannot write text of several lines that begins with a tab',
    expected: 'text whose first line does not begin with a tab',
    received: describeValue(value),
  });
}

function placeIn({ file, line }: SettledOrigin, own: number): Pick<Issue, 'path' | 'at'> {
  return file === '' ? inFile('') : inFile(file, own || line);
}
