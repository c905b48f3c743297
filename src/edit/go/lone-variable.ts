import { type GoFile, isToken } from './parse.ts';
import { functionAt, places } from './syntax.ts';

/** A variable that a function declares with a constant and only reads at one place. */
export interface LoneVariable {
  readonly value: boolean;
  /** What is replaced for another value. */
  readonly from: number;
  readonly to: number;
  /** Its new text. */
  readonly as: (value: boolean) => string;
}

/**
 * The variable of a name around a place, where nothing but its declaration sets it: `var secure bool`, which is false, or
 * `secure := true`. It may be named once more, there; whoever takes its address or assigns to it names it again.
 */
export function loneVariable(file: GoFile, offset: number, name: string): LoneVariable | undefined {
  const body = functionAt(file, offset)?.body;
  if (body === undefined) return undefined;
  let mentions = 0;
  let found: LoneVariable | undefined;
  for (const { run, index } of places(file.nodes)) {
    if (!isToken(run[index], name) || isToken(run[index - 1], '.')) continue;
    mentions += 1;
    const [first, second] = [run[index + 1], run[index + 2]];
    if (first === undefined || second === undefined || run[index]!.from < body.from || first.from > offset) continue;
    const isVariable = isToken(run[index - 1], 'var');
    if (isVariable && isToken(first, 'bool') && isToken(second, ';')) {
      found = { value: false, from: first.from, to: first.to, as: (value) => `= ${value}` };
    }
    const isSet = (isVariable && isToken(first, '=')) || (!isVariable && isToken(first, ':='));
    const isWhole = isVariable || run[index - 1] === undefined || isToken(run[index - 1], ';');
    if (isSet && isWhole && isToken(run[index + 3], ';') && (isToken(second, 'true') || isToken(second, 'false'))) {
      found = { value: isToken(second, 'true'), from: second.from, to: second.to, as: String };
    }
  }
  return mentions === 2 ? found : undefined;
}
