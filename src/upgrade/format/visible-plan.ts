import { visible, visibleLines } from '../../core/visible.ts';
import type { UpgradePlan } from '../model.ts';

/** Where texts of several lines stand. */
const LINES = new Set(['snippet', 'content', 'yours', 'theirs', 'base', 'message']);

/** A plan for people to read: no file or name in it can move the cursor, paint the screen or begin a line. */
export function visiblePlan(plan: UpgradePlan): UpgradePlan {
  return cleaned(plan, '') as UpgradePlan;
}

function cleaned(value: unknown, key: string): unknown {
  if (typeof value === 'string') return LINES.has(key) ? visibleLines(value) : visible(value);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [visible(name), cleaned(item, name)]));
}
