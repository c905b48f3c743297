import type { YamlNode } from './node.ts';

/**
 * Turns values that are left out between braces into empty texts: kustomize's printer cannot leave them out there, so
 * that is what a reader of its output finds.
 */
export function settleFlow(node: YamlNode, inFlow = false): void {
  switch (node.kind) {
    case 'map': {
      if (node.unread !== undefined) return;
      const flow = inFlow || node.flow;
      for (const { value } of node.entries) settleFlow(value, flow);
      return;
    }
    case 'seq': {
      const flow = inFlow || node.flow;
      for (const item of node.items) settleFlow(item, flow);
      return;
    }
    default:
      if (inFlow && node.value === '' && !node.quoted && (node.tag === '' || node.tag === '!!null')) node.tag = '!!str';
  }
}
