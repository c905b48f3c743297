import { type ChartInput, type Document, documentOf, type Workload } from '../draft.ts';
import { scales } from '../pods/workloads.ts';
import { nodeAt } from '../template/from-json.ts';
import type { TemplateNode } from '../template/nodes.ts';

/** The workloads that keep pods running and can have a budget, with the source's. */
export function findBudgets(input: ChartInput): Map<Workload, Document | undefined> {
  const found = new Map<Workload, Document | undefined>();
  for (const workload of input.workloads) {
    if (!scales(workload)) continue;
    const inSource = budgetOf(input, workload);
    // Objects of before apps/v1 leave the selector to their labels.
    if (inSource !== undefined || selectorOf(workload) !== undefined) found.set(workload, inSource);
  }
  return found;
}

/** What the pods of a workload are selected by. */
export function selectorOf({ document }: Workload): TemplateNode | undefined {
  return nodeAt(document.root, ['spec', 'selector']);
}

function budgetOf(input: ChartInput, workload: Workload): Document | undefined {
  for (const [index, selectors] of input.graph.selectors.entries()) {
    if (input.graph.nodes[index]!.kind !== 'PodDisruptionBudget') continue;
    const one = selectors.find((selector) => selector.selects.length === 1 && selector.selects[0] === workload.index);
    if (one !== undefined) return documentOf(input, index);
  }
  return undefined;
}
