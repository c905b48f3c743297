import { optionsArgument, treeArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import { compareCodeUnits } from '../core/compare.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import type { DataSchema } from '../core/schema-issues.ts';
import { identityOf, refOf } from '../objects/identity.ts';
import { setAside } from './accepted.ts';
import { drawWiring } from './drawing/draw-wiring.ts';
import { type AuditInput, readAuditInput } from './input/audit-input.ts';
import { servedMetrics } from './input/served-metrics.ts';
import { type AuditedProject, type AuditReport, type Finding, SEVERITIES, type Verdict } from './model.ts';
import type { Found, Rule } from './rules/rule.ts';
import { RULE_IDS, type RuleId } from './rules/rule-ids.ts';
import { RULES } from './rules/rules.ts';

export interface AuditOptions extends CallOptions {
  /** Only these rules. Default: all. */
  readonly only?: readonly RuleId[];
}

/**
 * What is wrong with an operator's project: its kustomizations, what they render to, charts and installers, Go sources as
 * far as their text is certain. A tree without PROJECT, or one that does not build, is looked at as far as it goes.
 *
 * @returns findings, worst first, each with its place; those that `.operator-scaffold-audit.yaml` accepts stand apart
 * @throws ScaffoldError for what is wrong in `.operator-scaffold-audit.yaml` or in the options, `limit-exceeded`; for
 *   nothing that stands in the other files
 * @example
 * const report = auditTree(buildScaffold({ projectName: 'shop', preset: 'kubebuilder@3.14.2' }));
 * report.findings[0].rule; // 'proxy-image-gone'
 */
export function auditTree(tree: FileTree, options: AuditOptions = {}): AuditReport {
  return enter(options, () => {
    const { only } = optionsArgument<AuditOptions>(options, OPTIONS);
    return audit(treeArgument(tree), only);
  });
}

const OPTIONS: DataSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { only: { type: 'array', items: { enum: RULE_IDS } } },
};

function audit(tree: FileTree, only: readonly RuleId[] | undefined): AuditReport {
  const input = readAuditInput(tree);
  const rules = only === undefined ? RULES : RULES.filter(({ id }) => only.includes(id));
  const all = rules.flatMap((rule) => merged(rule, input));
  const { findings, accepted, stale } = setAside(tree, withoutCopies(all, input));
  const sorted = [...findings].sort(compareFindings);
  return {
    project: describeProject(input),
    verdict: verdictOf(sorted),
    findings: sorted,
    accepted,
    stale: only === undefined ? stale : [],
    roots: input.roots.map(({ directory, kind, objects, issues }) => ({
      path: directory,
      kind,
      objects: objects.length,
      ...(issues[0] === undefined ? {} : { problem: issues[0].message }),
    })),
    drawings: input.roots.flatMap((root) => (root.kind === 'chart' ? [] : (drawWiring(root, sorted) ?? []))),
  };
}

/** The findings of a rule: what several roots show of one place is told once. */
function merged(rule: Rule, input: AuditInput): Finding[] {
  const found = new Map<string, Finding>();
  for (const each of rule.check(input)) {
    const finding = complete(rule, each, input);
    const key = `${finding.file}\0${finding.line ?? ''}\0${finding.object?.kind ?? ''}`;
    const first = found.get(key);
    if (first === undefined) found.set(key, finding);
    else found.set(key, { ...first, roots: [...new Set([...first.roots, ...finding.roots])] });
  }
  return [...found.values()];
}

function complete({ id, severity }: Rule, found: Found, { places }: AuditInput): Finding {
  const { at } = found;
  const place = 'file' in at ? { file: at.file, line: at.line } : places.of(at.root, at.object, at.path);
  return {
    rule: id,
    severity: found.severity ?? severity,
    file: place.file,
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(at.object === undefined ? {} : { object: refOf(at.object) }),
    message: found.message,
    fix: found.fix,
    roots: at.root === undefined ? [] : [at.root.directory],
  };
}

/** What is made from the kustomizations, such as an installer, has their faults; only its own are told of it. */
function withoutCopies(findings: readonly Finding[], { roots }: AuditInput): Finding[] {
  const made = new Set(roots.filter(({ kind }) => kind === 'manifests').map(({ directory }) => directory));
  const key = ({ rule, object }: Finding) => `${rule} ${object === undefined ? '' : identityOf(object)}`;
  const known = new Set(findings.filter(({ file }) => !made.has(file)).map(key));
  return findings.filter(
    (finding) => !made.has(finding.file) || finding.object === undefined || !known.has(key(finding)),
  );
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    RULE_IDS.indexOf(a.rule) - RULE_IDS.indexOf(b.rule) ||
    compareCodeUnits(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0)
  );
}

function verdictOf([worst]: readonly Finding[]): Verdict {
  if (worst?.severity === 'error') return 'broken';
  return worst?.severity === 'warning' ? 'weak' : 'sound';
}

function describeProject(input: AuditInput): AuditedProject {
  const { preset, confidence, options } = input.base;
  const { projectName } = options;
  return {
    ...(projectName === undefined || projectName === '' ? {} : { name: projectName }),
    ...(preset === undefined ? {} : { preset, confidence: Math.round(confidence * 100) / 100 }),
    metrics: describeMetrics(input),
  };
}

/** How metrics leave the pods of the first root that has a manager. */
function describeMetrics(input: AuditInput): string {
  const root = input.roots.find(({ wiring }) => wiring.metrics.length > 0);
  const chain = root?.wiring.metrics[0];
  if (root === undefined || chain === undefined) return 'unknown: no manager is rendered';
  if (chain.proxy !== undefined) return `behind kube-rbac-proxy (${chain.proxy.container.image || 'no image'})`;
  const { state, port, scheme, filter } = servedMetrics(input, root, chain);
  if (state === 'off') return 'off';
  if (state === undefined) return 'as the program says';
  const guard = filter === true ? ', callers are asked who they are' : '';
  return `${scheme === undefined ? '' : `${scheme.toUpperCase()} `}on port ${port}${guard}`;
}
