import type { ScalarStyle } from '../node.ts';
import type { Mark } from './cursor.ts';

/** The parts of a text. A key has a token of its own in front, whether a question mark stands there or not. */
export type TokenType =
  | 'stream start'
  | 'stream end'
  | 'version directive'
  | 'tag directive'
  | 'document start'
  | 'document end'
  | 'block sequence start'
  | 'block mapping start'
  | 'block end'
  | 'flow sequence start'
  | 'flow sequence end'
  | 'flow mapping start'
  | 'flow mapping end'
  | 'block entry'
  | 'flow entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly type: TokenType;
  readonly start: Mark;
  readonly end: Mark;
  /** Content of a scalar, name of an anchor, handle of a tag or a directive. */
  readonly value?: string;
  readonly style?: ScalarStyle;
  /** Of a tag: what stands behind the handle; of a tag directive: what the handle stands for. */
  readonly suffix?: string;
}

/** A comment that was found, and the token that it waits for. */
export interface FoundComment {
  /** Where the search that found it began. */
  readonly scan: Mark | undefined;
  /** The comment belongs to the first token that does not begin before this. */
  token: Mark;
  readonly start: Mark;
  readonly end: Mark | undefined;
  head?: string;
  line?: string;
  readonly foot?: string;
}
