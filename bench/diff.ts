import type { ScaffoldOptions } from '../src/index.ts';
import { library } from './library.ts';
import { measure, medianOf, print } from './measure.ts';

const { diffScaffolds, formatPatch, listPresets } = library;

const KINDS = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf', 'Hotel', 'India', 'Juliet'];
const JUMPS = [
  ['kubebuilder@4.5.2', 'kubebuilder@4.6.0'],
  ['pre-3.15', 'https-metrics'],
  ['kubebuilder@3.14.2', 'kubebuilder@4.15.0'],
] as const;

/** A diff of two releases for a project with ten kinds, with objects, reasons and patch; and of two charts. */
export function benchDiff(): void {
  printJumps('kustomize, one project over and over', 'kustomize', () => 'fleet');
  // Of one project, what was written before is known.
  let count = 0;
  printJumps('kustomize, another project each time', 'kustomize', () => {
    count += 1;
    return `fleet-${count}`;
  });
  printJumps('charts, one project over and over', 'helm', () => 'fleet');
  printPairs();
}

/** Of the ordered pairs of releases there are 930: to compare all of them takes minutes. */
const EACH = 13;

/** Ordered pairs of releases, three times each, after those jumps have warmed the code. */
function printPairs(): void {
  const releases = listPresets()
    .map(({ name }) => name)
    .filter((name) => name.startsWith('kubebuilder@'));
  const diffOf = (from: string, to: string) => () =>
    formatPatch(diffScaffolds(fleet('fleet', from, 'kustomize'), fleet('fleet', to, 'kustomize')));
  const pairs = releases.flatMap((from) => releases.filter((to) => to !== from).map((to) => [from, to] as const));
  const times = pairs
    .filter((_, index) => index % EACH === 0)
    .map(([from, to]) => medianOf(3, diffOf(from, to)))
    .sort((a, b) => a - b);
  const share = (part: number) => times[Math.floor((times.length - 1) * part)]!.toFixed(1);
  console.log(
    `\n${times.length} of ${pairs.length} ordered pairs of releases, one project, kustomize: the median of three`,
  );
  console.log(`  half under ${share(0.5)} ms, nine of ten under ${share(0.9)} ms, all under ${share(1)} ms`);
}

function printJumps(title: string, format: 'kustomize' | 'helm', nextName: () => string): void {
  print(
    `diffScaffolds and formatPatch, ten kinds: ${title}`,
    JUMPS.map(([from, to]) =>
      // A diff is long for one call: V8 takes seconds until the code that it is made of is compiled for good.
      measure(
        `${from} to ${to}`,
        () => {
          const name = nextName();
          return formatPatch(diffScaffolds(fleet(name, from, format), fleet(name, to, format)));
        },
        { warmUp: 2000 },
      ),
    ),
  );
}

function fleet(projectName: string, preset: string, format: 'kustomize' | 'helm'): ScaffoldOptions {
  const resources = KINDS.map((kind, index) => ({
    group: 'ship',
    version: 'v1',
    kind,
    ...(index < 3 ? { webhooks: { defaulting: true, validation: true } } : {}),
  }));
  return { preset, format, projectName, domain: 'example.com', resources };
}
