import type { FileTree } from '../../../src/core/file-tree.ts';

/** Something that people do to a project, on a scaffold of any release and on what the releases' own programs write. */
export interface Edit {
  readonly name: string;
  /** The file that it is about. */
  readonly path: string;
  /** The edited tree; undefined where the project has nothing to do this to. */
  readonly make: (tree: FileTree) => FileTree | undefined;
  /** Whether it is there, in this tree. */
  readonly holds: (tree: FileTree) => boolean;
  /** Whether releases change the same thing, so that it may be told as a conflict. */
  readonly clashes: boolean;
}

type More = Partial<Pick<Edit, 'clashes' | 'holds'>>;

/** Lines behind the first one that fits, at its own indentation. */
export function after(name: string, path: string, line: RegExp, text: string, more: More = {}): Edit {
  return edit(name, path, (content) => inserted(content, line, text, 1), holding(path, text), more);
}

/** Lines before the first one that fits, at its own indentation. */
export function before(name: string, path: string, line: RegExp, text: string, more: More = {}): Edit {
  return edit(name, path, (content) => inserted(content, line, text, 0), holding(path, text), more);
}

/** Another text in place of the first that fits. */
export function swap(name: string, path: string, from: RegExp, to: string, more: More = {}): Edit {
  const make = (content: string) => (from.test(content) ? content.replace(from, to) : undefined);
  return edit(name, path, make, holding(path, to.replaceAll(/\$\d/g, '')), more);
}

/** Lines at the end. */
export function append(name: string, path: string, text: string, more: More = {}): Edit {
  const make = (content: string) => `${content}${content.endsWith('\n') ? '' : '\n'}${text}\n`;
  return edit(name, path, make, holding(path, text), more);
}

/** What fits is taken out; it is gone as long as nothing that fits is there. */
export function cut(name: string, path: string, what: RegExp, more: More = {}): Edit {
  const make = (content: string) => (what.test(content) ? content.replace(what, '') : undefined);
  return edit(name, path, make, (tree) => !what.test(tree.get(path) ?? ''), more);
}

/** Files are taken away, with the lines that name them. */
export function drop(name: string, paths: RegExp, names?: { readonly path: string; readonly lines: RegExp }): Edit {
  return {
    name,
    path: names?.path ?? '',
    clashes: false,
    make: (tree) => {
      const gone = tree.paths().filter((path) => paths.test(path));
      if (gone.length === 0) return undefined;
      const left = tree.without(...gone);
      const text = names === undefined ? undefined : left.get(names.path);
      return names === undefined || text === undefined
        ? left
        : left.with([[names.path, text.replace(names.lines, '')]]);
    },
    holds: (tree) => !tree.paths().some((path) => paths.test(path)),
  };
}

/** New files, and lines that name them behind the first one that fits. */
export function add(
  name: string,
  files: Readonly<Record<string, string>>,
  entry?: { readonly path: string; readonly after: RegExp; readonly text: string },
): Edit {
  return {
    name,
    path: entry?.path ?? Object.keys(files)[0]!,
    clashes: false,
    make: (tree) => {
      const next = tree.with(Object.entries(files));
      if (entry === undefined) return next;
      const text = tree.get(entry.path);
      const made = text === undefined ? undefined : inserted(text, entry.after, entry.text, 1);
      return made === undefined ? undefined : next.with([[entry.path, made]]);
    },
    holds: (tree) =>
      Object.entries(files).every(([path, text]) => tree.get(path) === text) &&
      (entry === undefined || holding(entry.path, entry.text)(tree)),
  };
}

function edit(
  name: string,
  path: string,
  change: (content: string) => string | undefined,
  holds: Edit['holds'],
  more: More,
): Edit {
  return {
    name,
    path,
    clashes: more.clashes ?? false,
    make: (tree) => {
      const entry = tree.entry(path);
      const content = entry === undefined ? undefined : change(entry.content);
      return content === undefined ? undefined : tree.with([[path, { content, executable: entry!.executable }]]);
    },
    holds: more.holds ?? holds,
  };
}

function inserted(content: string, line: RegExp, text: string, offset: 0 | 1): string | undefined {
  const lines = content.split('\n');
  const at = lines.findIndex((each) => line.test(each));
  if (at === -1) return undefined;
  const indent = /^[ \t]*/.exec(lines[at]!)![0];
  return lines
    .toSpliced(at + offset, 0, ...text.split('\n').map((each) => (each === '' ? '' : indent + each)))
    .join('\n');
}

/** Every line of it stands in the file, or in another one where the file has moved. */
function holding(path: string, text: string): Edit['holds'] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (tree) => {
    const all = tree.get(path) ?? [...tree].map(({ content }) => content).join('\n');
    const there = new Set(all.split('\n').map((line) => plain(line)));
    return lines.every((line) => there.has(plain(line)) || all.includes(line));
  };
}

function plain(line: string): string {
  return line.trim().replace(/^- /, '').replaceAll(/["']/g, '');
}
