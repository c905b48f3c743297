import { type AuditReport, type Finding, SEVERITIES, type Severity } from '../model.ts';
import { RULES } from '../rules/rules.ts';
import { formatMermaid } from './format-mermaid.ts';
import { objectText, pageOf, placeText, withoutControls } from './place-text.ts';

const TITLES: Readonly<Record<Severity, string>> = {
  error: 'Does not work',
  warning: 'Should not be left so',
  note: 'Good to know',
};

/** A report as Markdown: a verdict, a table of findings by severity, the wiring as Mermaid. */
export function formatAuditMarkdown(report: AuditReport): string {
  const { project, verdict, findings, accepted, stale, roots, drawings } = report;
  const parts = [`# Audit: ${verdict}`, ''];
  const facts = [
    ...(project.name === undefined ? [] : [`project ${code(project.name)}`]),
    ...(project.preset === undefined ? [] : [`from ${code(project.preset)}`]),
    `metrics: ${escape(project.metrics)}`,
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
    parts.push(...some.map(rowOf), '');
  }
  if (findings.length === 0) parts.push('Nothing was found.', '');
  if (accepted.length > 0) {
    parts.push(`## Accepted (${accepted.length})`, '', '| what | where | reason |', '|---|---|---|');
    parts.push(
      ...accepted.map(
        ({ finding, reason }) => `| ${code(finding.rule)} | ${code(placeText(finding))} | ${escape(reason)} |`,
      ),
      '',
    );
  }
  for (const { rule, path } of stale) {
    parts.push(
      `Nothing answers to the accepted ${code(rule)}${path === undefined ? '' : ` in ${code(path)}`} any more.`,
      '',
    );
  }
  const problems = roots.filter(({ problem }) => problem !== undefined);
  if (problems.length > 0) {
    parts.push(
      '## Not read as a whole',
      '',
      ...problems.map(({ path, problem = '' }) => `- ${code(path)}: ${escape(problem)}`),
      '',
    );
  }
  for (const drawing of drawings) {
    parts.push(`## Wiring of ${code(drawing.root)}`, '', '```mermaid', formatMermaid(drawing).trimEnd(), '```', '');
  }
  return `${parts.join('\n').trimEnd()}\n`;
}

function rowOf(finding: Finding): string {
  const rule = RULES.find(({ id }) => id === finding.rule);
  const about = objectText(finding.object);
  const where = [code(placeText(finding)), ...(about === '' ? [] : [escape(about)])].join(' ');
  return `| [${escape(rule?.title ?? finding.rule)}](${pageOf(finding.rule)}) | ${where} | ${escape(finding.message)} | ${escape(finding.fix)} |`;
}

/** Text that stays text: no markup, mention or table border of its own. */
function escape(text: string): string {
  return withoutControls(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_{}[\]|~]/g, '\\$&')
    .replaceAll('@', '&#64;');
}

/** A code span, which holds anything but a line break; in a table a bar needs an escape all the same. */
function code(text: string): string {
  const clean = withoutControls(text).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${clean}\`` : `${fence} ${clean} ${fence}`;
}
