import type { ChartReport, ReportEntry } from '../chart/report.ts';
import type { ReportedUpdate } from '../chart/update/update-chart.ts';
import { visible } from '../core/visible.ts';
import { coloursFor } from './colour.ts';
import type { Call } from './command.ts';

/** To standard error, so that what is piped on is the result alone: what needs a decision comes last, where it is seen. */
export function printChartReport(
  { io }: Call,
  report: ChartReport,
  accepted: readonly string[],
  update: ReportedUpdate | undefined,
): void {
  const { yellow, red, dim, bold } = coloursFor(io.stderr, io.env);
  const write = (text: string) => io.stderr.write(text);
  write(
    `${report.objects} objects, ${report.references} references; CRDs: ${report.crds.policy} (${report.crds.reason})\n`,
  );
  const silent = new Set(accepted);
  const isTold = ({ code, object }: ReportEntry) => !silent.has(code) && !silent.has(`${code}:${object}`);
  print(report.warnings.filter(isTold), yellow('warning'));
  print(report.assumptions.filter(isTold), dim('note'));
  print(report.notRewritten.filter(isTold), dim('left as it is'));
  if (update !== undefined) printUpdate(update);

  function printUpdate(update: ReportedUpdate): void {
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
    for (const { code: _, breaking, subject, message, action } of update.upgrade) {
      const label = breaking ? red('breaking') : yellow('upgrade');
      write(`${label} ${visible(`${subject}: ${message}${action === undefined ? '' : `; ${action}`}`)}\n`);
    }
    for (const { path, where } of update.prose) {
      write(`${dim('kept')} ${visible(path)}:${where}: your text stays where the generated one is another\n`);
    }
    for (const { path, where, yours, generated } of update.conflicts) {
      write(
        `${red('conflict')} ${visible(`${path}: ${where}`)}\n${shown('yours', yours)}${shown('generated', generated)}`,
      );
    }
    const { unresolved } = update;
    if (unresolved.length > 0) {
      write(`${red('unresolved')} ${visible(unresolved.join(', '))}: Helm refuses the chart while a marker is left\n`);
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
