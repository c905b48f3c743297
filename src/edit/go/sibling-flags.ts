import { indentOf } from './add-elements.ts';
import type { FoundFlag } from './flags.ts';
import type { GoChanges } from './go-changes.ts';
import { directoryOf, type GoSources } from './go-sources.ts';
import { endOfLine } from './imports.ts';
import { hasName } from './names.ts';
import { type GoFile, type GoNode, type Group, isGroup, isName, isToken, sourceOf, split } from './parse.ts';
import { functionAt, places, statementAt, statementsOf } from './syntax.ts';

/** A flag to be defined beside another. */
export interface NewFlag {
  /** The name of its variable in a function; a field's begins as the other's does. */
  readonly variable: string;
  readonly name: string;
  /** Without quotes. */
  readonly default: string;
  readonly usage: string;
  /** A string where none is given. */
  readonly type?: 'String' | 'Bool' | 'Int';
}

const GO_TYPES = { String: 'string', Bool: 'bool', Int: 'int' } as const;

function typeOf({ type = 'String' }: NewFlag): keyof typeof GO_TYPES {
  return type;
}

function literalOf(flag: NewFlag): string {
  return typeOf(flag) === 'String' ? `"${flag.default}"` : flag.default;
}

/**
 * Defines flags beside a string flag that is there, in its way: variables beside its variable, fields beside its field,
 * definitions behind its definition, on the same set.
 *
 * @param use where they are needed: the source of the other flag's value there, its file and place
 * @returns the values of the new flags at that place; undefined, and no change, where that cannot be done for certain
 */
export function defineSiblings(
  sources: GoSources,
  packages: readonly string[],
  known: FoundFlag,
  flags: readonly NewFlag[],
  use: { readonly value: string; readonly file: GoFile; readonly from: number },
  changes: GoChanges,
): readonly string[] | undefined {
  const { value } = known.flag;
  if (value === undefined || known.flag.type !== 'String') return undefined;
  if (value.startsWith('*')) return pointers(known, flags, use, changes);
  if (value.includes('.')) return fields(sources, packages, known, flags, use, changes);
  return variables(sources, known, flags, use, changes);
}

const WHAT = (flags: readonly NewFlag[]) => `defines ${flags.map(({ name }) => `--${name}`).join(', ')}`;

/** `var a string` and `flag.StringVar(&a, …)`. */
function variables(
  sources: GoSources,
  known: FoundFlag,
  flags: readonly NewFlag[],
  use: { readonly value: string; readonly file: GoFile; readonly from: number },
  changes: GoChanges,
): readonly string[] | undefined {
  const { file, flag } = known;
  const name = flag.value!;
  if (use.value !== name) return undefined;
  const names = flags.map(({ variable }) => variable);
  const directory = directoryOf(file.path);
  const inPackage = sources.filesIn(directory);
  if (inPackage.some((path) => names.some((taken) => hasName(sources.text(path), taken)))) return undefined;
  const definition = statementAt(file, known.from);
  if (definition === undefined) return undefined;
  const scope = functionAt(file, known.from);
  const local = scope === undefined ? undefined : localDeclaration(scope.body, name, known.from);
  const added = Object.entries(GO_TYPES).flatMap(([type, goType]) => {
    const declared = flags.flatMap((added, index) => (typeOf(added) === type ? [names[index]] : []));
    return declared.length === 0 ? [] : [`var ${declared.join(', ')} ${goType}`];
  });
  const defined = definitions(file, definition.from, known.receiver, flags, names);
  if (local !== undefined) {
    if (use.file !== file || !isInside(use.from, scope!.body) || !isInside(use.from, local.block)) return undefined;
    const at = endOfLine(file.text, local.to);
    const indent = indentOf(file.text, local.from);
    changes.add(
      file,
      [{ from: at, to: at, text: added.map((line) => `\n${indent}${line}`).join('') }],
      [],
      WHAT(flags),
    );
  } else {
    const owner = inPackage
      .map((path) => sources.file(path))
      .flatMap((candidate) => (candidate === undefined ? [] : packageVariable(candidate, name)))[0];
    if (owner === undefined || directoryOf(use.file.path) !== directory) return undefined;
    const at = endOfLine(owner.file.text, owner.to);
    changes.add(owner.file, [{ from: at, to: at, text: `\n\n${added.join('\n')}` }], [], WHAT(flags));
  }
  const end = endOfLine(file.text, definition.to);
  changes.add(file, [{ from: end, to: end, text: defined }], [], WHAT(flags));
  return names;
}

/** `a := flag.String(…)`. */
function pointers(
  known: FoundFlag,
  flags: readonly NewFlag[],
  use: { readonly value: string; readonly file: GoFile; readonly from: number },
  changes: GoChanges,
): readonly string[] | undefined {
  const { file, flag, receiver } = known;
  if (use.value !== flag.value || use.file !== file) return undefined;
  if (flags.some(({ variable }) => hasName(file.text, variable))) return undefined;
  const definition = statementAt(file, known.from);
  if (definition === undefined || !isInside(use.from, definition.block)) return undefined;
  const indent = indentOf(file.text, definition.from);
  const end = endOfLine(file.text, definition.to);
  const text = flags
    .map((added) => {
      const { variable, name, usage } = added;
      return `\n${indent}${variable} := ${receiver}.${typeOf(added)}("${name}", ${literalOf(added)},\n${indent}\t"${usage}")`;
    })
    .join('');
  changes.add(file, [{ from: end, to: end, text }], [], WHAT(flags));
  return flags.map(({ variable }) => `*${variable}`);
}

