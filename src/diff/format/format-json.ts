import type { TreeDiff } from '../model.ts';

/**
 * A diff as JSON: its data as they are, two spaces of indent, a newline at the end. `schema/diff.schema.json` describes
 * them; `version` is raised by incompatible changes alone.
 */
export function formatJson(diff: TreeDiff): string {
  return `${JSON.stringify(diff, undefined, 2)}\n`;
}
