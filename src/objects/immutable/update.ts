import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import type { FieldChange } from '../model.ts';

/** A change of one field of an object that stays. */
export interface Update {
  readonly from: KubernetesObject;
  readonly to: KubernetesObject;
  readonly kind: FieldChange['kind'];
  /** JSON pointer: into the old object, or into the new one for a field that is added. */
  readonly pointer: string;
  /** What stands there before and after. */
  readonly old: JsonValue | undefined;
  readonly now: JsonValue | undefined;
}

/** Whether a pointer is a field or something in it. */
export function isIn(pointer: string, field: string): boolean {
  return pointer === field || pointer.startsWith(`${field}/`);
}

/** Whether a pointer is a field or something in it, where `*` in the field is any key. */
export function matches(pointer: string, field: string): boolean {
  const keys = pointer.split('/');
  return field.split('/').every((key, index) => key === keys[index] || (key === '*' && index < keys.length));
}
