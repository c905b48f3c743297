import { visible } from '../../core/visible.ts';

/** A report, or a part of it, whose every text shows all its characters. */
export function visibleReport<T>(value: T): T {
  if (typeof value === 'string') return visible(value) as T;
  if (Array.isArray(value)) return value.map(visibleReport) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visibleReport(item)])) as T;
}
