import { FileTree } from '../core/file-tree.ts';
import type { JsonObject } from '../kubernetes/object.ts';
import type { ChartOptions } from '../options/generated/types.ts';
import type { Decisions } from './decisions.ts';
import type { ChartReport } from './report.ts';
import type { Footprint } from './update/footprint.ts';

/** A chart as a file tree, with the report of how it came to be. */
export class ChartTree extends FileTree {
  readonly report: ChartReport;

  constructor(files: FileTree, report: ChartReport) {
    super(files);
    this.report = report;
  }
}

/** What a merged chart says of itself: its Chart.yaml and values.yaml, with what people have edited in them. */
export interface MergedChart {
  readonly metadata: JsonObject;
  readonly values: JsonObject;
}

/** What an update needs of a chart beside its files. */
export interface ChartOrigin {
  readonly decisions: Decisions;
  readonly footprint: Footprint;
  /** Chart.yaml with further changes for Artifact Hub in it. */
  readonly chartYaml: (changes: NonNullable<ChartOptions['changes']>) => string;
  /** The texts for people, by path, as they are with what a merge has made of values.yaml and Chart.yaml. */
  readonly prose: (merged: MergedChart) => Readonly<Record<string, string>>;
}

/** A chart fresh from its objects, without a state. */
export class GeneratedChart extends ChartTree {
  readonly origin: ChartOrigin;

  constructor(files: FileTree, report: ChartReport, origin: ChartOrigin) {
    super(files, report);
    this.origin = origin;
  }
}
