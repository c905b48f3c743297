import type { FileTree } from '../../core/file-tree.ts';

/**
 * Whether git leaves a path out, by the `.gitignore` files of the directories above it (gitignore(5)): the last line that
 * matches the path decides, or one that matches a directory above it. Sets of characters (`[a-z]`) match nothing here.
 */
export function isIgnored(tree: FileTree, path: string): boolean {
  const parts = path.split('/');
  // What lies below a directory that is left out cannot be taken in again.
  return parts.some((_, index) => isMatched(tree, parts.slice(0, index + 1), index + 1 < parts.length));
}

function isMatched(tree: FileTree, parts: readonly string[], isDirectory: boolean): boolean {
  let ignored = false;
  for (let depth = 0; depth < parts.length; depth += 1) {
    const text = tree.get([...parts.slice(0, depth), '.gitignore'].join('/'));
    for (const line of text?.split(/\r?\n/) ?? []) {
      const pattern = line.trimEnd();
      if (pattern === '' || pattern.startsWith('#')) continue;
      const negated = pattern.startsWith('!');
      if (matches(negated ? pattern.slice(1) : pattern, parts.slice(depth), isDirectory)) ignored = !negated;
    }
  }
  return ignored;
}

function matches(pattern: string, parts: readonly string[], isDirectory: boolean): boolean {
  const wanted = pattern.replace(/\/$/, '');
  if (wanted !== pattern && !isDirectory) return false;
  // Without a slash a pattern is for names in every directory below.
  if (!wanted.includes('/')) return matchesName(wanted, parts.at(-1)!);
  return matchesParts(wanted.replace(/^\//, '').split('/'), parts);
}

/** `**` stands for any number of directories; at the end, for whatever is below. */
function matchesParts(pattern: readonly string[], parts: readonly string[]): boolean {
  // By how much of the pattern has been matched: whether the parts so far can be.
  let reached = pattern.map((_, index) => pattern.slice(0, index).every((each) => each === '**'));
  reached.push(false);
  for (const part of parts) {
    const next = new Array<boolean>(reached.length).fill(false);
    for (const [at, each] of pattern.entries()) {
      if (each === '**') {
        const isLast = at === pattern.length - 1;
        next[at] ||= reached[at]!;
        if (isLast ? reached[at] : next[at]) next[at + 1] = true;
      } else if (reached[at] && matchesName(each, part)) {
        next[at + 1] = true;
        if (pattern[at + 1] === '**' && at + 2 < pattern.length) next[at + 2] = true;
      }
    }
    reached = next;
  }
  return reached[pattern.length]!;
}

/** `*` stands for any text, `?` for a character. */
function matchesName(pattern: string, name: string): boolean {
  let at = 0;
  let position = 0;
  let star = -1;
  let resume = 0;
  while (position < name.length) {
    if (pattern[at] === '*') {
      star = at;
      resume = position;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[position])) {
      at += 1;
      position += 1;
    } else if (star === -1) return false;
    else {
      at = star + 1;
      resume += 1;
      position = resume;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
