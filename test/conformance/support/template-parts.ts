import { parse } from 'yaml';
import type { FileTree } from '../../../src/core/file-tree.ts';
import type { JsonObject, JsonValue } from '../../../src/kubernetes/object.ts';
import { field } from './oracle-references.ts';

/** A piece of a chart that renders by itself, with the paths of all values that it may read. */
export interface TemplatePart {
  /** Where it is from; several parts of one file have a number. */
  readonly name: string;
  readonly text: string;
  readonly reads: ReadonlySet<string>;
}

/**
 * The templates of a chart, checks taken apart into single conditions. What a part reads is read off its text and that of
 * every named template that it includes: more than it does read, never less.
 */
export function templateParts(chart: FileTree): TemplatePart[] {
  const named = namedTemplates(chart);
  const values = parse(chart.get('values.yaml') ?? '{}') as JsonObject;
  const parts: TemplatePart[] = [];
  for (const { path, content } of chart) {
    if (!/^templates\//.test(path) || /(^|\/)(_[^/]*|NOTES\.txt)$/.test(path)) continue;
    const texts = path === 'templates/checks.yaml' ? conditions(content) : [content];
    for (const [index, text] of texts.entries()) {
      const name = texts.length === 1 ? path : `${path} ${index + 1}`;
      const reads = readsOf(text, named, new Set());
      // A default may be a template itself.
      for (const path of [...reads]) {
        const inside = stringsOf(field(values, ...path.split('.'))).join('\n');
        for (const read of readsOf(inside, named, new Set())) reads.add(read);
      }
      parts.push({ name, text, reads });
    }
  }
  if ([...chart].some(({ path }) => path.startsWith('crds/')))
    parts.push({ name: 'crds/', text: '', reads: new Set() });
  return parts;
}

function stringsOf(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(stringsOf);
}

function namedTemplates(chart: FileTree): Map<string, string> {
  const named = new Map<string, string>();
  for (const { path, content } of chart) {
    if (!/(^|\/)templates\/(.*\/)?_[^/]*$/.test(path)) continue;
    for (const piece of content.split(/(?=\{\{-? *define ")/)) {
      const name = /^\{\{-? *define "([^"]+)"/.exec(piece)?.[1];
      if (name !== undefined) named.set(name, piece);
    }
  }
  return named;
}

/** An action of a template; text around actions may look like anything. */
const ACTION = /\{\{(?:"(?:[^"\\]|\\.)*"|`[^`]*`|(?!\}\}).)*\}\}/gs;

function readsOf(text: string, named: ReadonlyMap<string, string>, seen: Set<string>): Set<string> {
  const reads = new Set<string>();
  const actions = (text.match(ACTION) ?? []).join('\n');
  for (const match of actions.matchAll(/\.Values\b((?:\.\w+)+)?(?: "(\w+)")?/g)) {
    reads.add(match[1]?.slice(1) ?? match[2] ?? '');
  }
  for (const match of actions.matchAll(/\b(?:include|template) +(?:"([^"]+)"|\S)/g)) {
    const name = match[1];
    // The name of the template is not in the text: it may read anything.
    if (name === undefined || !named.has(name)) reads.add('');
    else if (!seen.has(name)) {
      seen.add(name);
      for (const read of readsOf(named.get(name)!, named, seen)) reads.add(read);
    }
  }
  return reads;
}

/** The blocks of a file at its top level, each behind the variables that it uses. */
function conditions(text: string): string[] {
  const variables = new Map<string, string>();
  const blocks: string[] = [];
  let depth = 0;
  let block = '';
  for (const action of text.match(/\{\{.*?\}\}/gs) ?? []) {
    const inside = action.replace(/^\{\{-?\s*|\s*-?\}\}$/g, '');
    const assigned = depth === 0 ? /^(\$\w+) *:=/.exec(inside)?.[1] : undefined;
    if (assigned !== undefined) variables.set(assigned, action);
    else if (!inside.startsWith('/*')) {
      block += `${action}\n`;
      if (/^(if|range|with|define|block)\b/.test(inside)) depth += 1;
      if (/^end\b/.test(inside)) depth -= 1;
      if (depth === 0) {
        const used = [...variables].filter(([name]) => block.includes(name)).map(([, each]) => each);
        blocks.push([...used, block].join('\n'));
        block = '';
      }
    }
  }
  return blocks;
}
