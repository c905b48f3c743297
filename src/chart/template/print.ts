import { append } from '../../core/append.ts';
import { isObject } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { anyOf, type Condition, isSame, isSet, printCondition } from './condition.ts';
import { escapeTemplate } from './escape.ts';
import {
  Action,
  areOpposites,
  type Entry,
  type Guard,
  type Inset,
  type Item,
  isSameGuard,
  Literal,
  RawYaml,
  TemplateList,
  TemplateMap,
  type TemplateNode,
  Text,
  WholeEntry,
  when,
  YamlPipeline,
} from './nodes.ts';
import { printKey, printTemplateString, printText } from './print-scalar.ts';

/** A template tree as the text of a YAML template, ending in a newline. */
export function printTemplate(node: TemplateMap): string {
  return lines(mapLines(node, 0));
}

/** The items of a list, for a named template. */
export function printList(list: TemplateList): string {
  return lines(listLines(list, 0));
}

/** Plain data as YAML, in the style of the templates: for values.yaml and the like, where nothing is escaped. */
export function printData(value: JsonValue, indent = 0): string {
  return lines(literalLines(value, indent, (text) => text));
}

function lines(list: readonly string[]): string {
  return list.length === 0 ? '' : `${list.join('\n')}\n`;
}

/** @param held the guard around it, which nothing in it asks again */
function mapLines(map: TemplateMap, indent: number, held?: Guard): string[] {
  return guarded(map.entries, indent, held, (entry, around) =>
    'inset' in entry ? insetLines(entry, indent) : entryLines(entry.key, entry.value, indent, around),
  );
}

function listLines(list: TemplateList, indent: number, held?: Guard): string[] {
  return guarded(list.items, indent, held, (item, around) =>
    'inset' in item ? insetLines(item, indent) : itemLines(item.value, indent, around),
  );
}

/** Neighbours under the same `if` share one; a `with` or `range` is its entry's own. */
function guarded<T extends Entry | Inset | Item>(
  parts: readonly T[],
  indent: number,
  held: Guard | undefined,
  print: (part: T, held?: Guard) => string[],
): string[] {
  const pad = ' '.repeat(indent);
  const out: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at]!;
    const guard = guardOf(part);
    if (guard === undefined || (held !== undefined && isSameGuard(guard, held))) {
      append(out, print(part, held));
      continue;
    }
    append(out, [`${pad}{{- ${opening(guard)} }}`, ...print(part, guard)]);
    while (guard.action === 'if' && at + 1 < parts.length) {
      const following = guardOf(parts[at + 1]!);
      if (following === undefined || !isSameGuard(following, guard)) break;
      if (otherwiseOf(part) !== undefined || otherwiseOf(parts[at + 1]!) !== undefined) break;
      at += 1;
      append(out, print(parts[at]!, guard));
    }
    const otherwise = otherwiseOf(part);
    const next = parts[at + 1];
    if (otherwise !== undefined && 'key' in part) {
      const condition = part.otherwiseWhen === undefined ? '' : ` if ${printCondition(part.otherwiseWhen)}`;
      append(out, [`${pad}{{- else${condition} }}`, ...entryLines(part.key, otherwise, indent)]);
    } else if (next !== undefined && isElseOf(next, guard)) {
      at += 1;
      append(out, [`${pad}{{- else }}`, ...print(next, guardOf(next))]);
    }
    out.push(`${pad}{{- end }}`);
  }
  return out;
}

function opening(guard: Guard): string {
  return guard.action === 'if' ? `if ${printCondition(guard.holds)}` : `${guard.action} ${guard.pipeline}`;
}

function isElseOf(part: Entry | Inset | Item, before: Guard): boolean {
  const guard = guardOf(part);
  return guard !== undefined && otherwiseOf(part) === undefined && areOpposites(before, guard);
}

/** The guard of a part, and of a map or list in it that would otherwise be printed empty. */
function guardOf(part: Entry | Inset | Item): Guard | undefined {
  if ('inset' in part) return part.guard;
  if (part.guard !== undefined) {
    const sole = soleGuard(part.value);
    const isSaid = sole !== undefined && part.guard.action === 'if' && isSame(part.guard.holds, sole.condition);
    return isSaid ? sole : part.guard;
  }
  const inner = innerCondition(part.value);
  return inner === undefined ? undefined : (soleGuard(part.value) ?? when(inner));
}

/** The guard of all that a map or list holds, where it is one that can stand around the key as well. */
function soleGuard(node: TemplateNode): Guard | undefined {
  const parts = partsOf(node) ?? [];
  const [first, ...others] = parts.map((part) => guardOf(part));
  if (first === undefined || first.action === 'range') return undefined;
  const isSole = first.action === 'if' || others.length === 0;
  return isSole && others.every((guard) => guard !== undefined && isSameGuard(guard, first)) ? first : undefined;
}

function partsOf(node: TemplateNode): readonly (Entry | Inset | Item)[] | undefined {
  return node instanceof TemplateMap ? node.entries : node instanceof TemplateList ? node.items : undefined;
}

