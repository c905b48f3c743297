import { placedLines } from './yaml-lines.ts';

/** The contents of the files that a build of config/default reads, by path. */
export type ActiveFiles = ReadonlyMap<string, string>;

const ROOT = 'config/default';
/** Where a kustomization names files and directories. */
const REFERENCES = /^(?:resources|components|patches|configurations|transformers)(?:\[\])?(?:\.path)?(?:\[\])?$/;

/**
 * The files that count: those that the kustomizations name in lines that are not commented out, from config/default on.
 *
 * @param contentOf a file's content, or undefined where there is none
 */
export function activeFiles(contentOf: (path: string) => string | undefined): ActiveFiles {
  const files = new Map<string, string>();
  const visit = (directory: string): void => {
    const path = `${directory}/kustomization.yaml`;
    const content = contentOf(path);
    if (content === undefined || files.has(path)) return;
    files.set(path, content);
    for (const { place, text } of placedLines(content)) {
      if (!REFERENCES.test(place)) continue;
      const target = resolve(directory, text.replace(/^path:\s*/, ''));
      const found = contentOf(target);
      if (found === undefined) visit(target);
      else files.set(target, found);
    }
  };
  visit(ROOT);
  return files;
}

function resolve(directory: string, reference: string): string {
  const segments = directory.split('/');
  for (const segment of reference.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
