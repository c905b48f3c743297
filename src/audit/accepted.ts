import { type Issue, ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import { isObject, stringAt } from '../kubernetes/identity.ts';
import { parseYaml } from '../yaml/parse.ts';
import type { AcceptedFinding, Finding, StaleAcceptance } from './model.ts';
import { RULE_IDS } from './rules/rule-ids.ts';

/** Where a project keeps the findings that it accepts. */
export const ACCEPTED_FILE = '.operator-scaffold-audit.yaml';

interface Acceptance {
  readonly rule: string;
  /** A file, or a directory with all below it; absent: everywhere. */
  readonly path: string | undefined;
  readonly reason: string;
  readonly line: number;
}

/**
 * Sets aside what a project accepts, and tells the entries that nothing answers to.
 *
 * The file is a list: `accept: [{rule: reader-unbound, path: config/rbac, reason: bound by the platform}]`.
 *
 * @throws ScaffoldError `invalid-value`, `missing-option` or `yaml-syntax` for what is wrong in the file, all at once
 */
export function setAside(
  tree: FileTree,
  findings: readonly Finding[],
): {
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  readonly stale: readonly StaleAcceptance[];
} {
  const entries = readAcceptances(tree);
  if (entries.length === 0) return { findings, accepted: [], stale: [] };
  const used = new Set<Acceptance>();
  const accepted: AcceptedFinding[] = [];
  const left = findings.filter((finding) => {
    const entry = entries.find(
      ({ rule, path }) =>
        rule === finding.rule && (path === undefined || path === finding.file || finding.file.startsWith(`${path}/`)),
    );
    if (entry === undefined) return true;
    used.add(entry);
    accepted.push({ finding, reason: entry.reason });
    return false;
  });
  const stale = entries
    .filter((entry) => !used.has(entry))
    .map(({ rule, path, line }) => ({ rule, ...(path === undefined ? {} : { path }), line }));
  return { findings: left, accepted, stale };
}

function readAcceptances(tree: FileTree): Acceptance[] {
  const text = tree.get(ACCEPTED_FILE);
  if (text === undefined) return [];
  const document = parseYaml(text, ACCEPTED_FILE)[0];
  const issues: Issue[] = [];
  const list = isObject(document) ? document.accept : undefined;
  if (document !== undefined && !Array.isArray(list)) {
    throw new ScaffoldError({
      code: 'invalid-value',
      path: ACCEPTED_FILE,
      message: 'accepted findings are a list',
      expected: 'accept: with a list of rule, path and reason',
    });
  }
  const lines = text.split('\n').flatMap((line, index) => (/^\s*-/.test(line) ? [index + 1] : []));
  const entries = (Array.isArray(list) ? list : []).map((entry, index): Acceptance => {
    const line = lines[index] ?? 1;
    const path = `${ACCEPTED_FILE}:${line}`;
    const rule = stringAt(entry, 'rule') ?? '';
    const reason = (stringAt(entry, 'reason') ?? '').trim();
    if (!RULE_IDS.some((id) => id === rule)) {
      issues.push({
        code: 'invalid-value',
        path,
        message: 'there is no such rule',
        expected: 'the id of a rule',
        received: rule,
      });
    }
    if (reason === '') {
      issues.push({ code: 'missing-option', path, message: 'a finding is accepted for a reason', expected: 'reason' });
    }
    return { rule, path: stringAt(entry, 'path')?.replace(/(?<!\/)\/+$/, ''), reason, line };
  });
  if (issues.length > 0) throw new ScaffoldError(issues);
  return entries;
}
