import { importsOf } from '../../../edit/go/imports.ts';
import { type GoFile, type GoNode, type Group, isGroup, isName, isToken, split } from '../../../edit/go/parse.ts';
import { functionsOf, places, statementsOf } from '../../../edit/go/syntax.ts';
import { topLevelNames } from './declarations.ts';

/** The names that a file declares where an offset is: for its package, its functions and the blocks around. */
export function namesAt(file: GoFile, offset: number): ReadonlySet<string> {
  const names = new Set([...topLevelNames(file), ...importsOf(file).map(({ name }) => name)]);
  const isAround = (group: Group) => group.from < offset && offset < group.to;
  for (const { parameters, body } of functionsOf(file)) {
    if (isAround(body)) for (const name of declaredIn(parameters?.nodes ?? [])) names.add(name);
  }
  for (const { run, index } of places(file.nodes)) {
    const block = run[index];
    if (!isGroup(block, '{') || !isAround(block)) continue;
    // The parameters of a closure, and what the header of an `if` or `for` declares.
    for (let at = index - 1; at >= 0 && !isToken(run[at], ','); at -= 1) {
      const node = run[at];
      if (isGroup(node, '(')) for (const name of declaredIn(node.nodes)) names.add(name);
      if (isToken(node, ':=')) for (const name of namesBefore(run.slice(0, at))) names.add(name);
    }
    for (const statement of statementsOf(block)) {
      if (statement[0]!.from >= offset) break;
      for (const name of declaredBy(statement)) names.add(name);
    }
  }
  return names;
}

/** The names that a statement declares for those behind it. */
export function declaredBy(statement: readonly GoNode[]): string[] {
  const define = statement.findIndex((node) => isToken(node, ':='));
  if (define > 0 && statement[0]?.kind === 'name') return namesBefore(statement.slice(0, define));
  if (!isToken(statement[0], 'var') && !isToken(statement[0], 'const')) return [];
  const group = statement[1];
  const specs = isGroup(group, '(') ? split(group.nodes, ';') : [statement.slice(1)];
  return specs.flatMap((spec) => {
    const end = spec.findIndex((node, at) => at > 0 && !isToken(node, ',') && !isToken(spec[at - 1], ','));
    return namesBefore(spec.slice(0, end === -1 ? undefined : end));
  });
}

function namesBefore(nodes: readonly GoNode[]): string[] {
  return nodes.flatMap((node) => (isName(node) ? [node.text] : []));
}

function declaredIn(parameters: readonly GoNode[]): string[] {
  return split(parameters, ',').flatMap((run) => (isName(run[0]) ? [run[0].text] : []));
}

/** The names that nodes use, but for fields, methods and keys, and those that they declare themselves. */
export function freeNames(nodes: readonly GoNode[]): ReadonlySet<string> {
  const used = new Set<string>();
  const own = new Set<string>();
  for (const { run, index } of places(nodes)) {
    const node = run[index];
    if (isToken(node, ':=')) {
      for (let at = index - 1; at >= 0 && (isName(run[at]) || isToken(run[at], ',')); at -= 1) {
        const name = run[at];
        if (isName(name)) own.add(name.text);
      }
    }
    if (isToken(node, 'var')) for (const name of declaredBy(run.slice(index))) own.add(name);
    if (isToken(node, 'func')) {
      const parameters = run.slice(index, index + 3).find((part): part is Group => isGroup(part, '('));
      for (const name of declaredIn(parameters?.nodes ?? [])) own.add(name);
    }
    if (!isName(node) || isToken(run[index - 1], '.') || isToken(run[index + 1], ':')) continue;
    used.add(node.text);
  }
  return new Set([...used].filter((name) => !own.has(name)));
}

/** The names that functions among nodes declare for themselves, wherever that is. */
export function localNames(nodes: readonly GoNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { run, index } of places(nodes)) {
    if (isToken(run[index], 'var') || isToken(run[index], 'const')) {
      for (const name of declaredBy(run.slice(index))) names.add(name);
    }
    if (isToken(run[index], ':=')) {
      for (let at = index - 1; isName(run[at]) || isToken(run[at], ','); at -= 1) {
        const name = run[at];
        if (isName(name)) names.add(name.text);
      }
    }
    if (!isToken(run[index], 'func')) continue;
    for (let at = index + 1; at < run.length && !isGroup(run[at], '{') && !isToken(run[at], ';'); at += 1) {
      const group = run[at];
      if (isGroup(group, '(')) for (const name of declaredIn(group.nodes)) names.add(name);
    }
  }
  return names;
}
