import { treeArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import { isObject } from '../kubernetes/identity.ts';
import type { JsonValue } from '../kubernetes/object.ts';
import { parseYaml } from '../yaml/parse.ts';

/** The keys of PROJECT that options stand for, or that say nothing about the scaffold; below `plugins` all are free. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['cliVersion', 'domain', 'layout', 'layout[]', 'multigroup', 'namespaced', 'plugins', 'projectName', 'repo'],
  ...['resources', 'resources[]', 'version'],
  ...['api', 'controller', 'core', 'domain', 'external', 'group', 'kind', 'module', 'path', 'plural', 'version'].map(
    (key) => `resources[].${key}`,
  ),
  'resources[].webhooks',
  ...['crdVersion', 'namespaced'].map((key) => `resources[].api.${key}`),
  ...['conversion', 'defaulting', 'spoke', 'spoke[]', 'validation', 'webhookVersion'].map(
    (key) => `resources[].webhooks.${key}`,
  ),
]);

/**
 * What a PROJECT file says and options cannot: paths such as `resources[1].controllers` or `resources[0].webhooks.defaultingPath`.
 * A scaffold from `optionsFromProject` differs from the project in these.
 *
 * @param project the text of a PROJECT file, or a tree that has one at its root; nothing is ignored where there is none
 * @throws ScaffoldError `yaml-syntax`
 * @example
 * ignoredProjectKeys('version: "3"\nprojectName: shop\nplugins: {}\n'); // what of a PROJECT file has no option
 */
export function ignoredProjectKeys(project: string | FileTree, call?: CallOptions): readonly string[] {
  return enter(call, () => {
    const text = typeof project === 'string' ? project : (treeArgument(project, 'project').get('PROJECT') ?? '');
    const [file] = parseYaml(text, 'PROJECT');
    return file === undefined ? [] : [...unknownBelow(file, '', '')];
  });
}

/** @param shape the path with every index left out */
function* unknownBelow(value: JsonValue, path: string, shape: string): Generator<string> {
  if (shape !== '' && !KNOWN.has(shape)) yield path;
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* unknownBelow(item, `${path}[${index}]`, `${shape}[]`);
  } else if (isObject(value) && shape !== 'plugins') {
    const dot = shape === '' ? '' : '.';
    for (const [key, inner] of Object.entries(value))
      yield* unknownBelow(inner, `${path}${dot}${key}`, `${shape}${dot}${key}`);
  }
}
