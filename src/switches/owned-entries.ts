import { isObject, listAt } from '../kubernetes/identity.ts';
import type { JsonValue } from '../kubernetes/object.ts';
import type { FeatureName } from '../options/generated/types.ts';
import type { Project } from '../options/project.ts';
import type { Profile } from '../presets/facts/facts.ts';
import { configFiles } from '../scaffold/config-files.ts';
import { contextOf } from '../scaffold/context.ts';
import { parseYaml } from '../yaml/parse.ts';
import { KustomizationLines } from './kustomization-lines.ts';
import { sameEntry } from './same-entry.ts';

/** An entry of a list in a kustomization that is there where a feature is on, and not where it is off. */
export interface OwnedEntry {
  /** The kustomization's path. */
  readonly path: string;
  readonly list: string;
  readonly value: JsonValue;
  /** As the scaffold writes it, active. */
  readonly lines: readonly string[];
  /** Whether the scaffold comments out the list's key as well where this entry is off. */
  readonly keyWithEntries: boolean;
}

/** What a feature consists of in the scaffold of one project. */
export interface Owned {
  readonly entries: readonly OwnedEntry[];
  /** Everything below config/ where the feature is on. */
  readonly files: ReadonlyMap<string, string>;
}

type Switched = Readonly<Record<FeatureName, boolean>>;

/**
 * What a feature owns, found by writing the scaffold with it and without it. There is no table of lines beside the
 * emitters that could say something else.
 *
 * @param others how the other features stand
 */
export function ownedEntries(project: Project, profile: Profile, feature: FeatureName, others: Switched): Owned {
  const write = (on: boolean) =>
    new Map(configFiles(contextOf({ ...project, features: { ...others, [feature]: on } }, profile)));
  const files = write(true);
  const without = write(false);
  const entries: OwnedEntry[] = [];
  for (const [path, text] of files) {
    const other = without.get(path) ?? '';
    if (!path.endsWith('/kustomization.yaml') || text === other) continue;
    const [on, off] = [read(text, path), read(other, path)];
    const lines = new KustomizationLines(text);
    for (const [list, values] of Object.entries(on)) {
      if (!Array.isArray(values)) continue;
      const left = [...listAt(off, list)];
      const keyWithEntries = !Object.hasOwn(off, list);
      const active = lines.active(list);
      for (const value of values) {
        const twin = left.findIndex((candidate) => sameEntry(candidate, value) === 'same');
        if (twin !== -1) {
          left.splice(twin, 1);
          continue;
        }
        const at = active.find((entry) => sameEntry(entry.value, value) === 'same');
        if (at === undefined) continue;
        entries.push({ path, list, value, lines: lines.lines.slice(at.start, at.end), keyWithEntries });
      }
    }
  }
  return { entries, files };
}

function read(text: string, path: string): Record<string, JsonValue> {
  const [document] = parseYaml(text, path);
  return isObject(document) ? document : {};
}
