export type { AuditOptions } from './audit/audit-tree.ts';
export { auditTree } from './audit/audit-tree.ts';
export type { Drawing, DrawingLink, DrawingNode, NodeKind } from './audit/drawing/drawing.ts';
export { formatGithub } from './audit/format/format-github.ts';
export { formatAuditMarkdown } from './audit/format/format-markdown.ts';
export { formatMermaid } from './audit/format/format-mermaid.ts';
export { formatSarif } from './audit/format/format-sarif.ts';
export type {
  AcceptedFinding,
  AuditedProject,
  AuditedRoot,
  AuditReport,
  Finding,
  Severity,
  StaleAcceptance,
  Verdict,
} from './audit/model.ts';
export type { RuleId } from './audit/rules/rule-ids.ts';
export { detectBase } from './base/detect-base.ts';
export type { Base, BaseFile, BaseNote, Evidence, ProjectRecord } from './base/model.ts';
export { buildChart } from './chart/build-chart.ts';
export { ChartTree } from './chart/chart-tree.ts';
export type { ChartReport, ReportEntry } from './chart/report.ts';
export type { ChartConflict, ChartFileChange, ChartUpdate } from './chart/update/merge-chart.ts';
export { updateChart } from './chart/update/update-chart.ts';
export type { Issue, IssueCode } from './core/errors.ts';
export { ScaffoldError } from './core/errors.ts';
export type { FileEntry, FileInput, Link, TextInput } from './core/file-tree.ts';
export { FileTree } from './core/file-tree.ts';
export type { CallOptions, Limits } from './core/limits.ts';
export type { DiffProjectOptions } from './diff/diff-project.ts';
export { diffProject } from './diff/diff-project.ts';
export { diffScaffolds } from './diff/diff-scaffolds.ts';
export type { DiffTreesOptions } from './diff/diff-trees.ts';
export { diffTrees } from './diff/diff-trees.ts';
export type { DiffFilter } from './diff/filter-diff.ts';
export { filterDiff } from './diff/filter-diff.ts';
export { formatJson } from './diff/format/format-json.ts';
export type { MarkdownOptions } from './diff/format/format-markdown.ts';
export { formatMarkdown } from './diff/format/format-markdown.ts';
export type {
  DiffNote,
  FieldChange,
  FileChange,
  HistoryReason,
  Hunk,
  MetricsEndpoint,
  ObjectChange,
  ObjectRef,
  OptionReason,
  Reason,
  Right,
  RoleRights,
  ScaffoldDiff,
  ScaffoldSide,
  TreeDiff,
} from './diff/model.ts';
export { formatPatch } from './diff/patch/format-patch.ts';
export { reverseDiff } from './diff/reverse-diff.ts';
export type { Breakage, DiffSummary, ManualStep, SummaryPoint } from './diff/summary/summarize.ts';
export { summarizeDiff } from './diff/summary/summarize.ts';
export type { JsonObject, JsonValue, KubernetesObject, ObjectMeta } from './kubernetes/object.ts';
export type { BuildCallOptions, BuildOptions, LoadRestrictor } from './kustomize/build-options.ts';
export { renderManifests } from './kustomize/render-manifests.ts';
export type { RenderedObject } from './kustomize/render-objects.ts';
export { renderObjects } from './kustomize/render-objects.ts';
export { renderYaml } from './kustomize/render-yaml.ts';
export type { ObjectOrigin } from './kustomize/resource.ts';
export { applyObjectChanges } from './objects/compare/apply-object-changes.ts';
export type { ChartOptions, FeatureName, ResourceOptions, ScaffoldOptions } from './options/generated/types.ts';
export { ignoredProjectKeys } from './options/ignored-project-keys.ts';
export { optionsFromProject } from './options/options-from-project.ts';
export { commentCode, uncommentCode } from './plugin/comment-code.ts';
export type {
  PluginCall,
  PluginDefinition,
  PluginFlag,
  PluginHandler,
  PluginHelp,
  PluginResult,
  ScaffoldPlugin,
} from './plugin/define-plugin.ts';
export { definePlugin } from './plugin/define-plugin.ts';
export type {
  PluginCommand,
  PluginRequest,
  PluginResponse,
  PluginSubcommand,
  ResponseFlag,
} from './plugin/protocol.ts';
export { runPlugin } from './plugin/run-plugin.ts';
export { listPresets } from './presets/list-presets.ts';
export type { Preset } from './presets/preset.ts';
export type { PresetInfo } from './presets/preset-info.ts';
export { resolvePreset } from './presets/resolve-preset.ts';
export { buildScaffold } from './scaffold/build-scaffold.ts';
export { validateOptions } from './scaffold/read-options.ts';
export type { FeatureState, FeatureStates } from './switches/model.ts';
export type { FeatureOptionsOfTree } from './switches/read-features.ts';
export { readFeatures } from './switches/read-features.ts';
export { setFeature } from './switches/set-feature.ts';
export type { ApplyChoices } from './upgrade/apply-plan.ts';
export { applyPlan } from './upgrade/apply-plan.ts';
export { formatPlanMarkdown } from './upgrade/format/format-plan-markdown.ts';
export { formatPlanTerminal } from './upgrade/format/format-plan-terminal.ts';
export type {
  Chunk,
  ClusterCommand,
  FileEdit,
  Leftover,
  ManualTask,
  PlanBase,
  PlanConflict,
  PlanProof,
  PlanStep,
  UpgradePlan,
} from './upgrade/model.ts';
export type { UpgradeRequest, UpgradeTopic } from './upgrade/plan-upgrade.ts';
export { planUpgrade } from './upgrade/plan-upgrade.ts';