/** A field of a struct, and `fs.StringVar(&o.Field, …)`. */
function fields(
  sources: GoSources,
  packages: readonly string[],
  known: FoundFlag,
  flags: readonly NewFlag[],
  use: { readonly value: string; readonly file: GoFile; readonly from: number },
  changes: GoChanges,
): readonly string[] | undefined {
  const { file, flag, receiver } = known;
  const field = flag.value!.slice(flag.value!.lastIndexOf('.') + 1);
  if (use.value.slice(use.value.lastIndexOf('.') + 1) !== field || !/^[\w.]+$/.test(use.value)) return undefined;
  const owners = packages
    .flatMap((directory) => sources.filesIn(directory))
    .filter((path) => hasName(sources.text(path), field))
    .flatMap((path) => structsWith(sources.file(path), field));
  const [owner] = owners;
  if (owner === undefined || owners.length > 1) return undefined;
  const isExported = /^\p{Lu}/u.test(field);
  if (!isExported && directoryOf(use.file.path) !== directoryOf(owner.file.path)) return undefined;
  const names = flags.map(({ variable }) =>
    isExported ? `${variable[0]!.toUpperCase()}${variable.slice(1)}` : variable,
  );
  const body = owner.file.text.slice(owner.struct.from, owner.struct.to);
  if (names.some((name) => hasName(body, name))) return undefined;
  const definition = statementAt(file, known.from);
  if (definition === undefined) return undefined;
  const indent = indentOf(owner.file.text, owner.from);
  const at = endOfLine(owner.file.text, owner.to);
  const declared = names.map((name, index) => `\n${indent}${name} ${GO_TYPES[typeOf(flags[index]!)]}`).join('');
  changes.add(owner.file, [{ from: at, to: at, text: declared }], [owner.struct], WHAT(flags));
  const prefix = (path: string) => path.slice(0, path.lastIndexOf('.') + 1);
  const end = endOfLine(file.text, definition.to);
  const targets = names.map((name) => `${prefix(flag.value!)}${name}`);
  changes.add(file, [{ from: end, to: end, text: definitions(file, definition.from, receiver, flags, targets) }]);
  return names.map((name) => `${prefix(use.value)}${name}`);
}

function definitions(
  file: GoFile,
  from: number,
  receiver: string,
  flags: readonly NewFlag[],
  targets: readonly string[],
): string {
  const indent = indentOf(file.text, from);
  return flags
    .map((added, index) => {
      const { name, usage } = added;
      return `\n${indent}${receiver}.${typeOf(added)}Var(&${targets[index]}, "${name}", ${literalOf(added)},\n${indent}\t"${usage}")`;
    })
    .join('');
}

interface Declaration {
  readonly from: number;
  readonly to: number;
  readonly block: Group;
}

/** The statement of a function that declares a variable before an offset: `var`, `var (…)` or `:=`. */
function localDeclaration(body: Group, name: string, before: number): Declaration | undefined {
  let found: Declaration | undefined;
  const blocks = [body];
  for (const { run, index } of places(body.nodes)) {
    const group = run[index];
    if (isGroup(group, '{') && group.from < before && before < group.to) blocks.push(group);
  }
  for (const block of blocks) {
    for (const nodes of statementsOf(block)) {
      const [from, to] = [nodes[0]!.from, nodes.at(-1)!.to];
      if (from < before && declares(nodes, name)) found = { from, to, block };
    }
  }
  return found;
}

function declares(nodes: readonly GoNode[], name: string): boolean {
  if (isToken(nodes[0], 'var')) {
    const specs = isGroup(nodes[1], '(') ? split(nodes[1].nodes, ';') : [nodes.slice(1)];
    return specs.some((spec) => namesBefore(spec).includes(name));
  }
  const define = nodes.findIndex((node) => isToken(node, ':='));
  return define > 0 && namesBefore(nodes).includes(name);
}

/** The names that a declaration begins with: `a, b` of `a, b string` and of `a, b := 1, 2`. */
function namesBefore(nodes: readonly GoNode[]): string[] {
  const names: string[] = [];
  for (let at = 0; isName(nodes[at]); at += 2) {
    names.push((nodes[at] as { text: string }).text);
    if (!isToken(nodes[at + 1], ',')) break;
  }
  return names;
}

function packageVariable(file: GoFile, name: string): { file: GoFile; to: number }[] {
  return split(file.nodes, ';')
    .filter((nodes) => isToken(nodes[0], 'var') && declares(nodes, name))
    .map((nodes) => ({ file, to: nodes.at(-1)!.to }));
}

/** The structs with a field of type string that has this name. */
function structsWith(
  file: GoFile | undefined,
  field: string,
): { file: GoFile; struct: Group; from: number; to: number }[] {
  if (file === undefined) return [];
  const found: { file: GoFile; struct: Group; from: number; to: number }[] = [];
  for (const { run, index } of places(file.nodes)) {
    const struct = run[index];
    if (!isGroup(struct, '{') || !isToken(run[index - 1], 'struct')) continue;
    for (const nodes of split(struct.nodes, ';')) {
      const names = namesBefore(nodes);
      const type = sourceOf(file, nodes.slice(names.length * 2 - 1));
      if (!names.includes(field) || !/^string\b/.test(type)) continue;
      found.push({ file, struct, from: nodes[0]!.from, to: nodes.at(-1)!.to });
    }
  }
  return found;
}

function isInside(offset: number, group: Group): boolean {
  return group.from < offset && offset < group.to;
}
