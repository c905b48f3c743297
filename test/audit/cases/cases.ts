import type { AuditCase } from './case.ts';
import { IMAGE_CASES } from './images.ts';
import { PROJECT_CASES } from './project.ts';
import { PROTECTION_CASES } from './protection.ts';
import { WIRING_CASES } from './wiring.ts';

/** Each rule's cases; the first of a rule is the example on its page. */
export const AUDIT_CASES: readonly AuditCase[] = [
  ...IMAGE_CASES,
  ...WIRING_CASES,
  ...PROTECTION_CASES,
  ...PROJECT_CASES,
];
