import type { FileTree } from '../../core/file-tree.ts';
import { missingCopies } from './files/dockerfile/build-context.ts';
import type { FactTask } from './model.ts';

/** What a Dockerfile of the upgraded project copies and its .dockerignore leaves out, while it came before. */
export function lostCopies(before: FileTree, after: FileTree): (FactTask & { readonly path: string })[] {
  const text = after.get('Dockerfile');
  const [old, now] = [before, after].map((tree) => tree.get('.dockerignore') ?? '');
  if (text === undefined || old === undefined || now === undefined || old === now) return [];
  return missingCopies(text, old, now, after.paths()).map(({ line, source, example }) => ({
    path: '.dockerignore',
    text: `The Dockerfile copies ${source} (line ${line}), of which the new .dockerignore leaves out files such as ${example}.`,
    snippet: `!${example.slice(0, example.lastIndexOf('/') + 1)}**`.replace(/^!\*\*$/, `!${example}`),
  }));
}
