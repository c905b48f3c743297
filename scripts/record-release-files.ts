/**
 * Records what the files of the real releases look like, as digests: src/base/generated/release-files.ts.
 *
 *     npx tsx scripts/record-release-files.ts DIR
 *
 * DIR has a folder for each release with its program: DIR/4.15.0/kubebuilder. Each scenario that a release refuses is
 * passed over. What was scaffolded is kept in DIR, so that a run which was stopped goes on. Every release must be there.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toProject } from '../src/options/to-project.ts';
import { RELEASES } from '../src/presets/releases.ts';
import { resolvePreset } from '../src/presets/resolve-preset.ts';
import { runKubebuilderProgram } from '../test/conformance/support/run-kubebuilder.ts';
import { Recorder } from './fingerprints/recorder.ts';
import { type Scenario, scenarios } from './fingerprints/scenarios.ts';
import { recordModule } from './fingerprints/write.ts';

const [directory = '.'] = process.argv.slice(2);
const recorder = new Recorder();
for (const [place, { version }] of RELEASES.entries()) {
  for (const scenario of scenarios()) {
    const files = await filesOf(version, scenario);
    if (files !== undefined) recorder.add(new Map(Object.entries(files)), toProject(scenario.options), place);
  }
  console.error(version);
}
const comment =
  'Recorded from the real releases by scripts/record-release-files.ts: digests of their files, see src/base.';
writeFileSync('src/base/generated/release-files.ts', recordModule('RELEASE_FILES', comment, recorder.records()));

/** What a release scaffolds; undefined where it refuses to. */
async function filesOf(version: string, { name, options }: Scenario): Promise<Record<string, string> | undefined> {
  const kept = join(directory, version, `${name}.json`);
  if (!existsSync(kept)) {
    const scratch = join(directory, version, 'project');
    const { profile } = resolvePreset(`kubebuilder@${version}`);
    const program = join(directory, version, 'kubebuilder');
    if (!existsSync(program)) throw new Error(`${program} is missing`);
    mkdirSync(scratch, { recursive: true });
    let text = 'null';
    try {
      const files = await runKubebuilderProgram(program, toProject(options), profile, scratch);
      text = JSON.stringify(Object.fromEntries(files));
    } catch (error) {
      console.error(`${version} ${name}: ${String(error).split('\n')[0]}`);
    }
    writeFileSync(kept, text);
    rmSync(scratch, { recursive: true, force: true });
  }
  return JSON.parse(readFileSync(kept, 'utf8')) ?? undefined;
}
