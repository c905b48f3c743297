import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { auditTree } from '../../src/audit/audit-tree.ts';
import { formatGithub } from '../../src/audit/format/format-github.ts';
import { formatAuditMarkdown } from '../../src/audit/format/format-markdown.ts';
import { formatMermaid } from '../../src/audit/format/format-mermaid.ts';
import { formatSarif } from '../../src/audit/format/format-sarif.ts';
import { formatAuditTerminal } from '../../src/audit/format/format-terminal.ts';
import { ScaffoldError } from '../../src/core/errors.ts';
import { FileTree } from '../../src/core/file-tree.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { AUDIT_CASES } from './cases/cases.ts';

const tree = buildScaffold({
  projectName: 'demo',
  preset: 'kubebuilder@3.14.2',
  resources: [{ group: 'shop', version: 'v1', kind: 'Widget', webhooks: { validation: true } }],
});
const report = auditTree(tree);
const wrong = AUDIT_CASES.map(({ beside = {}, wrong: files }) => {
  const texts = Object.entries({ ...beside, ...files }).filter(([, text]) => text !== '');
  return auditTree(FileTree.from(texts));
});

describe('a report', () => {
  it('is what its schema says, and the same twice', () => {
    const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync('schema/audit.schema.json', 'utf8')));
    for (const each of [report, ...wrong]) {
      expect(validate(each), JSON.stringify(validate.errors)).toBe(true);
    }
    expect(auditTree(tree)).toEqual(report);
  });

  it('names lines that are in the files', () => {
    for (const { file, line, rule } of report.findings) {
      const lines = tree.get(file)?.split('\n') ?? [];
      expect(lines.length, rule).toBeGreaterThanOrEqual(line ?? 1);
    }
  });

  it('names what is rendered from a tree that does not build, as far as it goes', () => {
    const broken = tree.with({
      'config/default/kustomization.yaml': 'resources:\n- ../crd\n- ../manager\n- ../gone\n',
    });
    const told = auditTree(broken);
    expect(told.verdict).toBe('broken');
    const rules = told.findings.map(({ rule }) => rule);
    expect(rules).toContain('kustomize-entry-missing');
    expect(rules).toContain('selector-shared');
  });

  it('takes a tree of anything', () => {
    const odd = FileTree.from({
      PROJECT: ':',
      'a.yaml': 'kind: [',
      'kustomization.yaml': '',
      'charts/x/Chart.yaml': '',
    });
    expect(auditTree(odd).findings.map(({ rule }) => rule)).toContain('kustomize-build-fails');
    expect(auditTree(FileTree.empty).verdict).toBe('sound');
  });

  it('holds only the rules that were asked for', () => {
    const some = auditTree(tree, { only: ['selector-shared'] });
    expect(some.findings.map(({ rule }) => rule)).toEqual(['selector-shared']);
    expect(() => auditTree(tree, { only: ['nothing' as never] })).toThrow(ScaffoldError);
  });
});

describe('accepted findings', () => {
  const accept = (text: string) => auditTree(tree.with({ '.operator-scaffold-audit.yaml': text }));

  it('stand apart, with their reason; entries that nothing answers to are told', () => {
    const told = accept(`accept:
- rule: selector-shared
  reason: one operator a namespace
- rule: proxy-image-gone
  path: config/default
  reason: the nodes have it
- rule: flag-twice
  path: config/manager/
  reason: it was so
`);
    expect(told.accepted.map(({ finding, reason }) => [finding.rule, reason])).toEqual([
      ['proxy-image-gone', 'the nodes have it'],
      ['selector-shared', 'one operator a namespace'],
    ]);
    expect(told.findings.some(({ rule }) => rule === 'selector-shared')).toBe(false);
    expect(told.stale).toEqual([{ rule: 'flag-twice', path: 'config/manager', line: 7 }]);
    expect(formatAuditTerminal(told)).toContain('2 accepted');
    expect(formatAuditMarkdown(told)).toContain('one operator a namespace');
    expect(JSON.parse(formatSarif(told)).runs[0].results.at(-1).suppressions[0].justification).toBe(
      'one operator a namespace',
    );
  });

  it('need a rule that there is, and a reason', () => {
    const issues = (text: string) => {
      try {
        accept(text);
      } catch (error) {
        return (error as ScaffoldError).issues.map(({ code, path }) => [code, path]);
      }
      return [];
    };
    expect(issues('accept:\n- rule: nothing\n')).toEqual([
      ['invalid-value', '.operator-scaffold-audit.yaml:2'],
      ['missing-option', '.operator-scaffold-audit.yaml:2'],
    ]);
    expect(issues('- rule: a\n')).toEqual([['invalid-value', '.operator-scaffold-audit.yaml']]);
    expect(issues('')).toEqual([]);
  });
});

describe('formats', () => {
  it('put everything of a finding into SARIF, with its place', () => {
    const log = JSON.parse(formatSarif(report));
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run.results).toHaveLength(report.findings.length);
    for (const [index, result] of run.results.entries()) {
      const finding = report.findings[index]!;
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(finding.rule);
      expect(result.ruleId).toBe(finding.rule);
      expect(result.level).toBe(finding.severity);
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      expect(artifactLocation.uri).toBe(finding.file);
      expect(region.startLine).toBe(finding.line ?? 1);
    }
  });

  it('keep every text in its place, whatever it holds', () => {
    const name = 'x|`y`\n::error::<img>\u001b[2J';
    const odd = {
      ...report,
      findings: report.findings.map((finding) => ({ ...finding, file: 'a,b:`c`|d', message: name })),
    };
    expect(
      formatGithub(odd)
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('::')),
    ).toEqual([]);
    expect(formatGithub(odd)).not.toContain('\n::error::<img>');
    for (const text of [formatAuditMarkdown(odd), formatAuditTerminal(odd)]) expect(text).not.toContain('\u001b');
    for (const row of formatAuditMarkdown(odd)
      .split('\n')
      .filter((line) => line.startsWith('| '))) {
      expect(row.replace(/\\\|/g, '').match(/\|/g), row).toHaveLength(5);
    }
    expect(formatAuditMarkdown(odd)).not.toContain('<img>');
  });

  it('draw each root, and mark the link that breaks', () => {
    const index = AUDIT_CASES.findIndex(({ rule }) => rule === 'metrics-chain-broken');
    const [drawing] = wrong[index]!.drawings;
    expect(drawing!.links.filter(({ broken }) => broken).map(({ from, to }) => [from, to])).toEqual([
      ['container:demo/kube-rbac-proxy', 'container:demo/manager'],
    ]);
    expect(formatMermaid(drawing!)).toMatch(/-\.->[\s\S]*linkStyle \d+ stroke/);
    const [sound] = auditTree(buildScaffold({ projectName: 'demo', features: { prometheus: true } })).drawings;
    const kinds = new Set(sound!.nodes.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['account', 'container', 'flag', 'monitor', 'role', 'service']);
    expect(sound!.links.some(({ broken }) => broken)).toBe(false);
    expect(() => formatMermaid({} as never)).toThrow(ScaffoldError);
  });
});
