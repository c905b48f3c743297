import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The functions that a stage of `chart` is in; the innermost one that a sample is below counts. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  'loading our code': ['Module._load', 'Module2._load', 'requireBuiltin'],
  reading: ['readManifests', 'readManifests2', 'readStandardInput'],
  graph: ['findReferences'],
  features: ['addFeatures', 'documentsOf'],
  printing: ['printChart'],
  record: ['recordBytes'],
  state: ['withState'],
  writing: ['standingChart', 'writeOutput', 'writeWith', 'inBatches', 'write'],
};

/** What Node does before and after our code, and what belongs to no stage: waiting, collecting garbage. */
const REST = 'Node and the rest';

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** The command line with the names of its functions, for profiles. @returns the script */
export function buildWithNames(directory: string): string {
  const tsup = resolve('node_modules/tsup/dist/cli-default.js');
  const args = [tsup, '--config', 'tsup.cli.config.ts', '--no-minify', '--out-dir', directory];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tsup ended with ${status}: ${stderr}`);
  return join(directory, 'cli.cjs');
}

/** Where the time of the main thread goes in one profiled process, in milliseconds. The profiler's own share is in it. */
export function timeByStage(script: string, args: readonly string[], input: string, scratch: string) {
  const directory = mkdtempSync(join(scratch, 'profile-'));
  const flags = ['--cpu-prof', '--cpu-prof-interval', '250', '--cpu-prof-dir', directory];
  const { status, stderr } = spawnSync(process.execPath, [...flags, script, ...args], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`chart ended with ${status}: ${stderr}`);
  const profile = JSON.parse(readFileSync(join(directory, readdirSync(directory)[0]!), 'utf8')) as Profile;
  const stages = stageOfNodes(profile);
  const times = new Map([...Object.keys(STAGES), REST].map((stage) => [stage, 0]));
  profile.samples.forEach((sample, index) => {
    const stage = stages.get(sample) ?? REST;
    times.set(stage, times.get(stage)! + profile.timeDeltas[index]! / 1000);
  });
  return times;
}

function stageOfNodes({ nodes }: Profile): Map<number, string> {
  const byFunction = new Map(Object.entries(STAGES).flatMap(([stage, names]) => names.map((name) => [name, stage])));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stages = new Map<number, string>();
  const pending: [number, string][] = [[nodes[0]!.id, REST]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [id, above] = next;
    const node = byId.get(id)!;
    const stage = byFunction.get(node.callFrame.functionName) ?? above;
    stages.set(id, stage);
    for (const child of node.children ?? []) pending.push([child, stage]);
  }
  return stages;
}
