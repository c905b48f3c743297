import type { ChartReport, ReportEntry } from '../chart/report.ts';
import type { ReportedUpdate } from '../chart/update/update-chart.ts';
import { visible } from '../core/visible.ts';
import { coloursFor } from './colour.ts';
import type { Call } from './command.ts';

/** Notes on what the chart does that nobody has to do anything about. */
const MINOR = new Set(['name-kept', 'namespace-not-rendered', 'webhook-switch']);
/** How many texts that stay as they are stand in the report: dashboards and links of alerts may be hundreds. */
const MOST_LEFT = 12;

/**
 * To standard error, so that what is piped on is the result alone. What needs a decision comes first; what is accepted is
 * silent.
 */
export function printChartReport(
  { io, args }: Call,
  report: ChartReport,
  accepted: readonly string[],
  update: ReportedUpdate | undefined,
): void {
  const { yellow, red, dim, bold } = coloursFor(io.stderr, io.env);
  const write = (text: string) => io.stderr.write(text);
  const isVerbose = args.switch('verbose') ?? false;
  const silent = new Set(accepted);
  const isTold = ({ code, object }: ReportEntry) => !silent.has(code) && !silent.has(`${code}:${object}`);
  const assumptions = report.assumptions.filter(isTold);
  const left = report.notRewritten.filter(isTold);
  if (update !== undefined) printUpdate(update);
  print(report.warnings.filter(isTold), yellow('warning'));
  print(isVerbose ? left : left.slice(0, MOST_LEFT), dim('left as it is'));
  print(
    assumptions.filter(({ code }) => isVerbose || !MINOR.has(code)),
    dim('note'),
  );
  const hidden = Math.max(left.length - MOST_LEFT, 0) + assumptions.filter(({ code }) => MINOR.has(code)).length;
  if (!isVerbose && hidden > 0) write(dim(`${hidden} more, with --verbose\n`));
  write(
    `${report.objects} objects, ${report.references} references; CRDs: ${report.crds.policy} (${report.crds.reason})\n`,
  );

  function printUpdate(update: ReportedUpdate): void {
    for (const { path, where, yours, generated } of update.conflicts) {
      write(
        `${red('conflict')} ${visible(`${path}: ${where}`)}\n${shown('yours', yours)}${shown('generated', generated)}`,
      );
    }
    const { unresolved } = update;
    if (unresolved.length > 0) {
      write(`${red('unresolved')} ${visible(unresolved.join(', '))}: Helm refuses the chart while a marker is left\n`);
    }
    // What breaks stands before the rest already.
    for (const { code: _, breaking, subject, message, action } of update.upgrade) {
      const label = breaking ? red('breaking') : yellow('upgrade');
      write(`${label} ${visible(`${subject}: ${message}${action === undefined ? '' : `; ${action}`}`)}\n`);
    }
    for (const { what, from, to, by } of update.decisions) {
      const because = by === 'given' ? 'as given' : 'from the manifests';
      write(
        `${bold('decided')} ${what}: ${from === '' ? '(nothing)' : visible(from)} is ${to === '' ? '(nothing)' : visible(to)} now, ${because}\n`,
      );
    }
    for (const { path, where, yours, given } of update.overridden) {
      write(`${yellow('replaced')} ${path} ${where}: your ${visible(yours)} by ${visible(given)}, as given\n`);
    }
    for (const { path, movedFrom } of update.changes) {
      if (movedFrom !== undefined)
        write(`${dim('moved')} ${visible(path)}: has the changes of ${visible(movedFrom)}\n`);
    }
    for (const { path, where } of update.prose) {
      write(`${dim('kept')} ${visible(path)}:${where}: your text stays where the generated one is another\n`);
    }
  }

  function shown(side: string, text: string): string {
    const lines = text === '' ? ['(nothing)'] : text.trimEnd().split('\n');
    return lines.map((line) => `  ${dim(`${side}:`)} ${visible(line)}\n`).join('');
  }

  function print(entries: readonly ReportEntry[], label: string): void {
    for (const { object, path, message } of entries) {
      const where = [object, path].filter((part) => part !== undefined && part !== '').join(' ');
      write(`${label} ${visible(`${where === '' ? '' : `${where}: `}${message}`)}\n`);
    }
  }
}
