/**
 * The groups of nodes that reach each other, each group sorted: Tarjan's strongly connected components with more than one
 * node, and nodes that point at themselves. What is no node of the graph is passed over.
 */
export function findCircles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const visit = (node: string): number => {
    order.set(node, order.size);
    lowest.set(node, order.get(node)!);
    stack.push(node);
    const targets = graph.get(node)!.filter((target) => graph.has(target));
    for (const target of targets) {
      if (!order.has(target)) lowest.set(node, Math.min(lowest.get(node)!, visit(target)));
      else if (stack.includes(target)) lowest.set(node, Math.min(lowest.get(node)!, order.get(target)!));
    }
    if (lowest.get(node) !== order.get(node)) return lowest.get(node)!;
    const group = stack.splice(stack.indexOf(node)).sort();
    if (group.length > 1 || targets.includes(node)) circles.push(group);
    return lowest.get(node)!;
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles.sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}
