import { enter } from '../../core/call.ts';
import type { CallOptions } from '../../core/limits.ts';
import type { AuditReport, Severity } from '../model.ts';
import { reportArgument } from '../report-argument.ts';
import { objectText } from './place-text.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * A report as commands of a workflow's log, a line for each finding: `::error file=…,line=…,title=…::…`
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
 * @example
 * formatGithub(auditTree(tree)); // lines for the log of a workflow: ::error file=…
 */
export function formatGithub(report: AuditReport, call?: CallOptions): string {
  return enter(call, () => print(reportArgument(report)));
}

function print({ findings }: AuditReport): string {
  return findings
    .map(({ severity, file, line, rule, object, message, fix }) => {
      const about = objectText(object);
      const place = [
        `file=${property(file)}`,
        ...(line === undefined ? [] : [`line=${line}`]),
        `title=${property(rule)}`,
      ];
      return `::${COMMANDS[severity]} ${place.join(',')}::${data(`${about === '' ? '' : `${about}: `}${message}. ${fix}.`)}\n`;
    })
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
