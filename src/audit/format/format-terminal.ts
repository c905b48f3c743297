import { type AuditReport, SEVERITIES, type Severity } from '../model.ts';
import { objectText, placeText } from './place-text.ts';
import { visibleReport } from './visible-report.ts';

/** How a word is set off; the identity where nothing is. */
export interface AuditColours {
  red(text: string): string;
  yellow(text: string): string;
  bold(text: string): string;
  dim(text: string): string;
}

const PLAIN: AuditColours = { red: String, yellow: String, bold: String, dim: String };

export interface AuditTerminalOptions {
  readonly colours?: AuditColours;
  /** Notes that are shown before the rest is counted. Default: 5; errors and warnings are all shown. */
  readonly notes?: number;
}

/** A report for a terminal, worst first: rule, place and object; below it what fails and what to do. */
export function formatAuditTerminal(report: AuditReport, options: AuditTerminalOptions = {}): string {
  const { colours = PLAIN, notes = 5 } = options;
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    error: colours.red,
    warning: colours.yellow,
    note: colours.dim,
  };
  const { verdict, findings, accepted, stale } = visibleReport(report);
  const lines = [headOf(visibleReport(report), colours), ''];
  const shown = [
    ...findings.filter(({ severity }) => severity !== 'note'),
    ...findings.filter(({ severity }) => severity === 'note').slice(0, notes),
  ];
  for (const finding of shown) {
    const { rule, severity, object, message, fix } = finding;
    const head = [paint[severity](rule), placeText(finding), colours.dim(objectText(object))];
    lines.push(head.filter((part) => part !== '').join('  '), `  ${message}`, `  ${colours.dim('→')} ${fix}`);
  }
  if (shown.length > 0) lines.push('');
  const hidden = findings.length - shown.length;
  const counts = SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${count} ${severity}${count === 1 ? '' : 's'}`;
  });
  const more = [
    ...(hidden > 0 ? [`${hidden} notes not shown`] : []),
    ...(accepted.length > 0 ? [`${accepted.length} accepted`] : []),
  ];
  lines.push(`${colours.bold(verdict)}: ${[...counts, ...more].join(', ')}`);
  for (const { rule, path, line } of stale) {
    lines.push(
      `.operator-scaffold-audit.yaml:${line}: nothing answers to ${rule}${path === undefined ? '' : ` in ${path}`} any more`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function headOf({ project, roots }: AuditReport, { bold }: AuditColours): string {
  const from = project.preset === undefined ? '' : `, from ${project.preset}`;
  const sure = project.confidence === undefined ? '' : ` (${Math.round(project.confidence * 100)} % sure)`;
  const built = roots.filter(({ problem }) => problem === undefined).length;
  return `${bold(project.name ?? 'this project')}${from}${sure}; metrics: ${project.metrics}; ${built} of ${roots.length} places read`;
}
