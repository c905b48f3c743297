import { enter } from '../../core/call.ts';
import type { CallOptions } from '../../core/limits.ts';
import type { AuditReport, Finding, Severity } from '../model.ts';
import { reportArgument } from '../report-argument.ts';
import { RULES } from '../rules/rules.ts';
import { objectText } from './place-text.ts';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'note' };

/**
 * A report as SARIF 2.1.0, with a line break at the end: what code scanning takes
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). Accepted findings are suppressed results, so that
 * code scanning closes their alerts instead of forgetting them.
 * @example
 * JSON.parse(formatSarif(auditTree(tree))).version; // '2.1.0'
 */
export function formatSarif(report: AuditReport, call?: CallOptions): string {
  return enter(call, () => print(reportArgument(report)));
}

function print(report: AuditReport): string {
  const used = new Set([...report.findings, ...report.accepted.map(({ finding }) => finding)].map(({ rule }) => rule));
  const rules = RULES.filter(({ id }) => used.has(id));
  const index = new Map(rules.map(({ id }, at) => [id, at]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'operator-scaffold',
            rules: rules.map(({ id, title, why, severity, family }) => ({
              id,
              shortDescription: { text: `${title}.` },
              fullDescription: { text: why.split('\n\n')[0]!.replaceAll('\n', ' ') },
              help: { text: why },
              defaultConfiguration: { level: LEVELS[severity] },
              properties: { tags: [family] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: [
          ...report.findings.map((finding) => resultOf(finding, index)),
          ...report.accepted.map(({ finding, reason }) => ({
            ...resultOf(finding, index),
            suppressions: [{ kind: 'external', status: 'accepted', justification: reason }],
          })),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf(finding: Finding, index: ReadonlyMap<string, number>) {
  const { rule, severity, file, line, object, message, fix } = finding;
  const about = objectText(object);
  return {
    ruleId: rule,
    ruleIndex: index.get(rule),
    level: LEVELS[severity],
    message: { text: `${about === '' ? '' : `${about}: `}${message}. ${fix}.` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line ?? 1 },
        },
        ...(object === undefined
          ? {}
          : { logicalLocations: [{ name: object.name, kind: 'object', fullyQualifiedName: about }] }),
      },
    ],
    // The line may move while the finding stays.
    partialFingerprints: { 'operatorScaffold/v1': [rule, file, about].join(':') },
  };
}

/** A path as a relative reference (RFC 3986). */
function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
