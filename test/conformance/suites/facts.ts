import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Scenario, scenarios } from '../../../scripts/fingerprints/scenarios.ts';
import { ensureKubebuilder, KUBEBUILDER_RELEASES } from '../../../scripts/tools/kubebuilder.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { RELEASES } from '../../../src/presets/releases.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { validateOptions } from '../../../src/scaffold/read-options.ts';
import { Random } from '../kustomize/random.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { differencesOf } from '../support/compare-scaffold.ts';
import { isKnown, KNOWN_DIFFERENCES } from '../support/facts/known-differences.ts';
import { factDifferences, projectFacts } from '../support/facts/project-facts.ts';
import { runKubebuilderProgram } from '../support/run-kubebuilder.ts';

/**
 * What is no prose in a project of ours against one of the same release's own program: names, values, entries, targets,
 * instructions, declarations, paths. What differs for a reason stands in a table; anything else fails, and so does a
 * reason that nothing needs any more.
 *
 * Takes the releases that can be built from the Go module proxy. KUBEBUILDER_PROGRAMS names a directory with programs of
 * others: RELEASE/kubebuilder in it.
 */
export const suite: Suite = {
  name: 'facts',
  async *run(context) {
    const random = new Random(context.seed);
    const releases = RELEASES.map(({ version }) => version).filter(isThere);
    const needed = new Set<string>();
    for (const release of releases) {
      const allowed = scenarios().filter(({ options }) => isAllowed({ ...options, preset: `kubebuilder@${release}` }));
      for (const scenario of context.all ? allowed : sample(allowed, random)) {
        yield await compare(release, scenario, context, needed);
      }
    }
    if (!context.all) return;
    const idle = KNOWN_DIFFERENCES.filter(({ why }) => !needed.has(why)).map(({ why }) => why);
    yield { name: 'every reason is needed', ...(idle.length === 0 ? {} : { error: idle.join('\n') }) };
  },
};

const OTHERS = process.env.KUBEBUILDER_PROGRAMS ?? '';

function isThere(release: string): boolean {
  return release in KUBEBUILDER_RELEASES || existsSync(programOf(release));
}

function programOf(release: string): string {
  return join(OTHERS, release, 'kubebuilder');
}

/** Where the release itself does not build there is no scaffold of ours. */
function isAllowed(options: unknown): boolean {
  return validateOptions(options).length === 0;
}

/** The project with every sort of kind, or the largest that the release knows, and another. */
function sample(all: readonly Scenario[], random: Random): Scenario[] {
  const rich = all.find(({ name }) => name === 'every') ?? all.find(({ name }) => name === 'admission');
  const others = all.filter((scenario) => scenario !== rich);
  const other = others[Math.floor(random.next() * others.length)];
  return [rich, other].filter((scenario) => scenario !== undefined);
}

async function compare(
  release: string,
  { name, options }: Scenario,
  { scratch }: Context,
  needed: Set<string>,
): Promise<CaseResult> {
  const preset = `kubebuilder@${release}`;
  const full = `${release}, ${name}`;
  const program = existsSync(programOf(release)) ? programOf(release) : await ensureKubebuilder(release);
  let theirs: Map<string, string>;
  try {
    const { profile } = resolvePreset(preset);
    theirs = await runKubebuilderProgram(program, toProject(options), profile, join(scratch, release));
  } catch (error) {
    return { name: full, error: String(error) };
  }
  const ours = new Map(Object.entries(buildScaffold({ ...options, preset }).toRecord()));
  const differences = [
    ...factDifferences(projectFacts(theirs), projectFacts(ours)).filter((line) => !isKnown(line, release, needed)),
    ...differencesOf(ours, theirs),
  ];
  return differences.length === 0 ? { name: full } : { name: full, error: differences.join('\n') };
}
