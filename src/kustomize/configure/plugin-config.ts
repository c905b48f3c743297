import { type Issue, ScaffoldError } from '../../core/errors.ts';
import { YamlMap, type YamlNode } from '../../yaml/node.ts';
import { type Fields, type Struct, struct } from '../files/decode.ts';
import type { Resource } from '../resource.ts';

/**
 * The fields of a plugin's configuration. Fields that it does not have are passed over, as kustomize does.
 *
 * @throws ScaffoldError with all that is wrong
 */
export function readConfig<T>(config: Resource, fields: Fields<T>): Struct<T> {
  return readFields(config.node ?? new YamlMap(), config.origin.file, fields);
}

/** As readConfig, of a file that a configuration names. */
export function readFields<T>(node: YamlNode, file: string, fields: Fields<T>): Struct<T> {
  const issues: Issue[] = [];
  const result = struct<T>(fields)(node, { file, field: '', issues, strict: false, coerce: true });
  if (issues.length > 0 || result === undefined) throw new ScaffoldError(issues);
  return result;
}
