import { schemaArgument } from '../core/arguments.ts';
import { PLAN_SCHEMA } from './generated/schema.ts';
import type { UpgradePlan } from './model.ts';

/**
 * A plan that was given out and comes back, copied.
 *
 * @throws ScaffoldError `invalid-type`, `limit-exceeded`
 */
export function planArgument(plan: unknown): UpgradePlan {
  return schemaArgument<UpgradePlan>(plan, PLAN_SCHEMA, 'plan');
}
