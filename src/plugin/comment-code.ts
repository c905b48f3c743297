import { textArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import type { CallOptions } from '../core/limits.ts';
import { nearest } from '../core/nearest.ts';

/**
 * Makes commented lines into code: takes a prefix away from the lines of a target.
 *
 * Whole lines are compared, line ends aside, and all other bytes stay. Done twice is done once; {@link commentCode} of
 * what it made is its inverse.
 *
 * @param text the file
 * @param target the lines as they stand there, each but the blank ones with the prefix
 * @param prefix what each line begins with, such as `#` or `// `
 * @throws ScaffoldError `invalid-value` for a line without the prefix; `text-not-found` where the file has the target
 *   neither with nor without it, with what is near, or has it in several places
 * @example
 * uncommentCode('a:\n#- b\n', '#- b', '#'); // 'a:\n- b\n'
 */
export function uncommentCode(text: string, target: string, prefix: string, call?: CallOptions): string {
  return enter(call, () => {
    const from = targetLines(target, prefix);
    const issues = from.flatMap((line, index): Issue[] =>
      line === '' || line.startsWith(prefix)
        ? []
        : [
            {
              code: 'invalid-value',
              path: `target:${index + 1}`,
              message: 'a line without the prefix',
              expected: `a line that begins with ${describeValue(prefix)}`,
              received: describeValue(line),
            },
          ],
    );
    if (issues.length > 0) throw new ScaffoldError(issues);
    const to = from.map((line) => line.slice(prefix.length));
    return replaceLines(textArgument(text, 'text'), from, to);
  });
}

/**
 * Makes code into commented lines: puts a prefix before the lines of a target, blank ones aside.
 *
 * As {@link uncommentCode}, whose inverse it is; here the target is the code.
 *
 * @throws ScaffoldError `text-not-found`
 * @example
 * commentCode('a:\n- b\n', '- b', '#'); // 'a:\n#- b\n'
 */
export function commentCode(text: string, target: string, prefix: string, call?: CallOptions): string {
  return enter(call, () => {
    const from = targetLines(target, prefix);
    const to = from.map((line) => (line === '' ? line : prefix + line));
    return replaceLines(textArgument(text, 'text'), from, to);
  });
}

function targetLines(target: string, prefix: string): string[] {
  const lines = textArgument(target, 'target').replaceAll('\r\n', '\n').split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (textArgument(prefix, 'prefix') === '' || /[\r\n]/.test(prefix)) {
    throw invalid('prefix', 'not a prefix', 'a text on one line', prefix);
  }
  if (lines.every((line) => line === '')) throw invalid('target', 'nothing to look for', 'a line of code', target);
  return lines;
}

function replaceLines(text: string, from: readonly string[], to: readonly string[]): string {
  const lines = text.split('\n');
  const bare = lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const found = placesOf(bare, from);
  if (found.length === 1) {
    const at = found[0]!;
    for (const [index, line] of to.entries())
      lines[at + index] = line + lines[at + index]!.slice(bare[at + index]!.length);
    return lines.join('\n');
  }
  if (found.length === 0 && placesOf(bare, to).length > 0) return text;
  throw new ScaffoldError({
    code: 'text-not-found',
    path: 'target',
    message:
      found.length === 0
        ? 'the text has no such lines'
        : `the text has these lines ${found.length} times, at ${found.map((at) => at + 1).join(', ')}`,
    expected: found.length === 0 ? 'lines of the text, whole and in order' : 'lines that stand in one place',
    received: describeValue(from.join('\n')),
    ...(found.length === 0 ? hint(bare, from) : {}),
  });
}

/** The first lines of all places where some lines stand one after the other; search in linear time (Knuth, Morris, Pratt). */
function placesOf(lines: readonly string[], wanted: readonly string[]): number[] {
  const borders = [0];
  for (let index = 1, length = 0; index < wanted.length; index += 1) {
    while (length > 0 && wanted[index] !== wanted[length]) length = borders[length - 1]!;
    if (wanted[index] === wanted[length]) length += 1;
    borders.push(length);
  }
  const places: number[] = [];
  for (let index = 0, length = 0; index < lines.length; index += 1) {
    while (length > 0 && lines[index] !== wanted[length]) length = borders[length - 1]!;
    if (lines[index] === wanted[length]) length += 1;
    if (length < wanted.length) continue;
    places.push(index - length + 1);
    length = borders[length - 1]!;
  }
  return places;
}

/** The line that the first missing one most likely means. */
function hint(lines: readonly string[], wanted: readonly string[]): Partial<Issue> {
  const all = new Set(lines);
  const missing = wanted.find((line) => !all.has(line)) ?? wanted.find((line) => line !== '')!;
  const candidates = lines.filter((line) => line.trim() !== '' && line.length <= 2 * missing.length + 8);
  const near =
    candidates.find((line) => line.trim() === missing.trim()) ??
    nearest(
      missing.trim(),
      candidates.slice(0, 2_000).map((line) => line.trim()),
    );
  if (near === undefined) return {};
  const at = lines.findIndex((line) => line.trim() === near.trim());
  return { hint: `line ${at + 1} is ${describeValue(lines[at])}` };
}

function invalid(path: string, message: string, expected: string, received: unknown): ScaffoldError {
  return new ScaffoldError({ code: 'invalid-value', path, message, expected, received: describeValue(received) });
}
