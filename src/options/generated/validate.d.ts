// Generated from schema/ by `npm run generate`: edit the schema instead.
import type { ErrorObject } from 'ajv';

export interface ValidateFunction {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}
export const validateScaffoldOptions: ValidateFunction;
export const validateChartOptions: ValidateFunction;
