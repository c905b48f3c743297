import type { ScaffoldOptions } from '../src/index.ts';
import { library } from './library.ts';
import { measure, print } from './measure.ts';

const { diffScaffolds, formatPatch } = library;

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
