/** Something that the chart does which a reader of the manifests would not expect, or leaves undone. */
export interface ReportEntry {
  /** What kind of statement it is; branch on this, not on the text. */
  readonly code: string;
  /** Which object it is about, `Kind namespace/name`; an empty string for the chart as a whole. */
  readonly object: string;
  /** Where in the object, if it is about one field. */
  readonly path?: string;
  readonly message: string;
}

/** What `buildChart` decided, beside the tree. Plain data: survives JSON. */
export interface ChartReport {
  readonly chart: string;
  readonly version: string;
  readonly appVersion: string;
  /** The name prefix and the namespace that the chart replaces. */
  readonly prefix: string | undefined;
  readonly namespace: string | undefined;
  readonly objects: number;
  readonly references: number;
  readonly crds: {
    readonly policy: 'templates' | 'crds' | 'subchart' | 'chart' | 'none';
    readonly reason: string;
    readonly count: number;
    /** What Helm stores for a release with default values, in bytes of the Secret's data, by policy; at most, where that fits. */
    readonly recordBytes: Readonly<Record<string, number>>;
  };
  /** Something to know: a decision that rests on a guess, or an object treated in an unusual way. */
  readonly assumptions: readonly ReportEntry[];
  /** Names that may be references but cannot be judged, left as they were. */
  readonly notRewritten: readonly ReportEntry[];
  /** Something that is likely wrong in the source and that the chart carries on. */
  readonly warnings: readonly ReportEntry[];
}

/** Collects a report while the chart is built. */
export class ReportBuilder {
  readonly assumptions: ReportEntry[] = [];
  readonly notRewritten: ReportEntry[] = [];
  readonly warnings: ReportEntry[] = [];

  assume(code: string, object: string, message: string): void {
    this.add({ code, object, message });
  }

  /** A policy that was tried before another may have said it already. */
  add(entry: ReportEntry): void {
    const { object, message } = entry;
    if (!this.assumptions.some((each) => each.object === object && each.message === message)) {
      this.assumptions.push(entry);
    }
  }

  warn(code: string, object: string, message: string): void {
    this.warnings.push({ code, object, message });
  }

  leave(object: string, path: string, message: string): void {
    this.notRewritten.push({ code: 'possible-reference', object, path, message });
  }
}
