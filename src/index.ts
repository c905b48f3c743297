export { buildChart } from './chart/build-chart.ts';
export { ChartTree } from './chart/chart-tree.ts';
export type { ChartReport, ReportEntry } from './chart/report.ts';
export type { Issue, IssueCode } from './core/errors.ts';
export { ScaffoldError } from './core/errors.ts';
export type { FileEntry, FileInput } from './core/file-tree.ts';
export { FileTree } from './core/file-tree.ts';
export type { JsonObject, JsonValue, KubernetesObject, ObjectMeta } from './kubernetes/object.ts';
export type { ChartOptions, FeatureName, ResourceOptions, ScaffoldOptions } from './options/generated/types.ts';
