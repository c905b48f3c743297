/**
 * What a new release of Kubebuilder changes in `config/` and PROJECT, as entries for src/presets/releases.
 *
 *     npx tsx scripts/compare-release.ts PATH-OF-KUBEBUILDER [--base VERSION]
 *
 * Runs the program for the projects that are recorded in test/fixtures/releases, compares what it leaves with what the
 * base release scaffolds (default: the newest known one), and looks for facts whose change explains the differences.
 * Prints those facts, the versions that the release pins, and what no known fact explains.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { JsonValue } from '../src/kubernetes/object.ts';
import type { Project } from '../src/options/project.ts';
import { toProject } from '../src/options/to-project.ts';
import type { Facts, Profile } from '../src/presets/facts/facts.ts';
import { entriesUpTo, releasePreset } from '../src/presets/release-preset.ts';
import { RELEASES } from '../src/presets/releases.ts';
import { configFiles } from '../src/scaffold/config-files.ts';
import { contextOf } from '../src/scaffold/context.ts';
import { documents, isCompared, switchable } from '../test/conformance/support/compare-scaffold.ts';
import { runKubebuilderProgram } from '../test/conformance/support/run-kubebuilder.ts';
import { recordedCases } from '../test/presets/recorded.ts';
import { runProgram } from './tools/run-program.ts';

type FactName = keyof Facts;
type Files = ReadonlyMap<string, string>;

interface Observed {
  readonly project: Project;
  readonly files: Files;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { base: { type: 'string' } } });
const newest = RELEASES.at(-1)?.version ?? '';
const base = releasePreset(values.base ?? newest);
if (positionals[0] === undefined || base.entries.length === 0) {
  console.error('usage: npx tsx scripts/compare-release.ts PATH-OF-KUBEBUILDER [--base VERSION]');
  process.exit(2);
}
const program = resolve(positionals[0]);
const lines = new Map<string, ReadonlySet<string>>();

const version = /"?v?(\d+\.\d+\.\d+[\w.-]*)/.exec(await runProgram(program, ['version']))?.[1] ?? '(devel)';
const observed = await observe();
const { facts, profile } = explain(observed);
console.log(`Compared with ${base.name}: ${observed.length} projects, program version ${version}.\n`);
print('Facts that change in config/ and PROJECT', facts);
print('Versions that change', changedVersions(observed[0]?.files ?? new Map()));
const rest = new Set(observed.flatMap(({ project, files }) => [...lineDifferences(emitted(project, profile), files)]));
console.log(`What no known fact explains: ${rest.size === 0 ? 'nothing' : ''}`);
console.log([...rest].map((line) => `  ${line}`).join('\n'));

/** The projects of the recorded runs, as the program scaffolds them. */
async function observe(): Promise<Observed[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'compare-release-'));
  try {
    const result: Observed[] = [];
    for (const { options, release } of recordedCases()) {
      if (release !== newest) continue;
      const project = toProject(options);
      if (project.namespaced && !base.profile.namespacedMode) continue;
      const files = await runKubebuilderProgram(program, project, base.profile, join(scratch, 'project'));
      result.push({ project, files });
    }
    return result;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function emitted(project: Project, facts: Profile): Files {
  return new Map([...configFiles(contextOf(project, facts))]);
}

/** Changes facts one by one to values that the history knows, as long as each change brings our files nearer. */
function explain(cases: readonly Observed[]): { facts: Partial<Facts>; profile: Profile } {
  let current = base.profile;
  let distance = distanceOf(cases, current);
  const changed: Record<string, unknown> = {};
  for (let better = true; better && distance > 0; ) {
    better = false;
    for (const [fact, known] of knownValues()) {
      for (const value of known) {
        const candidate = { ...current, [fact]: value };
        const next = distanceOf(cases, candidate);
        if (next >= distance) continue;
        [current, distance, better] = [candidate, next, true];
        changed[fact] = value;
      }
    }
  }
  return { facts: changed as Partial<Facts>, profile: current };
}

/** How many lines differ, of what the files say line by line. */
function distanceOf(cases: readonly Observed[], facts: Profile): number {
  return cases.reduce((sum, it) => sum + [...lineDifferences(emitted(it.project, facts), it.files)].length, 0);
}

/** What differs, a line for each scalar of a document and each section that is commented out. */
function* lineDifferences(ours: Files, theirs: Files): Generator<string> {
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    if (!isCompared(path)) continue;
    const [own, real] = [linesOf(path, ours.get(path)), linesOf(path, theirs.get(path))];
    for (const line of real) if (!own.has(line)) yield `${path}: + ${line}`;
    for (const line of own) if (!real.has(line)) yield `${path}: - ${line}`;
  }
}

function linesOf(path: string, content: string | undefined): ReadonlySet<string> {
  if (content === undefined) return new Set();
  const known = lines.get(`${path}\n${content}`);
  if (known !== undefined) return known;
  const found = new Set(['(the file)', ...documents(path, content).flatMap((value) => [...scalars(value, '')])]);
  if (path.endsWith('kustomization.yaml')) for (const line of switchable(content)) found.add(line);
  lines.set(`${path}\n${content}`, found);
  return found;
}

function* scalars(value: JsonValue, at: string): Generator<string> {
  if (typeof value !== 'object' || value === null) yield `${at}: ${JSON.stringify(value)}`;
  else if (Object.keys(value).length === 0) yield `${at}: ${JSON.stringify(value)}`;
  else for (const [key, inner] of Object.entries(value)) yield* scalars(inner as JsonValue, `${at}/${key}`);
}

function knownValues(): Map<FactName, readonly unknown[]> {
  const values = new Map<FactName, Map<string, unknown>>();
  for (const { sets } of entriesUpTo(newest)) {
    for (const [fact, value] of Object.entries(sets)) {
      const known = values.get(fact as FactName) ?? new Map<string, unknown>();
      values.set(fact as FactName, known.set(JSON.stringify(value), value));
    }
  }
  return new Map([...values].map(([fact, known]) => [fact, [...known.values()]]));
}

/** The versions in go.mod and the Makefile, where they are not those of the base. */
function changedVersions(files: Files): Partial<Facts> {
  const goMod = files.get('go.mod') ?? '';
  const makefile = files.get('Makefile') ?? '';
  const found: Partial<Record<FactName, string | undefined>> = {
    goVersion: /^go (\S+)$/m.exec(goMod)?.[1],
    controllerRuntime: /sigs\.k8s\.io\/controller-runtime (v\S+)/.exec(goMod)?.[1],
    controllerTools: /^CONTROLLER_TOOLS_VERSION \?= (\S+)$/m.exec(makefile)?.[1],
    kustomize: /^KUSTOMIZE_VERSION \?= (\S+)$/m.exec(makefile)?.[1],
    golangciLint: /^GOLANGCI_LINT_VERSION \?= (\S+)$/m.exec(makefile)?.[1],
    ...(version === '(devel)' ? {} : { projectCliVersion: version }),
  };
  return Object.fromEntries(
    Object.entries(found).filter(([fact, value]) => value !== undefined && value !== base.profile[fact as FactName]),
  );
}

function print(title: string, facts: Partial<Facts>): void {
  const entries = Object.entries(facts);
  console.log(`${title}: ${entries.length === 0 ? 'none' : ''}`);
  for (const [fact, value] of entries) console.log(`  ${fact}: ${JSON.stringify(value)},`);
  console.log('');
}
