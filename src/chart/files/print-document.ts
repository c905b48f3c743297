import type { Document } from '../draft.ts';
import { allOf, printCondition } from '../template/condition.ts';
import { printTemplate } from '../template/print.ts';

/** The condition under which an object is rendered; undefined where it always is. */
export function conditionOf({ guards }: Document): string | undefined {
  return guards.size === 0 ? undefined : printCondition(allOf(guards));
}

/** One template file: the object inside its guards. */
export function printDocument(document: Document): string {
  const condition = conditionOf(document);
  const body = [...document.before, printTemplate(document.root).trimEnd(), ...document.after].join('\n');
  return condition === undefined ? `${body}\n` : `{{- if ${condition} }}\n${body}\n{{- end }}\n`;
}
