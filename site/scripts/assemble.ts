import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { listPresets } from 'operator-scaffold';
import { examplesOf, type Example } from './examples.ts';
import { ROOT, SITE, SOURCE } from './places.ts';

/** Documents at the root of the package, and what they are called here. */
const AT_ROOT: Readonly<Record<string, string>> = {
  'README.md': 'project/readme.md',
  'CHANGELOG.md': 'project/changelog.md',
  'SECURITY.md': 'project/security.md',
  'CONTRIBUTING.md': 'project/contributing.md',
};

const LANGUAGES: Readonly<Record<string, string>> = { yml: 'yaml', yaml: 'yaml', ts: 'ts', json: 'json', html: 'html' };

/** Puts together what VitePress reads. Nothing of the package is written here a second time. */
export function assemble(): readonly Example[] {
  rmSync(SOURCE, { recursive: true, force: true });
  cpSync(join(SITE, 'pages'), SOURCE, { recursive: true });
  cpSync(join(ROOT, 'schema'), join(SOURCE, 'public/schema'), { recursive: true });
  const documents = [...filesBelow('docs', '.md'), ...Object.keys(AT_ROOT).filter((path) => existsSync(join(ROOT, path)))];
  for (const path of documents) {
    const text = readFileSync(join(ROOT, path), 'utf8');
    write(pageOf(path)!, withLinks(text, path));
  }
  const examples = filesBelow('examples', '');
  const list = examples.map((path) => `- [${path.replace('examples/', '')}](/${pageOf(path)})`);
  write('examples/index.md', `# Examples\n\n${list.join('\n')}\n`);
  for (const path of examples) {
    const language = LANGUAGES[path.split('.').at(-1)!] ?? 'text';
    const text = readFileSync(join(ROOT, path), 'utf8');
    write(pageOf(path)!, `# ${path}\n\n\`\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\`\n`);
  }
  writeDefects();
  return [
    ...documents.flatMap((path) => examplesOf(readFileSync(join(ROOT, path), 'utf8'), pageOf(path)!)),
    ...examplesOf(readFileSync(join(SITE, 'pages/programs.md'), 'utf8'), 'programs.md'),
  ];
}

function filesBelow(directory: string, extension: string): string[] {
  return readdirSync(join(ROOT, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** The page that a file of the package becomes; undefined for what is no page. */
function pageOf(path: string): string | undefined {
  const root = AT_ROOT[path];
  if (root !== undefined) return root;
  if (path.startsWith('examples/')) return `${path.replace(/[^\w/-]/g, '-')}.md`;
  if (path.startsWith('docs/') && path.endsWith('.md')) return path.replace(/README\.md$/, 'index.md');
  return undefined;
}

/** Links to other documents become links to their pages; those to what is no page become their text. */
function withLinks(text: string, path: string): string {
  return text.replace(/(?<!!)\[([^\]]*)\]\((?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?\)/g, (all, label: string, target: string, hash = '') => {
    const file = posix.normalize(posix.join(posix.dirname(path), target));
    const onDisk = join(ROOT, file);
    if (file.startsWith('schema/')) return `[${label}](/${file})`;
    if (existsSync(onDisk) && statSync(onDisk).isDirectory()) {
      const index = pageOf(posix.join(file, 'README.md'));
      if (existsSync(join(onDisk, 'README.md')) && index !== undefined) return `[${label}](/${index}${hash})`;
      return file.replace(/\/$/, '') === 'examples' ? `[${label}](/examples/index.md)` : label;
    }
    const page = pageOf(file);
    return page === undefined ? label : existsSync(onDisk) ? `[${label}](/${page}${hash})` : all;
  });
}

/** A page for each defect: what the presets say of it, and its row in the table of all. */
function writeDefects(): void {
  const table = readFileSync(join(ROOT, 'docs/defects.md'), 'utf8');
  const rows = new Map(
    table.split('\n').flatMap((line) => {
      const id = /^\| <a id="[^"]*"><\/a>(\w+) \|/.exec(line)?.[1];
      return id === undefined ? [] : [[id, line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim())] as const];
    }),
  );
  const titles = table.split('\n').find((line, at, lines) => /^\| ?-/.test(lines[at + 1] ?? ''))!;
  const columns = titles.split('|').slice(1, -1).map((cell) => cell.trim());
  const having = new Map<string, string[]>();
  for (const { name, defects } of listPresets()) {
    for (const { id } of defects) having.set(id, [...(having.get(id) ?? []), name]);
  }
  for (const [id, cells] of rows) {
    const facts = cells.slice(1).map((cell, at) => `**${capital(columns[at + 1]!)}**: ${withLinks(cell, 'docs/defects.md')}`);
    const presets = (having.get(id) ?? []).map((name) => `[${name}](/docs/releases/${name.replace('kubebuilder@', '')}.md)`);
    const found = presets.length === 0 ? 'No preset has it today.' : `Presets that have it: ${presets.join(', ')}.`;
    write(
      `docs/defects/${id.toLowerCase()}.md`,
      `# Defect ${id}\n\n${facts.join('\n\n')}\n\n${found}\n\n[All known defects](/docs/defects.md)\n`,
    );
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export function write(path: string, text: string): void {
  const file = join(SOURCE, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
