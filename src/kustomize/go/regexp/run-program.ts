import type { Assertion } from './pattern-tree.ts';
import type { Program } from './program.ts';

/** Whether a pattern fits anywhere in a text. Looks at each character once, in all steps that are reached there. */
export function runProgram(program: Program, text: string): boolean {
  const points = Array.from(text, (character) => toPoint(character));
  // At which place each step was reached last, so that it is there once.
  const reached = new Int32Array(program.length).fill(-1);
  let current: number[] = [];
  let next: number[] = [];
  const stack: number[] = [];

  /** Goes on from a step without a character. @returns whether the pattern fits */
  const follow = (start: number, at: number, into: number[]): boolean => {
    stack.push(start);
    for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
      if (reached[index] === at) continue;
      reached[index] = at;
      const step = program[index]!;
      if (step.op === 'match') {
        stack.length = 0;
        return true;
      }
      if (step.op === 'set') into.push(index);
      else if (step.op === 'fork') stack.push(step.other, step.next);
      else if (holds(step.assertion, points, at)) stack.push(step.next);
    }
    return false;
  };

  for (let at = 0; at <= points.length; at++) {
    if (follow(0, at, current)) return true;
    if (at === points.length) break;
    next = [];
    const point = points[at]!;
    for (const index of current) {
      const step = program[index]!;
      if (step.op === 'set' && step.set.has(point) && follow(step.next, at + 1, next)) return true;
    }
    current = next;
  }
  return false;
}

/** Half of a surrogate pair is what Go reads such bytes as. */
function toPoint(character: string): number {
  const point = character.codePointAt(0)!;
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
}

function holds(assertion: Assertion, points: readonly number[], at: number): boolean {
  switch (assertion) {
    case 'text-start':
      return at === 0;
    case 'text-end':
      return at === points.length;
    case 'line-start':
      return at === 0 || points[at - 1] === 10;
    case 'line-end':
      return at === points.length || points[at] === 10;
    default:
      return (isWord(points[at - 1]) !== isWord(points[at])) === (assertion === 'word-boundary');
  }
}

function isWord(point: number | undefined): boolean {
  return point !== undefined && point < 128 && /\w/.test(String.fromCharCode(point));
}
