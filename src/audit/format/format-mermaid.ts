import { schemaArgument } from '../../core/arguments.ts';
import { enter } from '../../core/call.ts';
import type { CallOptions } from '../../core/limits.ts';
import type { DataSchema } from '../../core/schema-issues.ts';
import { visible } from '../../core/visible.ts';
import type { Drawing, NodeKind } from '../drawing/drawing.ts';
import { AUDIT_SCHEMA } from '../generated/schema.ts';

/** That of a report's drawings, with the definitions that it refers to. */
const DRAWING_SCHEMA: DataSchema = {
  ...((AUDIT_SCHEMA.properties?.drawings || undefined)?.items ?? {}),
  definitions: AUDIT_SCHEMA.definitions ?? {},
};

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  monitor: ['([', '])'],
  service: ['[', ']'],
  webhook: ['([', '])'],
  container: ['[[', ']]'],
  flag: ['>', ']'],
  account: ['((', '))'],
  role: ['{{', '}}'],
  certificate: ['[/', '/]'],
  policy: ['[\\', '\\]'],
};

/**
 * A drawing as a Mermaid flowchart; links that break are dotted and red (https://mermaid.js.org/syntax/flowchart.html).
 * @example
 * formatMermaid(auditTree(tree).drawings[0]).startsWith('flowchart'); // true
 */
export function formatMermaid(drawing: Drawing, call?: CallOptions): string {
  return enter(call, () => printMermaid(schemaArgument<Drawing>(drawing, DRAWING_SCHEMA, 'drawing')));
}

/** As formatMermaid, for a drawing that is one. */
export function printMermaid({ nodes, links }: Drawing): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const lines = ['flowchart LR'];
  for (const { id, kind, label, rules } of nodes) {
    const [open, close] = SHAPES[kind];
    lines.push(`  ${ids.get(id)}${open}"${quoted([label, ...rules].join('<br>'))}"${close}`);
  }
  const broken: number[] = [];
  for (const { from, to, label, broken: isBroken } of links) {
    const [a, b] = [ids.get(from), ids.get(to)];
    if (a === undefined || b === undefined) continue;
    if (isBroken) broken.push(lines.length - 1 - nodes.length);
    const arrow = isBroken ? '-.->' : '-->';
    lines.push(`  ${a} ${arrow}${label === '' ? '' : `|"${quoted(label)}"|`} ${b}`);
  }
  if (broken.length > 0) lines.push(`  linkStyle ${broken.join(',')} stroke:#d00,stroke-width:2px`);
  const told = nodes.filter(({ rules }) => rules.length > 0).map(({ id }) => ids.get(id));
  if (told.length > 0) lines.push(`  classDef found stroke:#d00,stroke-width:2px`, `  class ${told.join(',')} found`);
  return `${lines.join('\n')}\n`;
}

/** Text between quotes: entities stand for what would end it (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters). */
function quoted(text: string): string {
  return text
    .split('<br>')
    .map((part) =>
      visible(part).replaceAll('#', '#35;').replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('`', '#96;'),
    )
    .join('<br>');
}
