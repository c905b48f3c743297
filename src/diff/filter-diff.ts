import { schemaArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import type { CallOptions } from '../core/limits.ts';
import type { DataSchema } from '../core/schema-issues.ts';
import { podTemplatePath } from '../kubernetes/workload-kinds.ts';
import { goRegExp } from '../kustomize/go/regexp/go-regexp.ts';
import { identityOf } from '../objects/identity.ts';
import { diffArgument } from './diff-argument.ts';
import type { FileChange, ObjectChange, ObjectRef, TreeDiff } from './model.ts';

export interface DiffFilter {
  /**
   * Paths, directories or patterns (`*` within a segment, `**` across them, `?`), of the old or the new path. Without
   * `kinds`, objects are limited to those that come from these files.
   */
  readonly paths?: readonly string[];
  /**
   * Kinds of objects, in any case: `deployment`. Without `paths`, files are limited to those that such objects come from.
   */
  readonly kinds?: readonly string[];
}

/**
 * The part of a diff that somebody asks for; its reasons are those of what is left.
 * @example
 * filterDiff(diff, { paths: ['config/manager'] }).files.every((file) => file.path.startsWith('config/manager/')); // true
 */
export function filterDiff<T extends TreeDiff>(diff: T, filter: DiffFilter, call?: CallOptions): T {
  return enter(call, () => {
    const { paths = [], kinds = [] } = schemaArgument<DiffFilter>(filter, FILTER_SCHEMA, 'filter');
    return filtered(diffArgument(diff), paths, kinds);
  });
}

const TEXTS: DataSchema = { type: 'array', items: { type: 'string' } };
const FILTER_SCHEMA: DataSchema = { type: 'object', properties: { paths: TEXTS, kinds: TEXTS } };

function filtered<T extends TreeDiff>(diff: T, paths: readonly string[], kinds: readonly string[]): T {
  if (paths.length === 0 && kinds.length === 0) return diff;
  const wantsPath = anyOf(paths.map(pathMatcher));
  const wanted = new Set(kinds.map((kind) => kind.toLowerCase()));
  const ofKind = ({ from, to }: Pick<ObjectChange, 'from' | 'to'>) =>
    [from, to].some((ref) => wanted.has(ref?.kind.toLowerCase() ?? ''));
  const objects = diff.objects.filter((change) => (kinds.length > 0 ? ofKind(change) : change.files.some(wantsPath)));
  const sources = new Set(objects.flatMap((change) => change.files));
  const wantsFile = paths.length > 0 ? wantsPath : (path: string) => sources.has(path);
  const files = diff.files.filter((change) => pathsOf(change).some(wantsFile));
  const used = new Set([...files, ...objects].flatMap((change) => change.reasons));
  const left = new Set(objects.flatMap(refKeys));
  // Without paths, a role whose parts alone change is asked for by its kind.
  const rights = diff.rights?.filter((role) => refKeys(role).some((key) => left.has(key)) || ofKind(role));
  const { rights: _rights, metrics, ...rest } = diff;
  const serves = objects.some(({ from, to }) => isOfMetrics((to ?? from)!));
  return {
    ...rest,
    files,
    objects,
    ...(metrics !== undefined && serves ? { metrics } : {}),
    ...(rights === undefined || rights.length === 0 ? {} : { rights }),
    reasons: diff.reasons.filter((reason) => used.has(reason.id)),
  } as unknown as T;
}

/** Whether it may be told from this object how metrics can be reached: a workload, or what protects it. */
function isOfMetrics(ref: ObjectRef): boolean {
  return podTemplatePath(ref) !== undefined || ref.kind === 'NetworkPolicy' || ref.kind === 'ClusterRole';
}

function refKeys({ from, to }: Pick<ObjectChange, 'from' | 'to'>): string[] {
  return [from, to].flatMap((ref) => (ref === undefined ? [] : [identityOf(ref)]));
}

function pathsOf({ path, oldPath }: FileChange): string[] {
  return oldPath === undefined ? [path] : [path, oldPath];
}

function anyOf<T>(tests: readonly ((value: T) => boolean)[]): (value: T) => boolean {
  return (value) => tests.some((test) => test(value));
}

function pathMatcher(pattern: string): (path: string) => boolean {
  const plain = withoutSlashes(pattern.replace(/^\.\//, ''));
  const source = plain
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => PATTERNS[part] ?? part.replace(/[\\^$.|+()[\]{}]/g, '\\$&'))
    .join('');
  const regexp = goRegExp(`(?s)(?:${source})(?:/.*)?`, true);
  return (path) => plain === '' || plain === '.' || regexp.test(path);
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

const PATTERNS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
