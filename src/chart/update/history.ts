import type { ChartRecord, HistoryEntry } from './state.ts';
import type { UpgradeNote } from './upgrade-note.ts';

/** The chart's file for those who upgrade it. */
export const UPGRADING = 'UPGRADING.md';

/** The notes by version with those of an update added, newest first. */
export function nextHistory(
  { history, decisions }: ChartRecord,
  upgrade: readonly UpgradeNote[],
  version: string,
): readonly HistoryEntry[] {
  const [top, ...older] = history;
  const named = top !== undefined && top.version === top.since && version !== top.since ? { ...top, version } : top;
  const rest = named === undefined ? [] : [named, ...older];
  // What holds for whatever comes is in README.md.
  const notes = upgrade.filter(({ code }) => code !== 'value-required');
  if (notes.length === 0) return rest;
  const since = decisions?.version ?? version;
  if (named === undefined || named.version !== version) return [{ since, version, notes }, ...rest];
  const known = new Set(named.notes.map(keyOf));
  return [{ ...named, notes: [...named.notes, ...notes.filter((note) => !known.has(keyOf(note)))] }, ...older];
}

function keyOf({ code, subject, message }: UpgradeNote): string {
  return `${code} ${subject} ${message}`;
}

/** Whether a version tells by its number that it breaks something: of 0.x by its second part (semver.org, 4 and 8). */
export function isRaisedEnough({ since, version, notes }: HistoryEntry): boolean {
  if (!notes.some(({ breaking }) => breaking)) return true;
  const [from, to] = [since, version].map((text) => text.split(/[.+-]/).map(Number));
  if (from![0] !== to![0]) return to![0]! > from![0]!;
  return from![0] === 0 && to![1]! > from![1]!;
}

/** The notes of one version as Artifact Hub has changes (artifacthub.io/docs/topics/annotations/helm). */
export function changesOf(
  history: readonly HistoryEntry[],
  version: string,
): { readonly kind: 'changed' | 'removed'; readonly description: string }[] {
  const entry = history.find((each) => each.version === version);
  return (entry?.notes ?? []).map(({ code, breaking, subject, message, action }) => ({
    kind: /-removed$/.test(code) ? 'removed' : 'changed',
    description:
      `${breaking ? 'Breaking: ' : ''}${subject}: ${message}${action === undefined ? '' : ` (${action})`}`.slice(
        0,
        1024,
      ),
  }));
}

export function upgradingText(history: readonly HistoryEntry[], chart: string): string {
  const versions = history.map(({ since, version, notes }) => {
    const title = version === since ? `After ${since}, not released yet` : `${since} to ${version}`;
    return `## ${title}\n\n${part('Before an upgrade', notes, true)}${part('To know', notes, false)}`;
  });
  return `# Upgrading ${chart}

What a release of an older version of this chart meets. Objects are called as in the operator's manifests; in a release
their names begin with its own.

${versions.join('\n').trimEnd()}
`;
}

function part(title: string, notes: readonly UpgradeNote[], breaking: boolean): string {
  const own = notes.filter((note) => note.breaking === breaking);
  if (own.length === 0) return '';
  const lines = own.map(({ subject, message, action }) => {
    const what = action === undefined ? '' : `\n  To do: ${action}.`;
    return `- **${subject}**: ${message}.${what}`;
  });
  return `### ${title}\n\n${lines.join('\n')}\n\n`;
}
