import type { FileTree } from '../../core/file-tree.ts';
import type { YamlPath } from '../../edit/yaml/path.ts';
import type { Manifests } from './manifests.ts';
import { Renders } from './renders.ts';
import { type StandIn, standIns } from './stand-ins.ts';
import { directoriesWithProxies } from './survey.ts';

/** What one build tells is mended before the next is tried. */
const ROUNDS = 4;

/**
 * What a tree renders to, with something in place of what it lacks, and without fields that an older kustomize passed
 * over and that of today refuses: a project whose main directory no longer builds is planned all the same.
 */
export function lenientRenders(tree: FileTree, manifests: Manifests): Renders {
  let renders = new Renders(tree, standIns(tree, manifests));
  for (let round = 0; round < ROUNDS; round += 1) {
    const refused = refusedFields(renders, manifests);
    if (refused.size === 0) break;
    const mended: [string, StandIn][] = [...refused].map(([file, fields]) => {
      const known = renders.standIns.get(file);
      const before = typeof known === 'object' ? (known.without ?? []) : [];
      return [file, { copyOf: file, without: [...before, ...fields] }];
    });
    renders = new Renders(tree, new Map([...renders.standIns, ...mended]));
  }
  return renders;
}

function refusedFields(renders: Renders, manifests: Manifests): Map<string, YamlPath[]> {
  const found = new Map<string, Map<string, YamlPath>>();
  for (const directory of directoriesWithProxies(renders, manifests)) {
    for (const { at, message } of renders.of(directory).issues ?? []) {
      const field = /^([\w.[\]-]{1,200}): (?:there is no such field|not the API version of a Kustomization)$/.exec(
        message,
      )?.[1];
      if (field === undefined || at === undefined || !renders.tree.has(at.file)) continue;
      const fields = found.get(at.file) ?? new Map<string, YamlPath>();
      found.set(at.file, fields.set(field, pathOf(field)));
    }
  }
  return new Map([...found].map(([file, fields]) => [file, [...fields.values()]]));
}

/** `['namePrefix', 0, 'name']` of `namePrefix[0].name`. */
function pathOf(field: string): YamlPath {
  return (field.match(/[^.[\]]+/g) ?? []).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
