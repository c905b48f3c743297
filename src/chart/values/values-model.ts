import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';

/** One key of values.yaml: what a person sets, and where its default comes from. */
export interface ValueField {
  readonly description: string;
  readonly value: JsonValue;
  /** JSON Schema, draft 7; may point into the definitions of schema/chart-values.schema.json. */
  readonly schema: JsonObject;
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

  has(key: string): boolean {
    return this.entries.has(key);
  }

  toJson(): JsonObject {
    const out: Record<string, JsonValue> = {};
    for (const [key, entry] of this.entries) out[key] = entry instanceof ValueSection ? entry.toJson() : entry.value;
    return out;
  }
}

/** A section of the values, with the expression by which templates read it. */
export interface Scope {
  readonly section: ValueSection;
  /** `.Values`, `.Values.agent`. */
  readonly expression: string;
}

export function subScope(scope: Scope, key: string, description = ''): Scope {
  return { section: scope.section.section(key, description), expression: `${scope.expression}.${key}` };
}

/** A name as a key that templates can read without quoting: `kube-rbac-proxy` is `kubeRbacProxy`. */
export function camelCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word, at) => (at === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join('');
  return /^[A-Za-z]/.test(joined) ? joined[0]!.toLowerCase() + joined.slice(1) : `n${joined}`;
}
