import { describeValue, type Issue } from './errors.ts';

/** The part of JSON Schema (draft 7) that the schemas of our own data are written in. */
export interface DataSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, DataSchema | false>>;
  readonly additionalProperties?: false;
  readonly items?: DataSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly oneOf?: readonly DataSchema[];
  readonly allOf?: readonly DataSchema[];
  readonly if?: DataSchema;
  readonly then?: DataSchema;
  readonly else?: DataSchema;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, DataSchema>>;
}

/**
 * Where plain data are not as a schema of ours says: data that we gave out and that come back, from a file perhaps. The
 * options that people write have a compiled validator instead, which says more.
 *
 * @param root what issues call the data
 */
export function schemaIssues(value: unknown, schema: DataSchema, root: string): Issue[] {
  const issues: Issue[] = [];
  check(value, schema, root);
  return issues;

  function check(data: unknown, given: DataSchema | false, path: string): void {
    const meant = given !== false && given.$ref !== undefined ? definitionOf(given.$ref) : given;
    const expected = meant === false ? 'nothing' : mismatch(data, meant);
    if (expected !== undefined || meant === false) {
      report(path, data, expected ?? 'nothing');
      return;
    }
    if (Array.isArray(data)) checkList(data, meant, path);
    else if (typeof data === 'object' && data !== null) checkMap(data as Record<string, unknown>, meant, path);
    for (const one of meant.allOf ?? []) check(data, one, path);
    if (meant.oneOf !== undefined && meant.oneOf.filter((one) => fits(data, one)).length !== 1)
      report(path, data, 'one of the forms of the schema');
    if (meant.if === undefined) return;
    const branch = fits(data, meant.if) ? meant.then : meant.else;
    if (branch !== undefined) check(data, branch, path);
  }

  function definitionOf(ref: string): DataSchema | false {
    return schema.definitions?.[ref.slice('#/definitions/'.length)] ?? false;
  }

  function checkList(data: readonly unknown[], given: DataSchema, path: string): void {
    if (data.length < (given.minItems ?? 0)) report(path, data, `at least ${given.minItems} items`);
    if (data.length > (given.maxItems ?? data.length)) report(path, data, `at most ${given.maxItems} items`);
    if (given.items === undefined) return;
    for (const [index, item] of data.entries()) check(item, given.items, `${path}[${index}]`);
  }

  function checkMap(data: Readonly<Record<string, unknown>>, given: DataSchema, path: string): void {
    for (const name of given.required ?? [])
      if (!Object.hasOwn(data, name)) report(`${path}.${name}`, undefined, 'a value');
    for (const [name, item] of Object.entries(data)) {
      const known = given.properties !== undefined && Object.hasOwn(given.properties, name);
      if (known) check(item, given.properties[name]!, `${path}.${name}`);
      else if (given.additionalProperties === false) report(`${path}.${name}`, item, 'no such field');
    }
  }

  function fits(data: unknown, one: DataSchema): boolean {
    const before = issues.length;
    check(data, one, root);
    const found = issues.length > before;
    issues.length = before;
    return !found;
  }

  function report(path: string, data: unknown, expected: string): void {
    const message = 'not as this data is made here';
    issues.push({ code: 'invalid-type', path, message, expected, received: describeValue(data) });
  }
}

/** What was expected in place of a value, as far as that can be told without looking into it. */
function mismatch(data: unknown, given: DataSchema): string | undefined {
  if (given.type !== undefined && !isOfType(data, given.type)) return `of the type ${given.type}`;
  if ('const' in given && data !== given.const) return JSON.stringify(given.const);
  if (given.enum !== undefined && !given.enum.includes(data)) return given.enum.join(', ');
  if (typeof data === 'number' && (data < (given.minimum ?? data) || data > (given.maximum ?? data)))
    return `from ${given.minimum ?? 'any'} to ${given.maximum ?? 'any'}`;
  // Patterns of our own schemas, each linear.
  if (given.pattern === undefined || typeof data !== 'string') return undefined;
  return new RegExp(given.pattern).test(data) ? undefined : given.pattern;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
