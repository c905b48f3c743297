import { stringify } from 'yaml';
import type { JsonValue } from '../kubernetes/object.ts';

/** A value as one YAML document in the key order given, without a document marker, ending in a newline. */
export function printYaml(value: JsonValue): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, version: '1.1' });
}
