/** A program of its own, because it is the peak of a process that counts: the memory for a chart of many Deployments, in MB. */

import { buildChart } from '../../../src/chart/build-chart.ts';
import { ScaffoldError } from '../../../src/core/errors.ts';

const deployment = (index: number) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop-d${index}, namespace: shop-system}
spec:
  selector: {matchLabels: {app: d${index}}}
  template:
    metadata: {labels: {app: d${index}}}
    spec:
      containers:
      - name: manager
        image: example.com/d${index}:v1
        args: [--leader-elect]
`;

try {
  buildChart(Array.from({ length: Number(process.argv[2]) }, (_, index) => deployment(index)).join('---\n'));
} catch (error) {
  // Helm has no room for so many, and that is found out last.
  if (!(error instanceof ScaffoldError) || error.code !== 'chart-too-large') throw error;
}
console.log(Math.round(process.resourceUsage().maxRSS / 1024));
