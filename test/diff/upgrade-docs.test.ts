import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generateUpgradeDocs } from '../../scripts/generate-upgrade-docs.ts';

it.each(Object.entries(generateUpgradeDocs()))('%s is current (npm run generate)', (path, content) => {
  expect(readFileSync(path, 'utf8') === content).toBe(true);
});
