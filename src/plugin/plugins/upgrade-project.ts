import { applyPlan } from '../../upgrade/apply-plan.ts';
import { formatPlanMarkdown } from '../../upgrade/format/format-plan-markdown.ts';
import { planUpgrade } from '../../upgrade/plan-upgrade.ts';
import type { PluginCall, PluginResult } from '../define-plugin.ts';

/** `kubebuilder edit`: applies the plan of an upgrade, and tells it. */
export function upgradeProject({ tree, flags }: PluginCall): PluginResult {
  const plan = planUpgrade(tree, {
    to: String(flags['upgrade-to']),
    only: ['metrics'],
    features: { metricsCerts: flags['upgrade-certificates'] === true },
  });
  const notes = [formatPlanMarkdown(plan)];
  if (flags['upgrade-plan'] === true) return { tree, notes };
  const without = String(flags['upgrade-without'])
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  return { tree: applyPlan(tree, plan, { without }), notes };
}
