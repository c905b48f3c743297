import { describeValue, type Issue, ScaffoldError } from './errors.ts';
import { type CallOptions, DEFAULT_LIMITS, LIMIT_NAMES, type LimitName, type Limits } from './limits.ts';
import { suggestion } from './nearest.ts';
import { placed } from './placed.ts';

/** What adds up over a call. */
type Counted = 'bytes' | 'nodes' | 'aliasNodes' | 'objects';
/** Text is read from a disk once, and looked at as often as is needed: each is bounded for itself. */
type Used = Record<Counted | 'read', number>;

/** A call of a public function that is under way. Everything below it is synchronous, so there is one at most. */
interface Call {
  readonly limits: Limits;
  readonly used: Used;
  /** Stands for the call where something is kept as long as it is under way: see memo.ts. */
  readonly memory: object;
}

let current: Call | undefined;
/** The command line's one command, which reads on its own too, between the calls that it makes. */
let command: Call | undefined;

/**
 * The way into the library: every public function does its work in here.
 *
 * What the work reads is counted against the limits of the outermost call. Whatever goes wrong leaves as a
 * ScaffoldError: with too many issues, the first are kept and the others counted; a stack that ran full is
 * `limit-exceeded`; anything else that was thrown is `internal`, with the error as its cause.
 *
 * @param call what was asked of this call; limits that are absent have their defaults
 * @throws ScaffoldError `invalid-value` or `invalid-type` for limits that are none, and all that `act` throws
 */
export function enter<T>(call: CallOptions | undefined, act: () => T): T {
  const outer = current;
  try {
    const limits = call === undefined ? undefined : propertyOf(call, 'limits');
    if (outer !== undefined && limits === undefined) return act();
    current = newCall(limitsOf(limits));
    return act();
  } catch (error) {
    throw outer === undefined ? asScaffoldError(error, limitOf('issues')) : error;
  } finally {
    current = outer;
  }
}

/**
 * The way into a command of the command line. Its limits are those of every call that it makes and that names none; what
 * it reads itself is counted against them too. What goes wrong leaves as from `enter`.
 */
export async function enterCommand<T>(limits: Partial<Limits>, work: () => Promise<T>): Promise<T> {
  const before = command;
  command = newCall(limitsOf(limits));
  try {
    return await work();
  } catch (error) {
    throw asScaffoldError(error, limitOf('issues'));
  } finally {
    command = before;
  }
}

/** Work that counts from nothing: limits are for what somebody gives us, not for the sum of all that is made of it. */
export function countAfresh<T>(work: () => T): T {
  const outer = current;
  current = newCall(limitsNow(), callMemory());
  try {
    return work();
  } finally {
    current = outer;
  }
}

function newCall(limits: Limits, memory: object = {}): Call {
  return { limits, used: { bytes: 0, nodes: 0, aliasNodes: 0, objects: 0, read: 0 }, memory };
}

/** The same object all through a call or a command, by which something may be kept that long. */
export function callMemory(): object | undefined {
  return (current ?? command)?.memory;
}

/** What a limit is now: that of the call or of the command, or the default. */
export function limitOf(name: LimitName): number {
  return limitsNow()[name];
}

function limitsNow(): Limits {
  return (current ?? command)?.limits ?? DEFAULT_LIMITS;
}

/**
 * Counts what is about to be read or made, before it costs anything. Without a call or a command nothing is counted.
 *
 * @param place where in the input, if it is known: `config/a.yaml:12`
 * @throws ScaffoldError `limit-exceeded`
 */
export function spend(what: Counted, amount: number, place?: string): void {
  const call = current ?? command;
  if (call === undefined) return;
  const used = call.used[what] + amount;
  call.used[what] = used;
  if (used > call.limits[what]) throw limitExceeded(what, place);
}

/**
 * Counts what comes from a disk or a pipe, before it is there. All of it together is bounded by `bytes`.
 *
 * @throws ScaffoldError `limit-exceeded`
 */
export function countRead(bytes: number, place: string): void {
  const call = command ?? current;
  if (call === undefined) return;
  call.used.read += bytes;
  if (call.used.read > call.limits.bytes) throw limitExceeded('bytes', place, call.limits.bytes);
}

/** @throws ScaffoldError `limit-exceeded` where something lies deeper than it may */
export function checkDepth(depth: number, place?: string): void {
  if (depth > limitOf('depth')) throw limitExceeded('depth', place);
}

