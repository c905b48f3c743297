/**
 * Writes what is derived: from schema/ the types of the options, their compiled validator and docs/options.md, from the
 * history in src/presets the pages of docs/releases and docs/defects.md, from diffs the pages of docs/upgrading, from the rules and
 * their test cases the pages of docs/audit, from a bundle of the command line the notices of what it holds.
 * `npm run generate` writes, `npm run generate -- --check` exits 1 where a file is not current.
 * their test cases the pages of docs/audit.
 * `npm run generate` writes, `npm run generate -- --check` exits 1 where a file is not current. The digests of our own
 * scaffolds, which need all of them, are written here and checked by the conformance suite `base`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generateAuditDocs } from './generate-audit-docs.ts';
import { generateChartSources } from './generate-charts.ts';
import { generateDataSchemas } from './generate-data-schemas.ts';
import { generateNotices } from './generate-notices.ts';
import { generateOptionDocs } from './generate-option-docs.ts';
import { generateOptionSources } from './generate-options.ts';
import { generateOwnFiles } from './generate-own-files.ts';
import { generateReleaseDocs } from './generate-release-docs.ts';
import { generateUpgradeDocs } from './generate-upgrade-docs.ts';

const check = process.argv.includes('--check');
const outputs = {
  ...(await generateOptionSources()),
  ...generateDataSchemas(),
  ...generateOptionDocs(),
  ...generateChartSources(),
  ...generateReleaseDocs(),
  ...generateUpgradeDocs(),
  ...generateAuditDocs(),
  ...(await generateNotices()),
  ...(check ? {} : generateOwnFiles()),
};
for (const [path, content] of Object.entries(outputs)) {
  if (readIfThere(path) === content) continue;
  console.error(`${check ? 'not current' : 'written'}: ${path}`);
  if (check) {
    process.exitCode = 1;
    continue;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
