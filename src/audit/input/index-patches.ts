import { isObject } from '../../kubernetes/identity.ts';
import { ofFiles } from '../../objects/of-files.ts';
import { parseYaml } from '../../yaml/parse.ts';
import type { AuditInput, AuditRoot } from './audit-input.ts';

/** An operation of a JSON patch that names a container by its place. */
export interface IndexPatch {
  readonly file: string;
  readonly line: number | undefined;
  readonly index: number;
  /** What of the container it changes: `args`, `volumeMounts`. */
  readonly key: string;
  /** As JSON. */
  readonly value: string;
}

/** The operations of the patch files that a root reads. */
export function readIndexPatches({ tree, kustomizations, places }: AuditInput, root: AuditRoot): IndexPatch[] {
  const files = new Set(
    root.reached.directories.flatMap((directory) =>
      (kustomizations.get(directory)?.entries ?? []).flatMap(({ field, target }) =>
        (field === 'patches' || field === 'patchesJson6902') && target.kind === 'file' ? [target.path] : [],
      ),
    ),
  );
  return [...files].flatMap((file) => {
    const text = tree.get(file) ?? '';
    if (!text.includes('/containers/')) return [];
    return operations(text, file).flatMap((operation): IndexPatch[] => {
      const path = isObject(operation) && typeof operation.path === 'string' ? operation.path : '';
      const match = /\/containers\/(\d+)\/(\w+)/.exec(path);
      if (match === null || !isObject(operation)) return [];
      return [
        {
          file,
          line: places.find(file, path).line,
          index: Number(match[1]),
          key: match[2]!,
          value: JSON.stringify(operation.value ?? null),
        },
      ];
    });
  });
}

function operations(text: string, file: string): readonly unknown[] {
  try {
    const [first] = parseYaml(text, file);
    return Array.isArray(first) ? first : [];
  } catch (error) {
    ofFiles(error);
    return [];
  }
}
