import {
  auditTree,
  buildChart,
  buildScaffold,
  diffScaffolds,
  FileTree,
  type Issue,
  renderManifests,
  ScaffoldError,
  type ScaffoldOptions,
  validateOptions,
} from 'operator-scaffold';
import { readTree, writeTree } from 'operator-scaffold/node';

const options: ScaffoldOptions = { projectName: 'guestbook', preset: '3.15' };
const tree: FileTree = buildScaffold(options).with({ 'NOTES.md': 'ours\n', 'logo.png': new Uint8Array([0, 1]) });
const names: (string | undefined)[] = renderManifests(tree).map(({ metadata }) => metadata.name);
const issues: readonly Issue[] = validateOptions(options);
const verdict: string = auditTree(tree).verdict;
const summary = diffScaffolds({ ...options, preset: 'pre-3.15' }, options).files.length;

export async function copy(from: string, to: string): Promise<readonly string[]> {
  try {
    return (await writeTree(await readTree(from), to)).created;
  } catch (error) {
    if (error instanceof ScaffoldError) return error.issues.map(({ path, code }) => `${path}: ${code}`);
    throw error;
  }
}

export const all = [names, issues, verdict, summary, buildChart(renderManifests(tree)).report.chart, FileTree.empty];

// @ts-expect-error An option that there is not; without it the types would be no types.
buildScaffold({ projectname: 'guestbook' });
