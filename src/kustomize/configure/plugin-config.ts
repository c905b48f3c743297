import type { Issue } from '../../core/errors.ts';
import { ScaffoldError } from '../../core/errors.ts';
import type { Fields, Struct } from '../files/decode.ts';
import { struct } from '../files/decode.ts';
import type { Resource } from '../resource.ts';

/**
 * The fields of a plugin's configuration. Fields that it does not have are passed over, as kustomize does.
 *
 * @throws ScaffoldError with all that is wrong
 */
export function readConfig<T>(config: Resource, fields: Fields<T>): Struct<T> {
  const issues: Issue[] = [];
  const { file } = config.origin;
  const result =
    config.node === undefined
      ? undefined
      : struct<T>(fields)(config.node, { file, field: '', issues, strict: false, coerce: true });
  if (issues.length > 0 || result === undefined) throw new ScaffoldError(issues);
  return result;
}
