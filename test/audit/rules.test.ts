import { describe, expect, it } from 'vitest';
import { auditTree } from '../../src/audit/audit-tree.ts';
import { RULE_IDS } from '../../src/audit/rules/rule-ids.ts';
import { RULES } from '../../src/audit/rules/rules.ts';
import { FileTree } from '../../src/core/file-tree.ts';
import { AUDIT_CASES } from './cases/cases.ts';

/** Told by the release that wrote a file, and so tested with the releases. */
const BY_RELEASE = ['release-defect'];

function rulesIn(...files: readonly Readonly<Record<string, string>>[]): string[] {
  const filled = Object.assign({}, ...files) as Record<string, string>;
  const tree = FileTree.from(Object.entries(filled).filter(([, text]) => text !== ''));
  return [...new Set(auditTree(tree).findings.map(({ rule }) => rule))].sort();
}

describe('every rule', () => {
  it('is in the list once, in the order of the ids', () => {
    expect(RULES.map(({ id }) => id)).toEqual(RULE_IDS);
  });

  it('has a case', () => {
    const tested = new Set<string>(AUDIT_CASES.map(({ rule }) => rule));
    expect(RULE_IDS.filter((id) => !tested.has(id))).toEqual(BY_RELEASE);
  });

  describe.each(AUDIT_CASES.map((each, index) => [`${index + 1} ${each.rule}`, each] as const))('%s', (_, each) => {
    const { rule, beside = {}, wrong, right, also = [] } = each;

    it('is told, and nothing else', () => {
      expect(rulesIn(beside, wrong)).toEqual([rule, ...also].sort());
    });

    it('falls silent with all others when it is mended', () => {
      expect(rulesIn(beside, right)).toEqual([]);
    });
  });
});
