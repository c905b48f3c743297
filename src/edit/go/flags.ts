import type { GoSources } from './go-sources.ts';
import { importName } from './imports.ts';
import {
  type GoFile,
  type GoNode,
  type Group,
  isGroup,
  isName,
  isToken,
  lineOf,
  sourceOf,
  split,
  stringValue,
} from './parse.ts';
import { operandStart, places } from './syntax.ts';

/** A command-line flag that a program defines. */
export interface GoFlag {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  /** `String`, `Bool`, `Duration`, … as the method is named. */
  readonly type: string;
  /** What its value is read from: `metricsAddr`, `*metricsAddr`, `o.MetricsAddr`; undefined where it is not plain. */
  readonly value?: string;
  /** The default, where it is a literal. */
  readonly default?: string;
}

export interface ProgramFlags {
  readonly flags: readonly GoFlag[];
  /** Whether these are all: false where a flag's name or a function that defines flags cannot be read. */
  readonly complete: boolean;
}

/** A flag with its source. */
export interface FoundFlag {
  readonly flag: GoFlag;
  readonly file: GoFile;
  /** `flag`, `pflag`, `cmd.Flags()`: what it is defined on. */
  readonly receiver: string;
  /** Where the definition begins. */
  readonly from: number;
  readonly arguments: readonly (readonly GoNode[])[];
  readonly defaultNodes: readonly GoNode[];
}

const TYPES =
  'String|Bool|Int|Int8|Int16|Int32|Int64|Uint|Uint8|Uint16|Uint32|Uint64|Float32|Float64|Duration|Count|IP|IPNet|IPMask|' +
  'StringSlice|StringArray|IntSlice|BoolSlice|DurationSlice|UintSlice|IPSlice|StringToString|StringToInt|BytesHex|BytesBase64';
const TYPED = new RegExp(`^(${TYPES})(Var)?(P)?$`);
const UNTYPED = /^(?:Var|VarP|VarPF|TextVar|TextVarP|Func|FuncP|BoolFunc|BoolFuncP)$/;
/** Text that no file without flags has. */
const MAY_DEFINE = /\b(?:flag|pflag)\b|Flags?\b|\b(?:fs|flagSet|flagset)\b/;

const ZAP = 'sigs.k8s.io/controller-runtime/pkg/log/zap';
const ZAP_FLAGS = ['zap-devel', 'zap-encoder', 'zap-log-level', 'zap-stacktrace-level', 'zap-time-encoding'];
const CONTROLLER_RUNTIME = 'sigs.k8s.io/controller-runtime';
/** Functions of libraries that define flags, or only pass them on. */
const BINDS = /^(?:Add|Bind|Register|Init|Install)\w*Flags?(?:Set)?$/;
const PASSES_ON = new Set(['AddGoFlagSet', 'AddFlagSet', 'AddGoFlag', 'BindPFlags', 'BindPFlag', 'AddFlag']);

/**
 * The flags that a program defines: with the package flag or pflag, or on the flag set of a command.
 *
 * Besides those of its own files, it knows what the standard libraries of operators define: zap's with `BindFlags`,
 * klog's with `InitFlags`, and `kubeconfig`.
 */
export function findFlags(
  sources: GoSources,
  packages: readonly string[],
): { found: FoundFlag[]; flags: ProgramFlags } {
  const found: FoundFlag[] = [];
  const others: GoFlag[] = [];
  let complete = true;
  const files = packages.flatMap((directory) => sources.filesIn(directory));
  let constants: ReadonlyMap<string, string> | undefined;
  const calls: { file: GoFile; name: string; from: number }[] = [];
  for (const path of files) {
    const text = sources.text(path);
    if (!MAY_DEFINE.test(text)) continue;
    const file = sources.file(path);
    if (file === undefined) {
      complete = false;
      continue;
    }
    for (const place of places(file.nodes)) {
      const call = place.run[place.index];
      const method = place.run[place.index - 1];
      if (!isGroup(call, '(') || !isName(method)) continue;
      if (!isToken(place.run[place.index - 2], '.')) continue;
      if (BINDS.test(method.text)) calls.push({ file, name: method.text, from: method.from });
      const definition = readDefinition(file, place.run, place.index, call, method.text, (name) => {
        constants ??= constantTexts(sources, files);
        return constants.get(name);
      });
      if (definition === 'unknown') complete = false;
      else if (definition !== undefined) found.push(definition);
    }
    if (importName(file, CONTROLLER_RUNTIME) !== undefined && importName(file, 'flag') !== undefined) {
      others.push({ name: 'kubeconfig', path, line: 1, type: 'String', default: '' });
    }
  }
  const declared = calls.length > 0 ? declaredFunctions(sources, files) : new Set<string>();
  for (const { file, name, from } of calls) {
    const line = lineOf(file.text, from);
    if (name === 'BindFlags' && importName(file, ZAP) !== undefined) {
      for (const flag of ZAP_FLAGS) others.push({ name: flag, path: file.path, line, type: 'Var' });
    } else if (PASSES_ON.has(name)) continue;
    else if (!declared.has(name)) complete = false;
  }
  return { found, flags: { flags: [...found.map(({ flag }) => flag), ...others], complete } };
}

