/**
 * Writes what the real kustomize says into the cases of test/kustomize/cases.
 *
 *     npx tsx scripts/record-kustomize-cases.ts [--all] [NAME-PART]
 *
 * Cases without an expectation get one; with --all the others are recorded anew. Of a refusal the case holds our code
 * and path, so it is taken from our own build: look at it before it is committed.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ScaffoldError } from '../src/core/errors.ts';
import { FileTree } from '../src/core/file-tree.ts';
import { renderYaml } from '../src/kustomize/render-yaml.ts';
import { CASES_DIRECTORY, formatCase, type KustomizeCase, readCases } from '../test/kustomize/case-file.ts';
import { KustomizeOracle } from './tools/kustomize-oracle.ts';

const { values, positionals } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const oracle = await KustomizeOracle.start();
for (const one of readCases()) {
  if (positionals.length > 0 && !positionals.some((part) => one.name.includes(part))) continue;
  if (!values.all && (one.output !== undefined || one.refusal !== undefined)) continue;
  const recorded = await record(one);
  writeFileSync(join(CASES_DIRECTORY, `${one.name}.txt`), formatCase(recorded));
}
oracle.stop();

async function record(one: KustomizeCase): Promise<KustomizeCase> {
  const { output: _output, refusal: _refusal, ...rest } = one;
  const texts = Object.entries(one.files).filter((file): file is [string, string] => typeof file[1] === 'string');
  if (texts.length < Object.keys(one.files).length) throw new Error(`${one.name}: the oracle reads nothing but text`);
  const answer = await oracle.ask({ op: 'build', files: Object.fromEntries(texts), path: one.directory });
  if (answer.output !== undefined) return { ...rest, output: answer.output };
  console.log(`${one.name}: refused: ${answer.error?.split('\n')[0]}`);
  try {
    renderYaml(FileTree.from(one.files), one.directory);
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    const issue = error.issues[0] as ScaffoldError['issues'][number];
    return { ...rest, refusal: { code: issue.code, path: issue.path } };
  }
  console.log(`${one.name}: ours does NOT refuse`);
  return { ...rest, refusal: { code: 'unknown', path: '' } };
}
