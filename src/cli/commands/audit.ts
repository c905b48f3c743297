import { auditTree } from '../../audit/audit-tree.ts';
import { formatGithub } from '../../audit/format/format-github.ts';
import { formatAuditMarkdown } from '../../audit/format/format-markdown.ts';
import { formatSarif } from '../../audit/format/format-sarif.ts';
import { formatAuditTerminal } from '../../audit/format/format-terminal.ts';
import { type AuditReport, SEVERITIES, type Severity } from '../../audit/model.ts';
import { RULE_IDS, type RuleId } from '../../audit/rules/rule-ids.ts';
import { type Issue, ScaffoldError } from '../../core/errors.ts';
import { suggestion } from '../../core/nearest.ts';
import { coloursFor } from '../colour.ts';
import { type Call, CONFIG_FLAG, type Command, DONE, FOUND } from '../command.ts';
import { readDirectory } from '../read-directory.ts';
import { settingsOf } from '../settings.ts';
import { usageIssue } from '../usage.ts';

/** What the configuration's section holds. */
const SETTINGS = ['failOn', 'format', 'only'];
const FORMATS = ['terminal', 'markdown', 'sarif', 'github'];

export const audit: Command = {
  usage: '[DIR] [FLAGS]',
  description: `Says what is wrong with an operator's project, worst first: images, wiring, protection, kustomize, age and security.
DIR is the current directory unless given. Findings that .operator-scaffold-audit.yaml accepts are counted only.`,
  example: 'operator-scaffold audit . --format sarif --fail-on error > audit.sarif',
  flags: {
    only: { value: 'RULE', help: 'only this rule', repeated: true },
    format: { value: FORMATS.join('|'), help: "for a terminal (default), Markdown, SARIF, or GitHub's log" },
    'fail-on': { value: SEVERITIES.join('|'), help: 'exit with 1 where there is a finding this bad (default error)' },
    ...CONFIG_FLAG,
  },
  positionals: 1,
  async run(call) {
    const { args, io, progress } = call;
    const { only, failOn, format } = await read(call);
    const path = args.positionals[0] ?? '.';
    progress.stage(`reading ${path}`);
    const tree = await readDirectory(path, io.cwd);
    progress.stage('looking');
    const report = auditTree(tree, only.length === 0 ? {} : { only });
    io.stdout.write(print(report, format, call));
    const worst = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
    return report.findings.some(({ severity }) => worst.includes(severity)) ? FOUND : DONE;
  },
};

interface Wanted {
  readonly only: RuleId[];
  readonly failOn: Severity;
  readonly format: string;
}

/** What the flags say; where they are silent, the configuration. */
async function read(call: Call): Promise<Wanted> {
  const { args } = call;
  const { options } = await settingsOf('audit', call);
  const issues: Issue[] = Object.keys(options)
    .filter((name) => !SETTINGS.includes(name))
    .map((name) => usageIssue(`audit.${name}`, 'there is no such setting', { expected: SETTINGS.join(', ') }));
  const configured = (name: string) => (options[name] === undefined ? [] : [options[name]].flat().map(String));
  const only = args.texts('only').length > 0 ? args.texts('only') : configured('only');
  for (const rule of only) {
    if (RULE_IDS.some((id) => id === rule)) continue;
    issues.push(usageIssue('--only', 'there is no such rule', { received: rule, ...suggestion(rule, RULE_IDS) }));
  }
  const choose = (flag: string, setting: string, allowed: readonly string[], fallback: string) => {
    const value = args.text(flag) ?? configured(setting)[0] ?? fallback;
    if (!allowed.includes(value))
      issues.push(usageIssue(`--${flag}`, 'not one of the values', { expected: allowed.join(', '), received: value }));
    return value;
  };
  const format = choose('format', 'format', FORMATS, 'terminal');
  const failOn = choose('fail-on', 'failOn', SEVERITIES, 'error');
  if (issues.length > 0) throw new ScaffoldError(issues);
  return { only: only as RuleId[], failOn: failOn as Severity, format };
}

function print(report: AuditReport, format: string, { io, json }: Call): string {
  if (json) return `${JSON.stringify(report, undefined, 2)}\n`;
  switch (format) {
    case 'markdown':
      return formatAuditMarkdown(report);
    case 'sarif':
      return formatSarif(report);
    case 'github':
      return formatGithub(report);
    default:
      return formatAuditTerminal(report, { colours: coloursFor(io.stdout, io.env) });
  }
}
