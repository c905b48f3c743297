import { describe, expect, it } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import { visible, visibleLines } from '../../src/core/visible.ts';

describe('text that is not ours', () => {
  it('is one line in which everything shows', () => {
    expect(visible('K\u001b[2J\n::error::x\u202e\u0085\u2028\t.')).toBe(
      'K\\u001b[2J\\u000a::error::x\\u202e\\u0085\\u2028\\u0009.',
    );
    expect(visible('größe 🚀')).toBe('größe 🚀');
  });

  it('keeps its lines where it has some', () => {
    expect(visibleLines('a\n\tb\u001b\r')).toBe('a\n\tb\\u001b\\u000d');
  });

  it('is shown so in the message of an error', () => {
    const error = new ScaffoldError([
      { code: 'usage', path: 'a\nb', message: 'c\u001b[31m', expected: '\u202e', hint: '\r' },
      { code: 'usage', path: '', message: 'second' },
    ]);
    expect(error.message).toBe('a\\u000ab: c\\u001b[31m; expected \\u202e (\\u000d) [usage]\nsecond [usage]');
  });
});
