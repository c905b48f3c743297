import type { CharSet } from './char-set.ts';
import type { Assertion, PatternTree } from './pattern-tree.ts';

/** Steps of a machine that is in many of them at once (Thompson, 1968). It starts at the first. */
export type Step =
  | { readonly op: 'set'; readonly set: CharSet; next: number }
  | { readonly op: 'assert'; readonly assertion: Assertion; next: number }
  | { readonly op: 'fork'; next: number; other: number }
  | { readonly op: 'match' };

export type Program = readonly Step[];

/** The steps that a pattern takes; counted repeats become copies, of which the parser has bounded the number. */
export function compileProgram(tree: PatternTree): Program {
  const steps: Step[] = [];
  add(tree);
  steps.push({ op: 'match' });
  return steps;

  /** Adds the steps of a part; each leads on to what is added next. */
  function add(part: PatternTree): void {
    switch (part.op) {
      case 'empty':
        return;
      case 'set':
        steps.push({ op: 'set', set: part.set, next: steps.length + 1 });
        return;
      case 'assert':
        steps.push({ op: 'assert', assertion: part.assertion, next: steps.length + 1 });
        return;
      case 'concat':
        for (const one of part.parts) add(one);
        return;
      case 'alternate':
        addAlternatives(part.parts);
        return;
      case 'repeat':
        addRepeat(part.part, part.min, part.max);
    }
  }

  function addAlternatives(parts: readonly PatternTree[]): void {
    const ends: { next: number }[] = [];
    for (const [index, one] of parts.entries()) {
      const isLast = index === parts.length - 1;
      const fork = { op: 'fork' as const, next: steps.length + 1, other: 0 };
      if (!isLast) steps.push(fork);
      add(one);
      if (isLast) continue;
      // A fork whose ways are the same is a step without a character.
      const end = { op: 'fork' as const, next: 0, other: 0 };
      ends.push(end);
      steps.push(end);
      fork.other = steps.length;
    }
    for (const end of ends) Object.assign(end, { next: steps.length, other: steps.length });
  }

  function addRepeat(part: PatternTree, min: number, max: number): void {
    for (let copy = 0; copy < min; copy++) add(part);
    if (max === Number.POSITIVE_INFINITY) {
      const start = steps.length;
      const fork = { op: 'fork' as const, next: start + 1, other: 0 };
      steps.push(fork);
      add(part);
      steps.push({ op: 'fork', next: start, other: start });
      fork.other = steps.length;
      return;
    }
    const forks: { other: number }[] = [];
    for (let copy = min; copy < max; copy++) {
      const fork = { op: 'fork' as const, next: steps.length + 1, other: 0 };
      forks.push(fork);
      steps.push(fork);
      add(part);
    }
    for (const fork of forks) fork.other = steps.length;
  }
}
