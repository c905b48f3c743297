import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ISSUE_CODES } from '../../src/core/issue-codes.ts';
import { sourceFiles } from '../support/source-files.ts';

describe('issue codes', () => {
  it('have a row each in docs/errors.md, in the order of the list', () => {
    const documented = [
      ...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([a-z0-9-]+)` \| [^|]+ \| [^|]+ \|$/gm),
    ];
    expect(documented.map((match) => match[1])).toEqual([...ISSUE_CODES]);
  });

  it('are each raised somewhere', () => {
    const source = sourceFiles()
      .filter((path) => path !== 'src/core/issue-codes.ts')
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n')
      .replace(/^\s*(\/?\*|\/\/).*$/gm, '');
    expect(ISSUE_CODES.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
  });
});