function otherwiseOf(part: Entry | Inset | Item): TemplateNode | undefined {
  if (!('key' in part)) return undefined;
  if (part.otherwise !== undefined) return part.otherwise;
  const { value } = part;
  return value instanceof TemplateMap || value instanceof TemplateList ? value.whenEmpty : undefined;
}

/** The condition under which a map or list holds anything; undefined where it always does. */
function innerCondition(node: TemplateNode): Condition | undefined {
  const parts = partsOf(node);
  if (parts === undefined) return undefined;
  const conditions: Condition[] = [];
  for (const part of parts) {
    const guard = guardOf(part);
    if (guard === undefined || otherwiseOf(part) !== undefined) return undefined;
    conditions.push(guard.condition);
  }
  return conditions.length === 0 ? isSet('false') : anyOf(conditions);
}

function insetLines(inset: Inset, indent: number): string[] {
  const pad = ' '.repeat(indent);
  const block = (each: YamlPipeline) => `${pad}{{- ${each.pipeline} | nindent ${indent} }}`;
  if (inset.inset instanceof YamlPipeline) return [block(inset.inset)];
  return inset.inset.lines.map((line) => (line instanceof YamlPipeline ? block(line) : `${pad}${line}`));
}

function entryLines(key: string | Text, value: TemplateNode, indent: number, held?: Guard): string[] {
  const pad = ' '.repeat(indent);
  const name = key instanceof Text ? printText(key, indent) : escapeTemplate(printKey(key));
  if (value instanceof TemplateMap) return [`${pad}${name}:`, ...mapLines(value, indent + 2, held)];
  if (value instanceof TemplateList) return [`${pad}${name}:`, ...listLines(value, indent + 2, held)];
  if (value instanceof YamlPipeline)
    return [`${pad}${name}:`, `${pad}  {{- ${value.pipeline} | nindent ${indent + 2} }}`];
  if (value instanceof WholeEntry) return [`${pad}${value.action}`];
  if (value instanceof RawYaml) return [`${pad}${name}:`, escapeTemplate(withoutLastBreak(value.text))];
  if (value instanceof Literal && isNested(value.value)) {
    return [`${pad}${name}:`, ...literalLines(value.value, indent + 2, escapeTemplate)];
  }
  return `${pad}${name}: ${scalar(value, indent + 2)}`.split('\n');
}

/** By no expression: it would look at every line break of a long text. */
export function withoutLastBreak(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

function itemLines(value: TemplateNode, indent: number, held?: Guard): string[] {
  const pad = ' '.repeat(indent);
  if (value instanceof TemplateMap) return dashed(mapLines(value, indent + 2, held), indent);
  if (value instanceof TemplateList) return dashed(listLines(value, indent + 2, held), indent);
  if (value instanceof Literal && isNested(value.value))
    return dashed(literalLines(value.value, indent + 2, escapeTemplate), indent);
  if (value instanceof YamlPipeline) return [`${pad}-`, `${pad}  {{- ${value.pipeline} | nindent ${indent + 2} }}`];
  return `${pad}- ${scalar(value, indent + 2)}`.split('\n');
}

function dashed(inner: readonly string[], indent: number): string[] {
  const pad = ' '.repeat(indent);
  const [first = '', ...rest] = inner;
  // An action that trims the space before it would swallow the dash's line.
  if (first.trimStart().startsWith('{{')) return [`${pad}-`, ...inner];
  return [`${pad}- ${first.slice(indent + 2)}`, ...rest];
}

function scalar(node: TemplateNode, indent: number): string {
  if (node instanceof Text) return printText(node, indent);
  if (node instanceof Action) return `{{ ${node.expression} }}`;
  if (node instanceof Literal) return escapeTemplate(scalarText(node.value, indent));
  throw new TypeError('not a scalar'); // a bug of ours: the callers have handled what nests
}

function scalarText(value: JsonValue, indent: number): string {
  if (typeof value === 'string') return printTemplateString(value, indent);
  if (Array.isArray(value)) return '[]';
  if (isObject(value)) return '{}';
  return typeof value === 'number' ? numberText(value) : String(value);
}

function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
}

function isNested(value: JsonValue): boolean {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
}

function literalLines(value: JsonValue, indent: number, quote: (text: string) => string): string[] {
  const pad = ' '.repeat(indent);
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item) =>
      isNested(item)
        ? dashed(literalLines(item, indent + 2, quote), indent)
        : `${pad}- ${quote(scalarText(item, indent + 2))}`.split('\n'),
    );
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, child]) => {
      const name = quote(printKey(key));
      return isNested(child)
        ? [`${pad}${name}:`, ...literalLines(child, indent + 2, quote)]
        : `${pad}${name}: ${quote(scalarText(child, indent + 2))}`.split('\n');
    });
  }
  return `${pad}${quote(scalarText(value, indent))}`.split('\n');
}
