import type { RandomTree } from './random-tree.ts';

/**
 * A smaller tree that still fails: files, then blocks of lines (a line with everything further in), are taken away as
 * long as the failure stays.
 */
export async function shrinkTree(tree: RandomTree, fails: (tree: RandomTree) => Promise<boolean>): Promise<RandomTree> {
  let best = tree;
  for (let progress = true; progress; ) {
    progress = false;
    for (const candidate of [...withoutFiles(best)]) {
      if (Object.keys(candidate.files).length >= Object.keys(best.files).length) continue;
      if (await fails(candidate)) {
        best = candidate;
        progress = true;
        break;
      }
    }
    for (const file of Object.keys(best.files)) {
      for (let line = 0; line < (best.files[file] as string).split('\n').length; ) {
        const candidate = withoutBlock(best, file, line);
        if (candidate !== undefined && (await fails(candidate))) {
          best = candidate;
          progress = true;
        } else {
          line += 1;
        }
      }
    }
  }
  return best;
}

function* withoutFiles(tree: RandomTree): Iterable<RandomTree> {
  for (const file of Object.keys(tree.files)) {
    const { [file]: _, ...files } = tree.files;
    yield { ...tree, files };
    // And without the lines that name it.
    const name = file.split('/').at(-1) as string;
    yield {
      ...tree,
      files: Object.fromEntries(
        Object.entries(files).map(([path, text]) => [
          path,
          text
            .split('\n')
            .filter((line) => !line.includes(name))
            .join('\n'),
        ]),
      ),
    };
  }
}

function withoutBlock(tree: RandomTree, file: string, start: number): RandomTree | undefined {
  const lines = (tree.files[file] as string).split('\n');
  const first = lines[start] as string;
  if (first.trim() === '') return undefined;
  const indent = first.length - first.trimStart().length;
  let end = start + 1;
  while (end < lines.length) {
    const line = lines[end] as string;
    const depth = line.length - line.trimStart().length;
    const item = depth === indent && line.trimStart().startsWith('- ') && !first.trimStart().startsWith('- ');
    if (line.trim() !== '' && depth <= indent && !item) break;
    end += 1;
  }
  const text = [...lines.slice(0, start), ...lines.slice(end)].join('\n');
  return { ...tree, files: { ...tree.files, [file]: text } };
}
