import type { RuleId } from '../../../src/audit/rules/rule-ids.ts';

/** A project in which a rule finds something, and the same one mended. */
export interface AuditCase {
  readonly rule: RuleId;
  /** What is the same in both: by path. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
  readonly right: Readonly<Record<string, string>>;
  /** What else has to be told of the wrong one, because it is a consequence. */
  readonly also?: readonly RuleId[];
}

/** Manifests in one file, the changed one first. */
export function manifestCase(
  rule: RuleId,
  parts: {
    readonly beside?: readonly string[];
    readonly wrong: string;
    readonly right: string;
    readonly also?: readonly RuleId[];
  },
): AuditCase {
  const { beside = [], wrong, right, also = [] } = parts;
  return {
    rule,
    beside: Object.fromEntries(beside.map((text, index) => [`beside-${index + 1}.yaml`, text])),
    wrong: { 'manifest.yaml': wrong },
    right: { 'manifest.yaml': right },
    also,
  };
}
