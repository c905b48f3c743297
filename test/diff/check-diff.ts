import type { FileTree } from '../../src/core/file-tree.ts';
import type { TreeDiff } from '../../src/diff/model.ts';

/** Everything in a diff that no reason explains, in words; nothing where all is explained. */
export function unexplained(diff: TreeDiff): string[] {
  const known = new Set(diff.reasons.map((reason) => reason.id));
  const lacking = (what: string, reasons: readonly string[]) =>
    reasons.length > 0 && reasons.every((id) => known.has(id)) ? [] : [what];
  return [
    ...diff.files.flatMap((change) => lacking(change.path, change.reasons)),
    ...diff.objects.flatMap((change) => {
      const name = `${(change.to ?? change.from)!.kind} ${(change.to ?? change.from)!.name}`;
      return [
        ...lacking(name, change.reasons),
        ...change.fields.flatMap((field) => lacking(`${name} ${field.path}`, field.reasons)),
      ];
    }),
  ];
}

/** The paths at which two trees differ: what a diff of them has to name, and nothing else. */
export function differingPaths(from: FileTree, to: FileTree): string[] {
  const paths = new Set([...from.paths(), ...to.paths()]);
  return [...paths]
    .filter((path) => {
      const [a, b] = [from.entry(path), to.entry(path)];
      return a?.content !== b?.content || a?.executable !== b?.executable;
    })
    .sort();
}

/** The paths that a diff names, of a renamed file both. */
export function namedPaths(diff: TreeDiff): string[] {
  return diff.files.flatMap(({ path, oldPath }) => (oldPath === undefined ? [path] : [path, oldPath])).sort();
}
