import { linesOf } from '../../../../merge/chunks.ts';
import { readDockerfile } from './read-dockerfile.ts';

/** An instruction that copies files which a .dockerignore leaves out. */
export interface MissingCopy {
  /** One-based line of the Dockerfile. */
  readonly line: number;
  readonly source: string;
  /** One of the files that are left out. */
  readonly example: string;
}

/**
 * The COPY and ADD instructions whose files one .dockerignore let through and another one does not, so that the image
 * lacks them, or is not built.
 *
 * @param paths all files of the project
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function missingCopies(
  dockerfile: string,
  before: string,
  after: string,
  paths: readonly string[],
): MissingCopy[] {
  const [was, is] = [before, after].map(readRules) as [Rule[], Rule[]];
  const lost = paths.filter((path) => isNeeded(path) && isLeftOut(is, path) && !isLeftOut(was, path));
  return readDockerfile(dockerfile).flatMap(({ keyword, value, line }) => {
    const words = value.split(' ').filter((word) => word !== '');
    if ((keyword !== 'COPY' && keyword !== 'ADD') || words.some((word) => word.startsWith('--from='))) return [];
    const sources = words.filter((word) => !word.startsWith('--')).slice(0, -1);
    return sources.flatMap((source) => {
      const place = source.replace(/^\.?\//, '').replace(/\/$/, '');
      // The whole context is what a .dockerignore is about.
      if (place === '' || place === '.' || /[*?[$]/.test(place)) return [];
      const example = lost.find((path) => path === place || path.startsWith(`${place}/`));
      return example === undefined ? [] : [{ line, source, example }];
    });
  });
}

/** Tests and hidden files are no part of an image. */
function isNeeded(path: string): boolean {
  return !path.endsWith('_test.go') && !path.split('/').some((segment) => segment.startsWith('.'));
}

interface Rule {
  readonly segments: readonly string[];
  readonly isException: boolean;
}

function readRules(text: string): Rule[] {
  return linesOf(text).flatMap((raw) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return [];
    const isException = line.startsWith('!');
    const segments = line
      .slice(isException ? 1 : 0)
      .split('/')
      .filter((segment) => segment !== '' && segment !== '.');
    return segments.length === 0 ? [] : [{ segments, isException }];
  });
}

/** The last rule that fits a path, or a directory that it is in, decides. */
function isLeftOut(rules: readonly Rule[], path: string): boolean {
  const segments = path.split('/');
  const last = rules.findLast((rule) => fits(rule.segments, segments));
  return last !== undefined && !last.isException;
}

function fits(pattern: readonly string[], path: readonly string[]): boolean {
  // What of the path the pattern so far may have taken; a pattern that is used up fits all that is below.
  let ends = new Set([0]);
  for (const [index, segment] of pattern.entries()) {
    const next = new Set<number>();
    for (const end of ends) {
      if (segment === '**') for (let at = end; at <= path.length; at += 1) next.add(at);
      else if (end < path.length && fitsSegment(segment, path[end]!)) next.add(end + 1);
    }
    ends = next;
    if (segment === '**' && index === pattern.length - 1) return path.length > 0 && ends.size > 0;
  }
  return [...ends].some((end) => end > 0);
}

/** `*` is any text, `?` any character; a class in brackets is taken as any character. */
function fitsSegment(pattern: string, text: string): boolean {
  const parts = withoutClasses(pattern);
  let ends = new Set([0]);
  for (const char of parts) {
    const next = new Set<number>();
    for (const end of ends) {
      if (char === '*') for (let at = end; at <= text.length; at += 1) next.add(at);
      else if (end < text.length && (char === '?' || char === text[end])) next.add(end + 1);
    }
    ends = next;
  }
  return ends.has(text.length);
}

function withoutClasses(pattern: string): string {
  let result = '';
  let at = 0;
  for (let open = pattern.indexOf('['); open !== -1; open = pattern.indexOf('[', at)) {
    const close = pattern.indexOf(']', open);
    if (close === -1) break;
    result += `${pattern.slice(at, open)}?`;
    at = close + 1;
  }
  return result + pattern.slice(at);
}
