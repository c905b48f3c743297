import type { Entry } from '../merge-entries.ts';

/** A piece of a Makefile. */
export interface MakeEntry extends Entry {
  readonly kind: 'prose' | 'variable' | 'rule' | 'define' | 'conditional' | 'phony' | 'include' | 'other';
  /** What stands before the value: the name and the operator of a variable, the targets of a rule with their colon. */
  readonly head: string;
  /** The operator of a variable, or the colons of a rule. */
  readonly operator: string;
  /** The value of a variable, the prerequisites of a rule, or all of what has no parts. */
  readonly value: string;
  /** What stands behind the value up to the end of its line: a comment. */
  readonly tail: string;
  /** The lines of a recipe or of a definition, with what closes it. */
  readonly body: readonly string[];
}
