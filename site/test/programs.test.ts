import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { examplesOf } from '../scripts/examples.ts';
import { SITE } from '../scripts/places.ts';

// Here, so that the package is found by its name.
const directory = join(SITE, '.cache/programs');
const programs = examplesOf(readFileSync(join(SITE, 'pages/programs.md'), 'utf8'), 'programs.md');

beforeAll(() => mkdirSync(directory, { recursive: true }));
afterAll(() => rmSync(directory, { recursive: true }));

test.each(programs.map((program, at) => ({ ...program, at })))('program $at prints what the page says', async ({ code, output, at }) => {
  const file = join(directory, `${at}.ts`);
  writeFileSync(file, code);
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...values) => void lines.push(format(...values)));
  try {
    await import(/* @vite-ignore */ file);
  } finally {
    log.mockRestore();
  }
  expect(`${lines.join('\n')}\n`).toBe(output);
});
