import type { IssueCode } from './issue-codes.ts';
import { isInstance } from './same-class.ts';
import { visible } from './visible.ts';

/** One thing that is wrong, where it is, and what would be right. */
export interface Issue {
  readonly code: IssueCode;
  /**
   * Where in the input, for people: an option path (`resources[1].webhooks.spoke`) or a file
   * (`config/crd/kustomization.yaml:12`). Programs read `option` and `at`.
   */
  readonly path: string;
  /** The same as data, where it is an option: `['resources', 1, 'webhooks', 'spoke']`. */
  readonly option?: OptionPath;
  /** The same as data, where it is in a file. */
  readonly at?: FilePlace;
  /** One sentence for a person. */
  readonly message: string;
  /** What would have been accepted, in words. */
  readonly expected?: string;
  /** What was found; long values are cut. */
  readonly received?: string;
  /** A suggestion such as `projectName` for `projectname`. */
  readonly hint?: string;
}

/** Keys and indexes that lead to an option, as in JSON Pointer without its escapes. */
export type OptionPath = readonly (string | number)[];

/** A place in a file. Lines and columns count from 1, as editors and SARIF do; those that are not known are absent. */
export interface FilePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** A place in a file as an issue tells it, for people and as data. Zero: not known. */
export function inFile(file: string, line = 0, column = 0): { readonly path: string; readonly at: FilePlace } {
  if (line === 0) return { path: file, at: { file } };
  if (column === 0) return { path: `${file}:${line}`, at: { file, line } };
  return { path: `${file}:${line}:${column}`, at: { file, line, column } };
}

const MARK = Symbol.for('operator-scaffold.ScaffoldError');

/**
 * The only error that bad input causes. Holds every issue that was found, not only the first.
 *
 * Survives `JSON.stringify` (and so a worker or a server boundary): `{name, message, code, issues}`.
 */
export class ScaffoldError extends Error {
  /** True for errors of another copy of the package, too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass inherits this, and is asked for itself
    return isInstance(value, this, ScaffoldError, MARK);
  }

  override readonly name = 'ScaffoldError';
  /** The code of the first issue. */
  readonly code: IssueCode;
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[] | Issue, options?: ErrorOptions) {
    const list = Array.isArray(issues) ? (issues as readonly Issue[]) : [issues as Issue];
    const first = list[0];
    if (first === undefined) throw new TypeError('ScaffoldError needs at least one issue');
    super(list.map(formatIssue).join('\n'), options);
    this.code = first.code;
    this.issues = list;
  }

  get [MARK](): true {
    return true;
  }

  toJSON(): { name: string; message: string; code: IssueCode; issues: readonly Issue[] } {
    return { name: this.name, message: this.message, code: this.code, issues: this.issues };
  }
}

/** On one line, whatever stands in it: `projectName: must be a DNS-1123 label; expected …; received … (did you mean …?) [invalid-value]` */
export function formatIssue(issue: Issue): string {
  const where = issue.path === '' ? '' : `${issue.path}: `;
  const expected = issue.expected === undefined ? '' : `; expected ${issue.expected}`;
  const received = issue.received === undefined ? '' : `; received ${issue.received}`;
  const hint = issue.hint === undefined ? '' : ` (${issue.hint})`;
  return visible(`${where}${issue.message}${expected}${received}${hint} [${issue.code}]`);
}

/** How a value is shown as `received`: JSON, cut at 120 characters. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  let text: string;
  try {
    text =
      typeof value === 'function' || typeof value === 'symbol'
        ? String(value)
        : (JSON.stringify(typeof value === 'string' ? value.slice(0, 130) : briefly(value, SHOWN)) ?? String(value));
  } catch {
    text = typeName(value); // cyclic values, BigInt
  }
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** Of a value that refuses to be shown, as a proxy may. */
function typeName(value: unknown): string {
  try {
    return Object.prototype.toString.call(value);
  } catch {
    return 'an object that cannot be read';
  }
}

const SHOWN = 130;

/** What fills the text of a value; the rest, which may be huge, is never looked at. */
function briefly(value: unknown, room: number): unknown {
  if (typeof value === 'string') return value.slice(0, room);
  if (typeof value !== 'object' || value === null) return value;
  if (room <= 0) return null;
  let left = room;
  const part = (item: unknown): unknown => {
    const brief = briefly(item, left - 2);
    left -= JSON.stringify(brief)?.length ?? 4;
    return brief;
  };
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (let index = 0; index < value.length && left > 0; index++) items.push(part(value[index]));
    return items;
  }
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return value;
  const parts: [string, unknown][] = [];
  for (const key in value) {
    if (left <= 0) break;
    if (!Object.hasOwn(value, key)) continue;
    left -= key.length + 4;
    parts.push([key, part((value as Record<string, unknown>)[key])]);
  }
  return Object.fromEntries(parts);
}
