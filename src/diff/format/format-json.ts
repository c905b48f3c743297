import { enter } from '../../core/call.ts';
import type { CallOptions } from '../../core/limits.ts';
import { diffArgument } from '../diff-argument.ts';
import type { TreeDiff } from '../model.ts';

/**
 * A diff as JSON: its data as they are, two spaces of indent, a newline at the end. `schema/diff.schema.json` describes
 * them; `version` is raised by incompatible changes alone.
 * @example
 * JSON.parse(formatJson(diff)).files.length === diff.files.length; // true
 */
export function formatJson(diff: TreeDiff, call?: CallOptions): string {
  return enter(call, () => `${JSON.stringify(diffArgument(diff), undefined, 2)}\n`);
}
