import { append } from '../../core/append.ts';
import { enter } from '../../core/call.ts';
import type { CallOptions } from '../../core/limits.ts';
import { code, plain } from '../../core/markdown-text.ts';
import { type AuditReport, type Finding, SEVERITIES, type Severity } from '../model.ts';
import { reportArgument } from '../report-argument.ts';
import { RULES } from '../rules/rules.ts';
import { printMermaid } from './format-mermaid.ts';
import { objectText, placeText } from './place-text.ts';
import { visibleReport } from './visible-report.ts';

const TITLES: Readonly<Record<Severity, string>> = {
  error: 'Does not work',
  warning: 'Should not be left so',
  note: 'Good to know',
};

/**
 * A report as Markdown: a verdict, a table of findings by severity, the wiring as Mermaid.
 * @example
 * formatAuditMarkdown(auditTree(tree)).startsWith('#'); // true
 */
export function formatAuditMarkdown(report: AuditReport, call?: CallOptions): string {
  return enter(call, () => print(reportArgument(report)));
}

function print(report: AuditReport): string {
  const { project, verdict, findings, accepted, stale, roots, drawings } = visibleReport(report);
  const parts = [`# Audit: ${verdict}`, ''];
  const facts = [
    ...(project.name === undefined ? [] : [`project ${code(project.name)}`]),
    ...(project.preset === undefined ? [] : [`from ${code(project.preset)}`]),
    `metrics: ${plain(project.metrics)}`,
  ];
  parts.push(`${facts.join('; ')}.`, '');
  for (const severity of SEVERITIES) {
    const some = findings.filter((finding) => finding.severity === severity);
    if (some.length === 0) continue;
    parts.push(
      `## ${TITLES[severity]} (${some.length})`,
      '',
      '| what | where | what fails | what to do |',
      '|---|---|---|---|',
    );
    append(parts, [...some.map(rowOf), '']);
  }
  if (findings.length === 0) parts.push('Nothing was found.', '');
  if (accepted.length > 0) {
    parts.push(`## Accepted (${accepted.length})`, '', '| what | where | reason |', '|---|---|---|');
    append(parts, [
      ...accepted.map(
        ({ finding, reason }) => `| ${code(finding.rule)} | ${cell(placeText(finding))} | ${plain(reason)} |`,
      ),
      '',
    ]);
  }
  for (const { rule, path } of stale) {
    parts.push(
      `Nothing answers to the accepted ${code(rule)}${path === undefined ? '' : ` in ${code(path)}`} any more.`,
      '',
    );
  }
  const problems = roots.filter(({ problem }) => problem !== undefined);
  if (problems.length > 0) {
    append(parts, [
      '## Not read as a whole',
      '',
      ...problems.map(({ path, problem = '' }) => `- ${code(path)}: ${plain(problem)}`),
      '',
    ]);
  }
  for (const drawing of drawings) {
    parts.push(`## Wiring of ${code(drawing.root)}`, '', '```mermaid', printMermaid(drawing).trimEnd(), '```', '');
  }
  return `${parts.join('\n').trimEnd()}\n`;
}

function rowOf(finding: Finding): string {
  const rule = RULES.find(({ id }) => id === finding.rule);
  const about = objectText(finding.object);
  const where = [cell(placeText(finding)), ...(about === '' ? [] : [plain(about)])].join(' ');
  return `| ${plain(rule?.title ?? '')} ${code(finding.rule)} | ${where} | ${plain(finding.message)} | ${plain(finding.fix)} |`;
}

/** In a table a bar ends the cell, even in code. */
function cell(text: string): string {
  return code(text).replaceAll('|', '\\|');
}
