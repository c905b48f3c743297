import { applyPlan, auditTree, type FileTree, planUpgrade, type UpgradeRequest } from '../../src/index.ts';

/** The ways out of the proxy, with the metrics certificate of cert-manager as one of its own. */
export const EXITS = {
  'pre-3.15': { to: 'pre-3.15' },
  '3.15': { to: '3.15' },
  'https-metrics': { to: 'https-metrics' },
  'https-metrics with metricsCerts': { to: 'https-metrics', features: { metricsCerts: true } },
} as const;

/** Errors that a project has neither as it is nor with the whole plan: by step that was left out. */
export function faultsWithout(tree: FileTree, request: UpgradeRequest): { steps: number; faults: string[] } {
  const plan = planUpgrade(tree, request);
  const known = new Set([...errorsOf(tree), ...errorsOf(applyPlan(tree, plan))]);
  const faults = plan.steps.flatMap(({ id }) =>
    [...errorsOf(applyPlan(tree, plan, { without: [id] }))]
      .filter((error) => !known.has(error))
      .map((error) => `without ${id}: ${error}`),
  );
  return { steps: plan.steps.length, faults };
}

/** Numbers and ports left out, which a step may change. */
function errorsOf(tree: FileTree): ReadonlySet<string> {
  const errors = auditTree(tree).findings.filter(({ severity }) => severity === 'error');
  return new Set(
    errors.map(({ rule, file, object, message }) => {
      const about = object === undefined ? file : `${object.kind} ${object.name}`;
      return `${rule} ${about}: ${message.replace(/\d+/g, 'N')}`;
    }),
  );
}
