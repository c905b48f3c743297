import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

describe('generated files', () => {
  it('are what `npm run generate` writes', () => {
    const run = () => execFileSync('node_modules/.bin/tsx', ['scripts/generate.ts', '--check'], { stdio: 'pipe' });
    expect(run).not.toThrow();
  });
});
