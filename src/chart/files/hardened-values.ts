import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import type { Draft } from '../draft.ts';
import { printData } from '../template/print.ts';
import { ValueSection } from '../values/values-model.ts';

export const HARDENED_VALUES = 'values-hardened.yaml';

/**
 * Values that are stricter than the source, which the defaults reproduce: what kube-score calls critical of a scaffold.
 * Not among the sets of chart-testing, because an image that is only on its nodes could not be pulled there.
 */
export function hardenedValues(draft: Draft): Record<string, string> {
  const { section } = draft.values;
  const values = {
    ...alwaysPulled(section),
    ...(section.has('networkPolicy') ? { networkPolicy: { enabled: true } } : {}),
  };
  if (Object.keys(values).length === 0) return {};
  return {
    [HARDENED_VALUES]: `# Stricter than the operator's manifests: every start of a pod pulls its images, so that only who may pull them runs
# them, and network policies let in what the values under networkPolicy say.
${printData(values)}`,
  };
}

function alwaysPulled(section: ValueSection): JsonObject {
  const values: Record<string, JsonValue> = {};
  for (const [key, entry] of section.entries) {
    if (!(entry instanceof ValueSection)) continue;
    const inner = entry.has('pullPolicy') ? { pullPolicy: 'Always' } : alwaysPulled(entry);
    if (Object.keys(inner).length > 0) values[key] = inner;
  }
  return values;
}
