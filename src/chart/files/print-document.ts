import type { Document } from '../draft.ts';
import { allOf } from '../template/nodes.ts';
import { printTemplate } from '../template/print.ts';

/** The condition under which an object is rendered; undefined where it always is. */
export function conditionOf({ guards }: Document): string | undefined {
  return guards.length === 0 ? undefined : allOf(guards);
}

/** One template file: the object inside its guards. */
export function printDocument(document: Document): string {
  const condition = conditionOf(document);
  const body = [...document.before, printTemplate(document.root).trimEnd(), ...document.after].join('\n');
  return condition === undefined ? `${body}\n` : `{{- if ${condition} }}\n${body}\n{{- end }}\n`;
}
