import { buildChart, type ChartOptions, type ChartReport } from 'operator-scaffold';
import type { Report } from '../protocol.ts';
import { zipOf } from '../zip.ts';

export interface ChartInput {
  /** Manifests as text. */
  readonly text: string;
  readonly options: ChartOptions;
}

export interface BuiltChart {
  readonly report: ChartReport;
  readonly files: Readonly<Record<string, string>>;
  readonly zip: Uint8Array;
  readonly milliseconds: number;
}

export function chart({ text, options }: ChartInput, report: Report): BuiltChart {
  const megabytes = (text.length / 1e6).toLocaleString('en', { maximumFractionDigits: 1 });
  report(`Reading ${megabytes} MB of manifests, and building the chart`);
  const start = performance.now();
  const built = buildChart(text, options);
  const milliseconds = Math.round(performance.now() - start);
  report('Packing the chart');
  return { report: built.report, files: built.toRecord(), zip: zipOf(built, built.report.chart), milliseconds };
}
