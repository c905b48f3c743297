import { parseArgs } from 'node:util';
import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import { suggestion } from '../core/nearest.ts';
import { usageIssue } from './usage.ts';

export interface Flag {
  /** What stands for the value in the help (`DIR`); a flag without one is a switch. */
  readonly value?: string;
  readonly help: string;
  /** Whether it may be given more than once. */
  readonly repeated?: boolean;
  readonly short?: string;
  /** The option that it gives, as errors name it: `projectName`. */
  readonly option?: string;
  /** A flag of another tool that is not carried out: what to do instead. */
  readonly refused?: string;
}

export type Flags = Readonly<Record<string, Flag>>;

/** What stood on a command line, under the names of the flags without dashes. */
export class Arguments {
  readonly positionals: readonly string[];
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(positionals: readonly string[], values: ReadonlyMap<string, readonly string[]>) {
    this.positionals = positionals;
    this.#values = values;
  }

  text(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  texts(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** Undefined where the switch was not given, so that a default can stay with whom it belongs to. */
  switch(name: string): boolean | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : value === 'true';
  }
}

/**
 * Reads a command's arguments.
 *
 * @throws ScaffoldError `usage`, with everything that is wrong
 */
export function readArguments(argv: readonly string[], flags: Flags, positionals: number): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, optionOf(flag)])),
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const plain: string[] = [];
  const issues: Issue[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') plain.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (flag === undefined) {
      issues.push(usageIssue(token.rawName, 'there is no such flag', flagSuggestion(token.name, flags)));
      continue;
    }
    if (flag.refused !== undefined) {
      issues.push(usageIssue(token.rawName, 'a flag of kustomize that is not carried out', { expected: flag.refused }));
      continue;
    }
    const value = flag.value === undefined ? (token.value ?? 'true') : token.value;
    if (value === undefined) {
      issues.push(usageIssue(token.rawName, 'this flag needs a value', { expected: flag.value ?? 'a value' }));
    } else if (flag.value === undefined && value !== 'true' && value !== 'false') {
      issues.push(usageIssue(token.rawName, 'a switch', { expected: 'true or false', received: describeValue(value) }));
    } else if (values.has(token.name) && !flag.repeated) {
      issues.push(usageIssue(token.rawName, 'given more than once'));
    } else {
      values.set(token.name, [...(values.get(token.name) ?? []), value]);
    }
  }
  for (const extra of plain.slice(positionals)) {
    issues.push(usageIssue(extra, 'one argument too many', { expected: `at most ${positionals}` }));
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  return new Arguments(plain, values);
}

function optionOf(flag: Flag) {
  const type = flag.value === undefined ? 'boolean' : 'string';
  return { type, ...(flag.short === undefined ? {} : { short: flag.short }) } as const;
}

function flagSuggestion(name: string, flags: Flags): Partial<Issue> {
  const known = Object.keys(flags).filter((other) => flags[other]?.refused === undefined);
  const { hint } = suggestion(
    `--${name}`,
    known.map((other) => `--${other}`),
  );
  return hint === undefined ? { hint: 'see --help' } : { hint };
}
