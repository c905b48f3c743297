import type { Document } from '../draft.ts';
import { allOf } from '../template/nodes.ts';
import { printTemplate } from '../template/print.ts';

/** One template file: the object inside its guards. */
export function printDocument(document: Document): string {
  const guards = [...new Set(document.guards)];
  const condition = guards.length === 0 ? undefined : allOf(guards);
  const body = [...document.before, printTemplate(document.root).trimEnd(), ...document.after].join('\n');
  return condition === undefined ? `${body}\n` : `{{- if ${condition} }}\n${body}\n{{- end }}\n`;
}
