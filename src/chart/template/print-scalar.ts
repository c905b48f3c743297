import { printYaml } from '../../yaml/print.ts';
import { escapeTemplate } from './escape.ts';
import { exactDigits } from './exact-number.ts';
import type { Text } from './nodes.ts';

const PLAIN = /^[A-Za-z/][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./()-]+)*$/;
/** Words that some YAML reader takes for something other than text: YAML 1.1 (yaml.org/type) and 1.2. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
/** Beyond the range of a double this is text to Go's readers and infinite to others. */
const FLOAT = /^[-+]?[\d.]+e[-+]?\d+$/i;
/**
 * What must be in quotes to come through: breaks of a line to YAML 1.1, white space that Helm trims off the end of a
 * document, and blank lines at the end, which an action behind them takes away.
 */
const FRAGILE = /(?![\t\n])\p{Cc}|[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]|\n\n$|^\n/u;

/** A string as one YAML scalar: plain where no reader can mistake it, else as the YAML library prints it. */
export function printTemplateString(value: string, indent: number): string {
  const digits = exactDigits(value);
  if (digits !== undefined) return digits;
  if (PLAIN.test(value) && !WORDS.test(value) && value.length < 200) return value;
  if (FLOAT.test(value) || FRAGILE.test(value)) return quote(value);
  return reindent(printYaml(value).replace(/\n$/, ''), value, indent);
}

/** A text with expressions: quoted on one line, or a literal block where it has several lines and all pieces allow it. */
export function printText(text: Text, indent: number): string {
  if (text.parts.some((part) => typeof part === 'string' && part.includes('\n')) && fitsBlock(text)) {
    return printBlock(text, indent);
  }
  let out = '';
  for (const [at, part] of text.parts.entries()) {
    if (typeof part !== 'string') out += `{{ ${part.expression} }}`;
    else {
      out += beforeAction(escapeTemplate(quote(part).slice(1, -1)), typeof text.parts[at + 1] === 'object');
    }
  }
  const only = text.parts.length === 1 ? text.parts[0] : undefined;
  return typeof only === 'object' ? `{{ ${only.expression} | quote }}` : `"${out}"`;
}

/** A map's key: on one line, whatever is in it. */
export function printKey(key: string): string {
  return key.includes('\n') ? quote(key) : printTemplateString(key, 0);
}

/** A brace right before an action would open it one character early. */
function beforeAction(text: string, actionFollows: boolean): string {
  return actionFollows && text.endsWith('{') ? `${text.slice(0, -1)}{{ "{" }}` : text;
}

function fitsBlock(text: Text): boolean {
  const literal = text.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  // Tabs, trailing blanks and leading blank lines are where readers of block scalars disagree.
  return !/[^\n\x20-\x7e\u00a0-\ud7ff]/.test(literal) && !/[ ]\n|[ ]$/.test(literal) && !/^[\s]/.test(literal);
}

function printBlock(text: Text, indent: number): string {
  let body = '';
  for (const [at, part] of text.parts.entries()) {
    if (typeof part !== 'string') body += `{{ ${part.expression} }}`;
    else body += beforeAction(escapeTemplate(part), typeof text.parts[at + 1] === 'object');
  }
  const trailing = /(?<!\n)\n*$/.exec(body)![0].length;
  const chomp = trailing === 0 ? '-' : trailing === 1 ? '' : '+';
  const pad = ' '.repeat(indent);
  const lines = body.replace(/\n$/, '').split('\n');
  return `|${chomp}\n${lines.map((line) => (line === '' ? '' : pad + line)).join('\n')}`;
}

function reindent(printed: string, value: string, indent: number): string {
  if (!printed.includes('\n')) return printed;
  // The library indents a block by two; deeper is the same block. A quoted text that it broke is put on one line.
  if (!/^[|>]/.test(printed)) return quote(value);
  const [header, ...lines] = printed.split('\n');
  const shift = ' '.repeat(Math.max(0, indent - 2));
  return [header, ...lines.map((line) => (line === '' ? '' : shift + line))].join('\n');
}

/** A double-quoted scalar on one line, which JSON's strings are but for some characters. */
function quote(value: string): string {
  return JSON.stringify(value).replace(/[\p{Cc}\u2028\u2029\ufeff]/gu, unicodeEscape);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
