import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { KUBEBUILDER_RELEASES } from '../../../scripts/tools/kubebuilder.ts';
import { auditTree } from '../../../src/audit/audit-tree.ts';
import { RULE_IDS } from '../../../src/audit/rules/rule-ids.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { defectsOf } from '../../../src/presets/defects/defects-of.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { printYaml } from '../../../src/yaml/print.ts';
import { expectedRules } from '../../audit/expected-rules.ts';
import { type RecordedCase, recordedCases } from '../../presets/recorded.ts';
import { Random } from '../kustomize/random.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';

/**
 * What the audit says of projects that nobody has edited, made by the releases' own programs: the known defects of the
 * release, and nothing else. Of releases whose program cannot be built, by the documents that were recorded of it.
 *
 * Drawn are two projects of each release, and of three releases the whole project; --all takes all of them.
 */
export const suite: Suite = {
  name: 'audit',
  async *run({ all, corpus, match, scratch, seed }) {
    const random = new Random(seed);
    const cases = recordedCases();
    const releases = [...new Set(cases.map(({ release }) => release))];
    const some = <T>(items: readonly T[], count: number): T[] => {
      if (all) return [...items];
      const order = items.map((item) => ({ item, at: random.next() })).sort((a, b) => a.at - b.at);
      return order.slice(0, count).map(({ item }) => item);
    };
    const isWanted = (name: string) => match === undefined || name.includes(match);
    for (const release of releases) {
      const own = cases.filter((each) => each.release === release);
      const drawn = some(own, 2);
      if (!isWanted(release)) continue;
      const told = drawn.flatMap((each) => faults(each, documentsOf(each), RULES_OF_DOCUMENTS));
      yield resultOf(`${release}, as recorded`, told);
    }
    for (const release of some(Object.keys(KUBEBUILDER_RELEASES), 3)) {
      const own = cases.filter((each) => each.release === release);
      for (const each of some(own, 2)) {
        const name = `${release} ${each.scenario}`;
        if (!isWanted(name)) continue;
        const tree = await projectOf(each, join(scratch, release));
        yield resultOf(name, [...faults(each, tree, RULE_IDS), ...wrongDefects(each, tree)]);
      }
    }
    if (corpus === undefined) throw new Error('this suite needs --corpus');
    for (const operator of readdirSync(corpus).sort()) {
      if (!isWanted(operator) || !statSync(join(corpus, operator)).isDirectory()) continue;
      yield resultOf(operator, await wrongPlaces(join(corpus, operator)));
    }
  },
};

/** Comments are not recorded, and a file that only a comment names is named all the same. */
const RULES_OF_DOCUMENTS = RULE_IDS.filter((id) => id !== 'kustomize-file-unused');

function resultOf(name: string, faults: readonly string[]): CaseResult {
  return faults.length === 0 ? { name } : { name, error: faults.join('\n') };
}

function documentsOf({ files, generated }: RecordedCase): FileTree {
  return FileTree.from([...files, ...Object.entries(generated)].map(([path, list]) => [path, print(list)] as const));
}

async function projectOf({ release, options, generated }: RecordedCase, directory: string): Promise<FileTree> {
  const { profile } = resolvePreset(options.preset!);
  const files = await runKubebuilder(release, toProject(options), profile, directory);
  return FileTree.from(files).with(Object.entries(generated).map(([path, list]) => [path, print(list)] as const));
}

function print(documents: RecordedCase['generated'][string]): string {
  return documents.map((value) => printYaml(value)).join('---\n');
}

/** Rules that tell something that is not known of the release, and those that miss something. */
function faults(
  { release, scenario, options }: RecordedCase,
  tree: FileTree,
  only: readonly (typeof RULE_IDS)[number][],
) {
  const found = auditTree(tree, { only }).findings.filter(({ rule }) => rule !== 'release-defect');
  const told = new Set<string>(found.map(({ rule }) => rule));
  const known = new Set(
    expectedRules(release, options, 'kubebuilder').filter((rule) => only.some((id) => id === rule)),
  );
  return [
    ...found
      .filter(({ rule }) => !known.has(rule))
      .map(({ rule, file, line, message }) => `${scenario}: ${rule} ${file}:${line}: ${message}`),
    ...[...known].filter((rule) => !told.has(rule)).map((rule) => `${scenario}: nothing of ${rule}`),
  ];
}

/** Defects that no other rule looks for, by the file in which they lie: each that the project can meet, and no other. */
const IN_FILES: Readonly<Record<string, (recorded: RecordedCase) => boolean>> = {
  D9: ({ options }) => (options.resources ?? []).some(({ api }) => api !== false),
  D13: ({ options }) => (options.resources ?? []).some(({ webhooks }) => webhooks !== undefined),
  D16: () => true,
  D28: () => true,
  D29: () => true,
  D33: () => true,
  D34: ({ options }) => !(options.resources ?? []).some(({ api }) => api !== false),
  D35: ({ options }) => !(options.resources ?? []).some(({ api }) => api !== false),
  D36: () => true,
  D41: () => true,
  D42: () => true,
  D49: () => true,
};

function wrongDefects(recorded: RecordedCase, tree: FileTree): string[] {
  const found = auditTree(tree, { only: ['release-defect'] }).findings;
  const told = new Set(found.map(({ message }) => /^D\d+/.exec(message)?.[0] ?? message));
  const known = defectsOf(recorded.release).flatMap(({ id }) => (IN_FILES[id]?.(recorded) ? [id] : []));
  return [
    ...[...told].filter((id) => !known.includes(id)).map((id) => `${recorded.scenario}: ${id} is told`),
    ...known.filter((id) => !told.has(id)).map((id) => `${recorded.scenario}: ${id} is not told`),
  ];
}

/** Of a real operator: a place that is not in its files. */
async function wrongPlaces(directory: string): Promise<string[]> {
  const tree = await readTree(directory);
  return auditTree(tree).findings.flatMap(({ rule, file, line }) => {
    const text = tree.get(file);
    const isThere = text === undefined ? line === undefined : (line ?? 1) <= text.split('\n').length;
    return isThere ? [] : [`${rule}: there is no ${file}:${line}`];
  });
}
