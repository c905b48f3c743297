import type { FileTree } from '../../core/file-tree.ts';
import { parseSections, printSection, type Section } from '../../merge/sections.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import type { ChartState } from './state.ts';

/** An edit of Chart.yaml that an option of this run has replaced. */
export interface Given {
  readonly path: string;
  readonly where: string;
  readonly yours: string;
  readonly given: string;
}

const PATH = 'Chart.yaml';

/** The keys of Chart.yaml by the options that say what stands there. */
const KEYS: Readonly<Partial<Record<keyof ChartOptions, string>>> = {
  name: 'name',
  version: 'version',
  appVersion: 'appVersion',
  description: 'description',
  home: 'home',
  icon: 'icon',
  sources: 'sources',
  keywords: 'keywords',
  maintainers: 'maintainers',
};

/** The chart with what was given now in the place of edits: who says it now means it. */
export function withGiven(
  chart: FileTree,
  generated: FileTree,
  state: ChartState,
  given: ChartOptions,
): { readonly chart: FileTree; readonly overridden: readonly Given[] } {
  const text = chart.get(PATH);
  const keys = Object.entries(KEYS).filter(([option]) => given[option as keyof ChartOptions] !== undefined);
  const mine = text === undefined || keys.length === 0 ? undefined : parseSections(text);
  const theirs = parseSections(generated.get(PATH) ?? '');
  if (mine === undefined || theirs === undefined) return { chart, overridden: [] };
  const base = parseSections(state.get(PATH)?.text ?? '');
  const overridden: Given[] = [];
  const children = mine.children.map((section) => {
    const isGiven = keys.some(([, key]) => key === section.key);
    const other = isGiven ? childOf(theirs, section.key) : undefined;
    if (other === undefined || other.meaning === section.meaning) return section;
    if (childOf(base, section.key)?.meaning !== section.meaning) {
      overridden.push({ path: PATH, where: section.key, yours: textOfValue(section), given: textOfValue(other) });
    }
    return { ...other, lead: section.lead, tail: section.tail };
  });
  const merged = printSection({ ...mine, children });
  return { chart: merged === text ? chart : chart.with({ [PATH]: merged }), overridden };
}

function childOf(section: Section | undefined, key: string): Section | undefined {
  return section?.children.find((child) => child.key === key);
}

function textOfValue(section: Section): string {
  return section.kind === 'leaf' ? section.source.trim() : section.children.map(printSection).join('').trim();
}
