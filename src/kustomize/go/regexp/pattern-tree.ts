import type { CharSet } from './char-set.ts';

/** What must hold between two characters. */
export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-boundary' | 'no-word-boundary';

/** A parsed pattern. Captures are groups as any other: nobody asks for what they held. */
export type PatternTree =
  | { readonly op: 'empty' }
  | { readonly op: 'set'; readonly set: CharSet }
  | { readonly op: 'assert'; readonly assertion: Assertion }
  | { readonly op: 'concat' | 'alternate'; readonly parts: readonly PatternTree[] }
  /** `max` is Infinity where there is no end. */
  | { readonly op: 'repeat'; readonly part: PatternTree; readonly min: number; readonly max: number };
