import type { Defect } from '../src/presets/defects/defect.ts';
import { DEFECTS } from '../src/presets/defects/defects.ts';
import { defectsOf } from '../src/presets/defects/defects-of.ts';
import type { HistoryEntry } from '../src/presets/history-entry.ts';
import { listPresets } from '../src/presets/list-presets.ts';
import { NAMED_PRESETS } from '../src/presets/named/named-presets.ts';
import type { PresetInfo, PresetProtection } from '../src/presets/preset-info.ts';
import { releaseNotes } from '../src/presets/release.ts';
import { RELEASES } from '../src/presets/releases.ts';

const BANNER = '<!-- Generated from src/presets by `npm run generate`: edit the entries there instead. -->\n';

const PROTECTIONS: Readonly<Record<PresetProtection, string>> = {
  sidecar: 'a kube-rbac-proxy sidecar',
  authentication: 'authentication and authorization by the manager',
  'network-policy': 'a NetworkPolicy',
  none: 'none',
};

/** `{path: content}` of docs/releases, a page for each preset and an index, and docs/defects.md. */
export function generateReleaseDocs(): Record<string, string> {
  const presets = listPresets();
  const pages = presets.map((info) => [`docs/releases/${pageName(info)}.md`, page(info)] as const);
  return {
    'docs/releases/README.md': index(presets),
    ...Object.fromEntries(pages),
    'docs/defects.md': defectTable(),
  };
}

function pageName(info: PresetInfo): string {
  return info.exact ? info.release : info.name;
}

function index(presets: readonly PresetInfo[]): string {
  const rows = presets.map((info) => [
    `[${info.name}](${pageName(info)}.md)`,
    info.date,
    `${PROTECTIONS[info.metrics.protection]}${info.metrics.on ? '' : ' (off)'}`,
    info.versions.go,
    info.versions.controllerRuntime,
    info.versions.kubernetes,
    info.versions.controllerTools,
    info.versions.kustomize,
    info.exact ? String(info.defects.length) : '–',
  ]);
  const head = ['preset', 'date', 'metrics', 'Go', 'controller-runtime', 'Kubernetes', 'controller-tools', 'kustomize'];
  return `${BANNER}
# Presets

What each release of Kubebuilder scaffolds, and the three recommended presets that mend what is wrong there. A page says
what a release changed in the scaffold, and what that means for an existing project. [Known defects](../defects.md) are
in a table of their own.

${table([...head, 'defects'], rows)}`;
}

function page(info: PresetInfo): string {
  const entries = entriesOf(info);
  const support = info.endOfSupport === undefined ? '' : ` A newer release took its place on ${info.endOfSupport}.`;
  const intro = info.exact
    ? `Tagged on ${info.date}.${support} [Its own notes](${releaseNotes(info.release)}).`
    : `${info.title}. It builds on [${info.release}](${info.release}.md), the tools and the Go module apart.`;
  const metrics = info.metrics.on
    ? `Metrics: ${info.metrics.scheme} on ${info.metrics.port}, protected by ${PROTECTIONS[info.metrics.protection]}.`
    : 'Metrics: off.';
  return `${BANNER}
# ${info.exact ? `Kubebuilder ${info.release}` : info.name}

${intro} ${metrics}
${info.retracted === undefined ? '' : `\nIt was withdrawn. ${info.retracted}\n`}
${table(
  ['Go', 'controller-runtime', 'Kubernetes', 'controller-tools', 'kustomize'],
  [Object.values(info.versions).map(String)],
)}
## What changed in the scaffold, and what it means for you

${entries.length === 0 ? 'Nothing.\n' : entries.map(entryText).join('\n')}
${info.exact ? defectList(defectsOf(info.release)) : '## Known defects\n\nNone.\n'}`;
}

function entriesOf(info: PresetInfo): readonly HistoryEntry[] {
  if (info.exact) return RELEASES.find(({ version }) => version === info.release)?.entries ?? [];
  return NAMED_PRESETS.find(({ name }) => name === info.name)?.entries ?? [];
}

function entryText(entry: HistoryEntry): string {
  const mends = (entry.mends ?? []).map((id) => `[${id}](../defects.md#${id.toLowerCase()})`);
  const links = entry.links.filter((link) => !link.includes('/releases/tag/'));
  const lines = [
    entry.breaks === undefined ? '' : `- **Breaks:** ${entry.breaks}`,
    entry.byHand === undefined ? '' : `- **By hand:** ${entry.byHand}`,
    mends.length === 0 ? '' : `- Mends ${mends.join(', ')}.`,
    links.length === 0 ? '' : `- See ${links.map((link) => `<${link}>`).join(', ')}.`,
  ].filter((line) => line !== '');
  return `### ${entry.title.replace(/\.$/, '')}\n\n${entry.why}\n${lines.length === 0 ? '' : `\n${lines.join('\n')}\n`}`;
}

function defectList(defects: readonly Defect[]): string {
  const items = defects.map(
    ({ id, what, remedy }) => `- [${id}](../defects.md#${id.toLowerCase()}): ${what} ${remedy}`,
  );
  return `## Known defects\n\n${items.length === 0 ? 'None.' : items.join('\n')}\n`;
}

const EVIDENCE = { built: 'a build shows it', files: 'the files show it', reported: 'reported' } as const;

function defectTable(): string {
  const rows = DEFECTS.map((defect) => [
    `<a id="${defect.id.toLowerCase()}"></a>${defect.id}`,
    defect.releases.map(([first, last]) => (first === last ? first : `${first} to ${last}`)).join(', '),
    defect.what,
    [
      defect.evidence.map((kind) => EVIDENCE[kind]).join(', '),
      ...defect.links.map((link) => `[${linkName(link)}](${link})`),
    ].join(', '),
    defect.mendedIn ?? 'not up to the newest known release',
    defect.remedy,
  ]);
  return `${BANNER}
# Known defects

What is wrong in what releases of Kubebuilder scaffold, or in what their commands do to a scaffold. The presets
\`kubebuilder@…\` reproduce a release to the letter, defects included; the [three named presets](releases/README.md) have
none of them.

${table(['id', 'releases', 'what happens', 'evidence', 'mended in', 'what to do'], rows)}`;
}

function linkName(link: string): string {
  const number = /\/(?:issues|pull|discussions)\/(\d+)/.exec(link)?.[1];
  return number === undefined ? (link.split('/').pop() ?? link) : `#${number}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return `${line(head)}${line(head.map(() => '---'))}${rows.map(line).join('')}`;
}
