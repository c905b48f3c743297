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
export { RULE_IDS } from './audit/rules/rule-ids.ts';
export { detectBase } from './base/detect-base.ts';
export type { Base, BaseFile, BaseNote, Evidence, ProjectRecord } from './base/model.ts';
export { buildChart } from './chart/build-chart.ts';
export { ChartTree } from './chart/chart-tree.ts';
export type { ChartReport, ReportEntry } from './chart/report.ts';
export type { ChangedDecision } from './chart/update/changed-decisions.ts';
export type { Given as GivenOption } from './chart/update/given-wins.ts';
export type { ChartConflict, ChartFileChange, ChartUpdate } from './chart/update/merge-chart.ts';
export type { HistoryEntry as ChartHistoryEntry } from './chart/update/state.ts';
export type { ReportedUpdate } from './chart/update/update-chart.ts';
export { updateChart } from './chart/update/update-chart.ts';
export type { UpgradeNote } from './chart/update/upgrade-note.ts';
export type { FilePlace, Issue, OptionPath } from './core/errors.ts';
export { ScaffoldError } from './core/errors.ts';
export type { FileEntry, FileInput, Link, TextInput } from './core/file-tree.ts';
export { FileTree } from './core/file-tree.ts';
export type { IssueCode } from './core/issue-codes.ts';
export { ISSUE_CODES } from './core/issue-codes.ts';
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
export type { Paint } from './diff/format/format-terminal.ts';
export type {
  DiffNote,
  FieldChange,
  FileChange,
  FileMode,
  HistoryReason,
  Hunk,
  MetricsEndpoint,
  MetricsProtection,
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
export type { Breakage, DiffSummary, ManualStep } from './diff/summary/summarize.ts';
export { summarizeDiff } from './diff/summary/summarize.ts';
export type { SummaryPoint } from './diff/summary/summary-point.ts';
export type { JsonObject, JsonValue, KubernetesObject, ObjectInput, ObjectMeta } from './kubernetes/object.ts';
export type { BuildCallOptions, BuildOptions, LoadRestrictor } from './kustomize/build-options.ts';
export { renderManifests } from './kustomize/render-manifests.ts';
export type { RenderedObject } from './kustomize/render-objects.ts';
export { renderObjects } from './kustomize/render-objects.ts';
export { renderYaml } from './kustomize/render-yaml.ts';
export type { ObjectOrigin } from './kustomize/resources/resource.ts';
export type { MergeConflict } from './merge/merge-text.ts';
export { applyObjectChanges } from './objects/compare/apply-object-changes.ts';
export type {
  ApiOptions,
  Change as ChartChange,
  ChartOptions,
  FeatureName,
  FeatureOptions,
  Link as ChartLink,
  Maintainer,
  PresetName,
  ResourceOptions,
  Sample,
  ScaffoldOptions,
  SignKey,
  WebhookOptions,
} from './options/generated/types.ts';
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
export { describePreset as resolvePreset } from './presets/describe-preset.ts';
export type { Topic as HistoryTopic } from './presets/history-entry.ts';
export { listPresets } from './presets/list-presets.ts';
export type { PresetInfo, PresetProtection } from './presets/preset-info.ts';
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
