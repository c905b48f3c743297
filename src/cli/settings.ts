import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import { suggestion } from '../core/nearest.ts';
import type { Call } from './command.ts';
import { readOptionsFile } from './options-file.ts';

/** The configuration that is found in the working directory. */
export const SETTINGS_FILE = 'operator-scaffold.yaml';

/** The commands that have a section in it, with the keys that are about the disk; all others are options. */
const SECTIONS = { init: ['output'], chart: ['output', 'source'], audit: [] } as const;
export type Section = keyof typeof SECTIONS;

export interface Settings {
  /** What is not about the disk: options of the command, not yet checked. Empty where nothing is configured. */
  readonly options: Record<string, unknown>;
  /** Where the command writes to, seen from the working directory. */
  readonly output: string | undefined;
  /** What the command reads, seen from the working directory. */
  readonly sources: readonly string[];
}

/**
 * What the configuration says for a command: `operator-scaffold.yaml` in the working directory, or the file behind
 * `--config`. It has a section for each command, with the options of the command's function, `output`, and for `chart`
 * the `source` or several. Paths in it start where it stands. Flags win over it.
 *
 * @throws ScaffoldError `file-unreadable`, `yaml-syntax`, `usage`, `unknown-option`, `invalid-type`
 */
export async function settingsOf(section: Section, { args, io }: Pick<Call, 'args' | 'io'>): Promise<Settings> {
  const given = args.text('config');
  const file = given ?? SETTINGS_FILE;
  const isThere = given !== undefined || existsSync(resolve(io.cwd, file));
  const whole = isThere ? await readOptionsFile(file, io.cwd, '--config') : {};
  const issues: Issue[] = Object.keys(whole)
    .filter((name) => !Object.hasOwn(SECTIONS, name))
    .map((name) => ({
      code: 'unknown-option' as const,
      path: `${file}: ${name}`,
      message: 'there is no such section',
      expected: Object.keys(SECTIONS).join(', '),
      ...suggestion(name, Object.keys(SECTIONS)),
    }));
  const expect = (place: string, expected: string, value: unknown) =>
    issues.push({
      code: 'invalid-type',
      path: `${file}: ${place}`,
      message: 'not what belongs here',
      expected,
      received: describeValue(value),
    });
  const value = whole[section] ?? {};
  if (!isMapping(value)) expect(section, 'a mapping', value);
  const options = isMapping(value) ? { ...value } : {};
  const places: Record<string, unknown> = {};
  for (const key of SECTIONS[section]) {
    places[key] = options[key];
    delete options[key];
  }
  const { output, source } = places;
  if (output !== undefined && !isPath(output)) expect(`${section}.output`, 'a path', output);
  const sources = source === undefined ? [] : Array.isArray(source) ? source : [source];
  if (!sources.every(isPath)) expect(`${section}.source`, 'a path, or a list of paths', source);
  if (issues.length > 0) throw new ScaffoldError(issues);
  const place = (path: string) => (path === '-' ? path : join(dirname(file), path));
  return {
    options,
    output: isPath(output) ? place(output) : undefined,
    sources: sources.filter(isPath).map(place),
  };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
