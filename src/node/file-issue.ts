import type { Issue } from '../core/errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  ENOTDIR: 'something on the way to it is no directory',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EMFILE: 'too many files are open',
  ELOOP: 'its symbolic links go in a circle',
  ENAMETOOLONG: 'its name is too long',
};

/** What a file system refused, in words. */
export function fileIssue(code: 'file-unreadable' | 'file-unwritable', path: string, error: unknown): Issue {
  const cause = (error as { code?: unknown } | null)?.code;
  const reason = typeof cause === 'string' ? (REASONS[cause] ?? cause) : String(error);
  const verb = code === 'file-unreadable' ? 'read' : 'written';
  return { code, path, at: { file: path }, message: `cannot be ${verb}: ${reason}` };
}
