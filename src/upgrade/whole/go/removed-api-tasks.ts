import type { FileTree } from '../../../core/file-tree.ts';
import { importsOf } from '../../../edit/go/imports.ts';
import { type GoFile, type Group, isGroup, isName, isToken, parseGo, split } from '../../../edit/go/parse.ts';
import { places } from '../../../edit/go/syntax.ts';
import type { FactTask } from '../model.ts';
import { REMOVED_API, RUNTIME } from './removed-api.ts';

/**
 * Tasks for Go code that names what controller-runtime no longer has in the version that the project comes to: where it
 * is, and what stands in its place.
 */
export function removedApiTasks(before: FileTree, after: FileTree): (FactTask & { readonly path: string })[] {
  const [from, to] = [before, after].map((tree) => minorOf(tree.get('go.mod') ?? ''));
  if (from === undefined || to === undefined || from >= to) return [];
  const isLost = (name: string) => {
    const since = REMOVED_API.get(name)?.since;
    return since !== undefined && from < since && since <= to;
  };
  return [...after].flatMap(({ path, content }) => {
    if (!path.endsWith('.go') || `/${path}`.includes('/vendor/') || !content.includes(RUNTIME)) return [];
    const file = parseGo(path, content);
    if (file === undefined) return [];
    const found = new Map<string, number>();
    for (const [name, at] of namedIn(file)) if (isLost(name) && !found.has(name)) found.set(name, at);
    return [...found].map(([name, at]) => {
      const { since, instead } = REMOVED_API.get(name)!;
      const shown = name.startsWith('pkg/') ? name.slice('pkg/'.length) : name;
      return {
        path,
        line: content.slice(0, at).split('\n').length,
        text: `controller-runtime has no ${shown} from 0.${since} on, and the project comes to 0.${to}. In its place: ${instead}.`,
      };
    });
  });
}

/** N of version 0.N in go.mod. */
function minorOf(module: string): number | undefined {
  const found = /^[ \t]*(?:require[ \t]+)?sigs\.k8s\.io\/controller-runtime[ \t]+v0\.(\d+)\./m.exec(module);
  return found === null ? undefined : Number(found[1]);
}

function argumentsOf({ nodes }: Group): number {
  return split(nodes, ',').filter((run) => run.some((node) => !isToken(node, ';'))).length;
}

/** What a file names of controller-runtime: packages, `package.Name`, and fields of literals. */
function* namedIn(file: GoFile): Generator<readonly [name: string, at: number]> {
  const packages = new Map<string, string>();
  for (const { name, path } of importsOf(file)) {
    if (path !== RUNTIME && !path.startsWith(`${RUNTIME}/`)) continue;
    const own = path.slice(RUNTIME.length + 1);
    packages.set(name, own);
    yield [own, Math.max(0, file.text.indexOf(`"${path}"`))];
  }
  for (const { run, index } of places(file.nodes)) {
    const [node, dot, member, literal] = run.slice(index, index + 4);
    if (!isName(node) || !isToken(dot, '.') || !isName(member) || isToken(run[index - 1], '.')) continue;
    const own = packages.get(node.text);
    if (own === undefined) continue;
    const name = own === '' ? member.text : `${own}.${member.text}`;
    yield [name, node.from];
    if (isGroup(literal, '(')) yield [`${name}(${argumentsOf(literal)})`, node.from];
    if (!isGroup(literal, '{')) continue;
    // The main package has the options of managers under its own name.
    const type = name === 'Options' ? 'pkg/manager.Options' : name;
    for (const [key, colon] of split(literal.nodes, ',').map((nodes) => nodes.filter((each) => !isToken(each, ';')))) {
      if (isName(key) && isToken(colon, ':')) yield [`${type}.${key.text}`, key.from];
    }
  }
}
