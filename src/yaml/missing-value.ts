import { YamlScalar } from './node.ts';
import type { Dialect } from './resolve.ts';

/**
 * A value that was left out: null.
 *
 * @param flow the dialect, where it is between braces; go-yaml v3 then writes it back as an empty text
 */
export function missingValue(line: number, flow?: Dialect): YamlScalar {
  return flow === '1.2' ? new YamlScalar('', '!!str', line, true) : new YamlScalar('', '!!null', line);
}
