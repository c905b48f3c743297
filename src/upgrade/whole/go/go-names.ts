import { importsOf } from '../../../edit/go/imports.ts';
import { type GoFile, isGroup, isName, isToken, parseGo } from '../../../edit/go/parse.ts';
import { places } from '../../../edit/go/syntax.ts';
import { canonical, packageNames } from './canonical.ts';
import { declarationsOf, topLevelNames } from './declarations.ts';
import { freeNames, localNames } from './scopes.ts';

/** What a Go file offers to its package, and what it asks of it and of others. */
export interface GoNames {
  /** The name in its package clause. */
  readonly package: string;
  readonly declares: ReadonlySet<string>;
  /** Parameters and results of functions by name, as they are compared. */
  readonly signatures: ReadonlyMap<string, string>;
  /** Names that it declares nowhere itself. */
  readonly uses: ReadonlySet<string>;
  /** Names behind a package's, by the path of its import. */
  readonly qualified: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether only some builds have it. */
  readonly isConstrained: boolean;
}

/** Undefined where the text is no Go that can be read. */
export function goNames(path: string, text: string): GoNames | undefined {
  const file = parseGo(path, text);
  if (file === undefined) return undefined;
  // `init`, `_` and a variable without a name may stand there as often as one likes.
  const declares = new Set(
    [...topLevelNames(file)].filter((name) => /^[\p{L}\d_]+$/u.test(name) && !/^(?:_|init)$/.test(name)),
  );
  const imports = importsOf(file);
  const own = new Set([...declares, ...imports.map(({ name }) => name), ...localNames(file.nodes)]);
  const clause = file.nodes.findIndex((node) => isToken(node, 'package'));
  const name = file.nodes[clause + 1];
  return {
    package: isName(name) ? name.text : '',
    declares,
    signatures: signaturesOf(file),
    uses: new Set([...freeNames(file.nodes)].filter((used) => !own.has(used))),
    qualified: qualifiedOf(file, new Map(imports.map((spec) => [spec.name, spec.path]))),
    isConstrained: /^\/\/go:build /m.test(text),
  };
}

function signaturesOf(file: GoFile): Map<string, string> {
  const names = packageNames(file);
  const found = new Map<string, string>();
  for (const { kind, key, nodes } of declarationsOf(file)) {
    if (kind !== 'func' || key.includes('(')) continue;
    const body = nodes.findLastIndex((node) => isGroup(node, '{'));
    found.set(key.slice('func '.length), canonical(body === -1 ? nodes : nodes.slice(0, body), names));
  }
  return found;
}

function qualifiedOf(file: GoFile, imports: ReadonlyMap<string, string>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { run, index } of places(file.nodes)) {
    const [node, dot, member] = [run[index], run[index + 1], run[index + 2]];
    if (!isName(node) || !isToken(dot, '.') || !isName(member) || isToken(run[index - 1], '.')) continue;
    const path = imports.get(node.text);
    if (path !== undefined) found.set(path, (found.get(path) ?? new Set()).add(member.text));
  }
  return found;
}
