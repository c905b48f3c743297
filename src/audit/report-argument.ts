import { schemaArgument } from '../core/arguments.ts';
import { AUDIT_SCHEMA } from './generated/schema.ts';
import type { AuditReport } from './model.ts';

/**
 * A report that somebody gives back, perhaps out of a file: a copy of its own.
 *
 * @throws ScaffoldError `invalid-type` where it is none, `limit-exceeded`
 */
export function reportArgument(report: AuditReport): AuditReport {
  return schemaArgument<AuditReport>(report, AUDIT_SCHEMA, 'report');
}
