import type { JsonValue } from '../../kubernetes/object.ts';
import type { FieldChange, ObjectChange } from '../model.ts';
import { describeChange, describeJson, describePair } from '../summary/describe.ts';

/** What a line is, for those who colour it. */
export interface ObjectLine {
  readonly sign: '+' | '-' | '~' | ' ';
  readonly text: string;
}

/** An object's change as lines: what happens to it, then each field with its old and new value. */
export function objectLines(change: ObjectChange): ObjectLine[] {
  const sign = change.kind === 'added' ? '+' : change.kind === 'removed' ? '-' : '~';
  return [{ sign, text: describeChange(change) }, ...change.fields.flatMap(fieldLines)];
}

function fieldLines(field: FieldChange): ObjectLine[] {
  const warning = field.immutable ? '  (cannot be changed in place)' : '';
  const path = `  ${field.path}`;
  if (field.kind === 'reordered') {
    return [{ sign: '~', text: `${path}: order ${listed(field.from)} → ${listed(field.to)}${warning}` }];
  }
  if (field.kind === 'changed') {
    const [from, to] = describePair(field.from!, field.to!);
    return [
      { sign: '-', text: `${path}: ${from}${warning}` },
      { sign: '+', text: `${path}: ${to}${warning}` },
    ];
  }
  const lines: ObjectLine[] = [];
  if (field.from !== undefined) lines.push({ sign: '-', text: `${path}: ${describeJson(field.from)}${warning}` });
  if (field.to !== undefined) lines.push({ sign: '+', text: `${path}: ${describeJson(field.to)}${warning}` });
  return lines;
}

function listed(value: JsonValue | undefined): string {
  return Array.isArray(value) ? value.map((item) => describeJson(item, 40)).join(', ') : '';
}
