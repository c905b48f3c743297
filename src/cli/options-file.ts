import { resolve } from 'node:path';
import { ScaffoldError } from '../core/errors.ts';
import { readGiven } from './read-file.ts';
import { usageIssue } from './usage.ts';

/**
 * The mapping in the file behind a flag, as JSON or YAML; not yet checked as options.
 *
 * @throws ScaffoldError `usage`, `file-unreadable`, `yaml-syntax`
 */
export async function readOptionsFile(path: string, cwd: string, flag = '--options'): Promise<Record<string, unknown>> {
  const text = readGiven(resolve(cwd, path), path);
  const value = await parse(text, path);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new ScaffoldError(usageIssue(flag, `${path} holds no options`, { expected: 'a mapping' }));
}

async function parse(text: string, path: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    // JSON is YAML as well: what is wrong with it is better said by a parser that gives lines.
    const { parseYaml } = await import('../yaml/parse.ts');
    const documents = parseYaml(text, path);
    return documents[0] ?? {};
  }
}
