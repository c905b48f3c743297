import {
  auditTree,
  type AuditReport,
  type Base,
  detectBase,
  type FileInput,
  FileTree,
  formatAuditMarkdown,
} from 'operator-scaffold';
import type { Report } from '../protocol.ts';
import { filesOfZip } from '../zip.ts';

export interface ProjectInput {
  /** Files by path, or one zip. */
  readonly files: readonly (readonly [string, Uint8Array])[];
  readonly zip?: Uint8Array;
}

export interface Inspection {
  readonly base: Base;
  readonly report: AuditReport;
  readonly markdown: string;
  readonly files: number;
  readonly left: readonly string[];
}

/** What no rule and no plan looks at. */
const PASSED_OVER = /(^|\/)(\.git|node_modules|vendor|bin|dist\/cache)\//;
const MAX_FILE = 16 << 20;

export function inspect(input: ProjectInput, report: Report): Inspection {
  report('Reading the files');
  const { files, left } = projectFiles(input);
  const tree = FileTree.from(files);
  report(`Finding out where ${tree.size} files come from`);
  const base = detectBase(tree);
  report(`Auditing ${tree.size} files`);
  const audit = auditTree(tree);
  return { base, report: audit, markdown: formatAuditMarkdown(audit), files: tree.size, left };
}

/** The files of a project, by their paths in it. */
export function projectFiles({ files, zip }: ProjectInput): { files: [string, FileInput][]; left: string[] } {
  const all = zip === undefined ? files.map(([path, bytes]) => [path, bytes] as [string, FileInput]) : filesOfZip(zip);
  const root = rootOf(all.map(([path]) => path));
  const left: string[] = [];
  const kept: [string, FileInput][] = [];
  for (const [path, bytes] of all) {
    if (!path.startsWith(root)) continue;
    const inner = path.slice(root.length);
    if (PASSED_OVER.test(inner)) continue;
    if ((bytes as Uint8Array).length > MAX_FILE) left.push(inner);
    else kept.push([inner, bytes]);
  }
  return { files: kept, left };
}

/** The directory that a project's files lie in: where its PROJECT is, else what all of them have in common. */
function rootOf(paths: readonly string[]): string {
  const found = paths
    .filter((path) => /(^|\/)PROJECT$/.test(path) && !PASSED_OVER.test(path))
    .sort((a, b) => a.split('/').length - b.split('/').length)[0];
  if (found !== undefined) return found.slice(0, -'PROJECT'.length);
  const first = paths[0]?.split('/').slice(0, -1) ?? [];
  let depth = 0;
  while (depth < first.length && paths.every((path) => path.split('/')[depth] === first[depth])) depth += 1;
  // A kustomization may lie in the only directory that was given.
  return depth === 0 || depth > 1 ? '' : `${first[0]}/`;
}
