import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { isObject, listAt, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { parseYaml } from '../../yaml/parse.ts';

const MANAGER = 'config/manager/manager.yaml';
const FIRST = '/containers/0/';

/**
 * A scaffold whose JSON patches reach the manager at the place that it has in your pod: a container that you put before
 * it would get what is the manager's. A patch of yours that counts otherwise stays as it is.
 */
export function counted(scaffold: FileTree, yours: FileTree): FileTree {
  const place = placeOfManager(scaffold, yours);
  if (place < 1) return scaffold;
  const files = [...scaffold].flatMap(({ path, content, executable }) => {
    if (!path.startsWith('config/') || !content.includes(FIRST) || yours.get(path)?.includes(FIRST) === true) return [];
    return [[path, { content: content.replaceAll(FIRST, `/containers/${place}/`), executable }] as const];
  });
  return files.length === 0 ? scaffold : scaffold.with(files);
}

/** Where the scaffold's container stands among those of your Deployment; -1 where it is not found. */
function placeOfManager(scaffold: FileTree, yours: FileTree): number {
  const name = containersIn(scaffold.get(MANAGER) ?? '')[0]?.[0];
  if (name === undefined) return -1;
  const same = yours.get(MANAGER);
  const texts =
    same === undefined ? [...yours].flatMap(({ path, content }) => (isOther(path) ? [content] : [])) : [same];
  for (const text of texts) {
    if (!text.includes(name)) continue;
    const found = containersIn(text).find((names) => names.includes(name));
    if (found !== undefined) return found.indexOf(name);
  }
  return -1;
}

function isOther(path: string): boolean {
  return path.startsWith('config/') && /\.ya?ml$/.test(path);
}

/** The names of the containers of each workload of a text; a patch, which has no selector, is none. */
function containersIn(text: string): string[][] {
  if (!text.includes('selector:')) return [];
  try {
    return parseYaml(text, MANAGER).flatMap((value: JsonValue) => {
      if (!isObject(value) || objectAt(value, 'spec', 'selector') === undefined) return [];
      const names = listAt(value, 'spec', 'template', 'spec', 'containers').map((each) => stringAt(each, 'name') ?? '');
      return names.length === 0 ? [] : [names];
    });
  } catch (error) {
    if (error instanceof ScaffoldError) return [];
    throw error;
  }
}
