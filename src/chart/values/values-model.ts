import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import type { ReportBuilder } from '../report.ts';
import { exactDigits } from '../template/exact-number.ts';
import { fitsSchema } from './fits-schema.ts';

/** One key of values.yaml: what a person sets, and where its default comes from. */
export interface ValueField {
  readonly description: string;
  readonly value: JsonValue;
  /** JSON Schema, draft 7; may point into the definitions of schema/chart-values.schema.json. */
  readonly schema: JsonObject;
  /** Whether values.yaml only mentions it, as long as nothing is set there: it is in the schema and in the README. */
  isRare?: boolean;
}

export class ValueSection {
  readonly description: string;
  readonly entries = new Map<string, ValueField | ValueSection>();

  constructor(description: string) {
    this.description = description;
  }

  /** The section at a key, made where there is none. */
  section(key: string, description = ''): ValueSection {
    const found = this.entries.get(key);
    if (found instanceof ValueSection) return found;
    if (found !== undefined) throw new TypeError(`${key} is a value, not a section`);
    const made = new ValueSection(description);
    this.entries.set(key, made);
    return made;
  }

  set(key: string, value: JsonValue, description: string, schema: JsonObject): void {
    this.entries.set(key, { value, description, schema });
  }

  /** Puts an entry behind all others. */
  putLast(key: string): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    this.entries.delete(key);
    this.entries.set(key, entry);
  }

  /** Takes out sections in which there is nothing to set. */
  prune(): void {
    for (const [key, entry] of this.entries) {
      if (!(entry instanceof ValueSection)) continue;
      entry.prune();
      if (entry.entries.size === 0) this.entries.delete(key);
    }
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  toJson(): JsonObject {
    const out: Record<string, JsonValue> = {};
    for (const [key, entry] of this.entries) {
      if (entry instanceof ValueSection) out[key] = entry.toJson();
      else if (!isHidden(entry)) out[key] = entry.value;
    }
    return out;
  }
}

/** Whether a field is not written out: templates find nothing there, which means the same as its default. */
export function isHidden({ isRare, value, schema }: ValueField): boolean {
  // Where null is a value, false is another one.
  return isRare === true && isUnset(value) && (value !== false || schema.type === 'boolean');
}

function isUnset(value: JsonValue): boolean {
  if (value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** A section of the values, with the expression by which templates read it. */
export interface Scope {
  readonly section: ValueSection;
  /** `.Values`, `.Values.agent`. */
  readonly expression: string;
  readonly report: ReportBuilder;
}

/**
 * Whether what the source has in a field may be the default of a value. What a value's schema refuses (a placeholder of
 * another tool, text where Kubernetes wants a number) would be a chart that refuses its own defaults: it stays in the
 * template as it is, the report tells it, and there is no such value.
 */
export function canBeValue(scope: Scope, key: string, source: JsonValue, schema: JsonObject): boolean {
  if (fitsSchema(source, schema)) return true;
  const path = `${scope.expression}.${key}`.replace('.Values.', '');
  const text = JSON.stringify(source, (_, each) => (typeof each === 'string' ? (exactDigits(each) ?? each) : each));
  scope.report.warn(
    'not-a-value',
    '',
    `there is no value ${path}, because the manifests have ${text.length > 100 ? `${text.slice(0, 97)}...` : text} in its field, which stays in the template as it is`,
  );
  return false;
}

export function subScope(scope: Scope, key: string, description = ''): Scope {
  return { ...scope, section: scope.section.section(key, description), expression: `${scope.expression}.${key}` };
}

/** A name as a key that templates can read without quoting: `kube-rbac-proxy` is `kubeRbacProxy`. */
export function camelCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word, at) => (at === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join('');
  return /^[A-Za-z]/.test(joined) ? joined[0]!.toLowerCase() + joined.slice(1) : `n${joined}`;
}