const WORDS: Readonly<Record<LimitName, string>> = {
  bytes: 'characters of text',
  nodes: 'values',
  aliasNodes: 'values that aliases or shared objects repeat',
  depth: 'levels of maps and lists',
  objects: 'objects',
  issues: 'issues',
};

/** The error that names the limit and how to raise it. */
export function limitExceeded(name: LimitName, place = '', most = limitOf(name)): ScaffoldError {
  const expected = `at most ${most}; ${raising(name)}`;
  return new ScaffoldError({ code: 'limit-exceeded', path: place, message: `too many ${WORDS[name]}`, expected });
}

/** Engines differ in how deep they go and how long their texts get, so no limit of ours alone keeps them from their own. */
function engineLimit(cause: unknown): ScaffoldError {
  const [message, expected] = isOutOfStack(cause)
    ? [
        'maps and lists lie deeper within each other than this JavaScript engine has stack for',
        'fewer levels, or a larger stack (node --stack-size)',
      ]
    : ['a text or a list is longer than this JavaScript engine can make one', 'less input'];
  return new ScaffoldError({ code: 'limit-exceeded', path: '', message, expected }, { cause });
}

/** The first issues, and in place of the others one that counts them. */
export function cutIssues(issues: readonly Issue[], most = limitOf('issues')): readonly Issue[] {
  if (issues.length <= most) return issues;
  const kept = issues.slice(0, most);
  const message = `${issues.length - kept.length} more issues are not told`;
  return [...kept, { code: 'limit-exceeded', path: '', message, expected: raising('issues') }];
}

function raising(name: LimitName): string {
  return `the option limits.${name}, or --limit ${name}=NUMBER, raises it`;
}

/** What a function that waits, and so cannot be a call, was given as limits; that of the command, or the default, where none. */
export function limitsOfCall(call: CallOptions | undefined): Limits {
  return limitsOf(call === undefined ? undefined : propertyOf(call, 'limits'));
}

function asScaffoldError(error: unknown, mostIssues: number): ScaffoldError {
  if (error instanceof ScaffoldError) {
    const issues = cutIssues(error.issues, mostIssues).map(placed);
    return issues.every((issue, index) => issue === error.issues[index]) ? error : withIssues(error, issues);
  }
  if (error instanceof RangeError || isOutOfStack(error)) return engineLimit(error);
  const issue: Issue = { code: 'internal', path: '', message: `this is a bug, please report it: ${error}` };
  return new ScaffoldError(issue, { cause: error });
}

function withIssues(error: ScaffoldError, issues: readonly Issue[]): ScaffoldError {
  const told = new ScaffoldError(issues, error.cause === undefined ? undefined : { cause: error.cause });
  if (error.stack !== undefined) told.stack = error.stack;
  return told;
}

/** V8 and JavaScriptCore throw a RangeError, SpiderMonkey an InternalError. */
function isOutOfStack(error: unknown): boolean {
  return error instanceof Error && /call stack|too much recursion/i.test(error.message);
}

function limitsOf(given: unknown): Limits {
  const before = command?.limits ?? DEFAULT_LIMITS;
  if (given === undefined) return before;
  const issues: Issue[] = [];
  const limits: Record<string, number> = { ...before };
  for (const [name, value] of entriesOf(given)) {
    if (value === undefined) continue;
    const path = `limits.${name}`;
    if (!LIMIT_NAMES.includes(name as LimitName)) {
      const expected = LIMIT_NAMES.join(', ');
      const message = 'there is no such limit';
      issues.push({ code: 'unknown-option', path, message, expected, ...suggestion(name, LIMIT_NAMES) });
    } else if (typeof value === 'number' && value >= 0) limits[name] = value;
    else {
      const expected = 'a number of 0 or more, or Infinity';
      issues.push({ code: 'invalid-value', path, message: 'not a limit', expected, received: describeValue(value) });
    }
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  return limits as unknown as Limits;
}

function entriesOf(given: unknown): [string, unknown][] {
  try {
    if (typeof given === 'object' && given !== null && !Array.isArray(given)) return Object.entries(given);
  } catch {
    // A getter or a proxy that throws is no plain object either.
  }
  const expected = `an object with any of ${LIMIT_NAMES.join(', ')}`;
  throw new ScaffoldError({ code: 'invalid-type', path: 'limits', message: 'not limits', expected });
}

function propertyOf(value: unknown, name: string): unknown {
  try {
    if (typeof value === 'object' && value !== null) return (value as Record<string, unknown>)[name];
  } catch {
    // As above.
  }
  throw new ScaffoldError({ code: 'invalid-type', path: 'options', message: 'not options', expected: 'an object' });
}
