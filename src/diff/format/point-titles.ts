import type { SummaryPoint } from '../summary/summary-point.ts';

/** What stands before the points of a summary. */
export const POINT_TITLES: Readonly<Record<SummaryPoint['about'], string>> = {
  metrics: 'Metrics',
  permissions: 'Permissions',
  images: 'Images',
  containers: 'Containers',
};
