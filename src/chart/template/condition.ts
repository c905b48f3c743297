/**
 * When something is rendered, as data: features combine and compare it as such, and it becomes Go's text when it is
 * printed. `value`: what a value, or a variable, holds is not empty. `test`: the result of a call is not.
 */
export type Condition =
  | { readonly value: string; readonly not?: true }
  | { readonly test: string; readonly not?: true }
  | { readonly all: readonly Condition[]; readonly not?: true }
  | { readonly any: readonly Condition[]; readonly not?: true };

/** @param value `.Values.metrics.enabled` */
export function isSet(value: string): Condition {
  return { value };
}

/** @param call a call without parentheses around it: `eq .Values.mode "soft"` */
export function isTrue(call: string): Condition {
  return { test: call };
}

export function not({ not: isNegated, ...condition }: Condition): Condition {
  return isNegated === true ? condition : { ...condition, not: true };
}

/** Conditions, at least one, as one that holds where all do. */
export function allOf(conditions: Iterable<Condition>): Condition {
  const different = distinct(conditions);
  return different.length === 1 ? different[0]! : { all: different };
}

/** Conditions, at least one, as one that holds where any does. */
export function anyOf(conditions: Iterable<Condition>): Condition {
  const different = distinct(conditions);
  return different.length === 1 ? different[0]! : { any: different };
}

function distinct(conditions: Iterable<Condition>): Condition[] {
  const found: Condition[] = [];
  for (const condition of conditions) if (!found.some((each) => isSame(each, condition))) found.push(condition);
  return found;
}

/** Whether two conditions are made of the same parts in the same order. */
export function isSame(a: Condition, b: Condition): boolean {
  if (a === b) return true;
  if (a.not !== b.not) return false;
  if ('value' in a) return 'value' in b && a.value === b.value;
  if ('test' in a) return 'test' in b && a.test === b.test;
  if ('all' in a) return 'all' in b && areSame(a.all, b.all);
  return 'any' in b && areSame(a.any, b.any);
}

function areSame(a: readonly Condition[], b: readonly Condition[]): boolean {
  return a.length === b.length && a.every((each, at) => isSame(each, b[at]!));
}

/** The condition as Go's text/template has it, without parentheses around it. */
export function printCondition(condition: Condition): string {
  if (condition.not === true) return `not ${printOperand(not(condition))}`;
  if ('value' in condition) return condition.value;
  if ('test' in condition) return condition.test;
  return 'all' in condition ? printCall('and', condition.all) : printCall('or', condition.any);
}

function printCall(operator: 'and' | 'or', operands: readonly Condition[]): string {
  return `${operator} ${operands.map(printOperand).join(' ')}`;
}

function printOperand(condition: Condition): string {
  return operand(printCondition(condition));
}

/** An expression as an argument: a call needs parentheses. */
export function operand(expression: string): string {
  return /^[\w.$]+$/.test(expression) || /^\([^()]*\)[\w.]*$/.test(expression) ? expression : `(${expression})`;
}
