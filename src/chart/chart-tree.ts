import { FileTree } from '../core/file-tree.ts';
import type { ChartReport } from './report.ts';

/** A chart as a file tree, with the report of how it came to be. */
export class ChartTree extends FileTree {
  readonly report: ChartReport;

  constructor(files: FileTree, report: ChartReport) {
    super(files);
    this.report = report;
  }
}