/** Whether a program takes a flag: undefined where that cannot be told. */
export function definesFlag({ flags, complete }: ProgramFlags, name: string): boolean | undefined {
  if (flags.some((flag) => flag.name === name)) return true;
  return complete ? false : undefined;
}

function readDefinition(
  file: GoFile,
  run: readonly GoNode[],
  index: number,
  call: Group,
  method: string,
  constant: (name: string) => string | undefined,
): FoundFlag | 'unknown' | undefined {
  const typed = TYPED.exec(method);
  if (typed === null && !UNTYPED.test(method)) return undefined;
  const start = operandStart(run, index - 2);
  const receiver = sourceOf(file, run.slice(start, index - 2));
  const isSet = isFlagSet(file, receiver);
  const args = split(call.nodes, ',').map((nodes) => nodes.filter((node) => !isToken(node, ';')));
  const isVar = typed?.[2] !== undefined || /Var/.test(method);
  const nameAt = isVar ? 1 : 0;
  // `x.String(…)` is a method of much else. A flag's last argument but a function is its help text.
  if (isSet === undefined && !(isVar && isToken(args[0]?.[0], '&') && args.length >= 4)) return undefined;
  if (isSet === false) return undefined;
  const nameNodes = args[nameAt];
  if (nameNodes === undefined || args.length < 3) return isSet === true && args.length >= 3 ? 'unknown' : undefined;
  const last = nameNodes.at(-1);
  const name = isName(last) ? constant(last.text) : nameNodes.length === 1 ? stringValue(last) : undefined;
  if (name === undefined) return 'unknown';
  const short = /P$/.test(method) ? 1 : 0;
  const defaultNodes = typed === null ? [] : (args[nameAt + short + 1] ?? []);
  const literal = defaultNodes.length === 1 ? literalText(defaultNodes[0]!) : undefined;
  const value = isVar ? addressed(file, args[0] ?? []) : assignedTo(file, run, start);
  return {
    flag: {
      name,
      path: file.path,
      line: lineOf(file.text, run[start]!.from),
      type: typed?.[1] ?? method,
      ...(value === undefined ? {} : { value }),
      ...(literal === undefined ? {} : { default: literal }),
    },
    file,
    receiver,
    from: run[start]!.from,
    arguments: args,
    defaultNodes,
  };
}

/** True for a set of flags, false for what is known to be another thing, undefined where the name does not say. */
function isFlagSet(file: GoFile, receiver: string): boolean | undefined {
  if (receiver === importName(file, 'flag') || receiver === importName(file, 'github.com/spf13/pflag')) return true;
  if (/(?:\bCommandLine|(?:Flags|FlagSet)\([^()]*\)|\b[fF]lags|\bfs|\b[fF]lag[sS]et)$/.test(receiver)) return true;
  return undefined;
}

/** The variable of `&variable`. */
function addressed(file: GoFile, argument: readonly GoNode[]): string | undefined {
  if (!isToken(argument[0], '&')) return undefined;
  const rest = argument.slice(1);
  return rest.every((node) => isName(node) || isToken(node, '.')) ? sourceOf(file, rest) : undefined;
}

/** `*x` for `x := flag.String(…)` and `var x = flag.String(…)`. */
function assignedTo(file: GoFile, run: readonly GoNode[], start: number): string | undefined {
  const assign = run[start - 1];
  if (!isToken(assign, ':=') && !isToken(assign, '=')) return undefined;
  const name = run[start - 2];
  return isName(name) && !isToken(run[start - 3], ',') && !isToken(run[start - 3], '.')
    ? `*${sourceOf(file, [name])}`
    : undefined;
}

function literalText(node: GoNode): string | undefined {
  if (node.kind === 'string') return stringValue(node);
  if (node.kind === 'number') return node.text;
  return isToken(node, 'true') || isToken(node, 'false') ? node.text : undefined;
}

/** The texts of a program's constants by name, where one has only that text: `const metricsFlag = "metrics-addr"`. */
function constantTexts(sources: GoSources, files: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string | undefined>();
  for (const path of files) {
    if (!/\bconst\b|\bvar\b/.test(sources.text(path))) continue;
    for (const { run, index } of places(sources.file(path)?.nodes ?? [])) {
      const name = run[index];
      if (!isName(name) || isToken(run[index - 1], '.')) continue;
      const assign = isToken(run[index + 1], 'string') ? index + 2 : index + 1;
      const value = isToken(run[assign], '=') ? stringValue(run[assign + 1]) : undefined;
      if (value === undefined) continue;
      texts.set(name.text, texts.has(name.text) && texts.get(name.text) !== value ? undefined : value);
    }
  }
  return new Map([...texts].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The names of the functions and methods that files declare. */
function declaredFunctions(sources: GoSources, files: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const path of files) {
    for (const match of sources.text(path).matchAll(/^func (?:\([^()\n]*\) )?(\w+)/gm)) names.add(match[1]!);
  }
  return names;
}
