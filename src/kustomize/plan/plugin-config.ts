import { type Issue, ScaffoldError } from '../../core/errors.ts';
import { YamlMap, type YamlNode } from '../../yaml/node.ts';
import { valueIssues } from '../../yaml/value-issues.ts';
import { type Place, placeOf } from '../errors/place.ts';
import { type Fields, type Struct, struct } from '../read/decode.ts';
import type { Resource } from '../resources/resource.ts';

/**
 * The fields of a plugin's configuration. Fields that it does not have are passed over, as kustomize does; their values
 * have to fit their tags all the same, since kustomize prints the object before it reads it.
 *
 * @throws ScaffoldError with all that is wrong
 */
export function readConfig<T>(config: Resource, fields: Fields<T>): Struct<T> {
  const { node = new YamlMap(), origin } = config;
  const issues = valueIssues(node, origin.file);
  if (issues.length > 0) throw new ScaffoldError(issues);
  return readFields(node, origin.file, fields);
}

/** As readConfig, of a file that a configuration names. */
export function readFields<T>(node: YamlNode, file: string, fields: Fields<T>): Struct<T> {
  const issues: Issue[] = [];
  const result = struct<T>(fields)(node, { file, field: '', issues, strict: false, coerce: true });
  if (issues.length > 0 || result === undefined) throw new ScaffoldError(issues);
  return result;
}

/** Where the object stands that configures a plugin. */
export function placeOfConfig({ origin }: Resource): Place {
  return placeOf(origin.file, origin);
}
