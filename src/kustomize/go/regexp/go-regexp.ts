import { InputMemo } from '../../../core/memo.ts';
import { Refusal } from '../../errors/refusal.ts';
import { PatternError, parsePattern } from './parse-pattern.ts';
import { compileProgram, type Program } from './program.ts';
import { runProgram } from './run-program.ts';

/** A pattern that can be tried on texts. */
export interface Pattern {
  test(text: string): boolean;
}

const COMPILED = new InputMemo<Pattern | Refusal>();

/**
 * A regular expression as Go's package regexp reads it (RE2): what it accepts, what it refuses, and what fits. The time
 * for a text grows with its length times that of the pattern, whatever the two are; the platform's engine, which goes
 * back and tries again, never sees a pattern of an input.
 *
 * @param anchored whether the whole text must fit; done as kustomize does it, in the text of the pattern
 * @throws Refusal `kustomization-invalid`
 */
export function goRegExp(pattern: string, anchored: boolean): Pattern {
  const source = anchored ? `^(?:${pattern})$` : pattern;
  const result = COMPILED.get(source, () => compile(source, pattern));
  if (result instanceof Refusal) throw result;
  return result;
}

/** Whether a pattern fits exactly one text: itself. */
export function isLiteral(pattern: string): boolean {
  return !/[\\.+*?()|[\]{}^$]/.test(pattern);
}

function compile(source: string, given: string): Pattern | Refusal {
  try {
    const tree = parsePattern(source);
    // Most patterns are tried on few texts, or none.
    let program: Program | undefined;
    return {
      test(text) {
        program ??= compileProgram(tree);
        return runProgram(program, text);
      },
    };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const received = given.length > 200 ? `${given.slice(0, 197)}...` : given;
    return new Refusal('kustomization-invalid', `not a regular expression: ${error.message}`, {
      expected: 'the syntax of RE2',
      received,
    });
  }
}
