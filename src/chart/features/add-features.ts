import type { Draft } from '../draft.ts';
import { labelEverything } from '../labels.ts';
import { addWorkloadValues } from '../pods/workload-values.ts';
import { addChartWideValues } from './chart-wide.ts';
import { placeInNamespace } from './namespace.ts';

/** Every feature of a chart, in the order in which their values stand in values.yaml. */
export function addFeatures(draft: Draft): void {
  addChartWideValues(draft);
  labelEverything(draft);
  for (const workload of draft.workloads) addWorkloadValues(draft, workload);
  placeInNamespace(draft);
}
