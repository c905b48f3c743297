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
    if (given === false) return report(path, data, 'nothing');
    if (given.$ref !== undefined) {
      const definition = schema.definitions?.[given.$ref.slice('#/definitions/'.length)];
      return check(data, definition ?? false, path);
    }
    if (given.type !== undefined && !isOfType(data, given.type)) return report(path, data, `of the type ${given.type}`);
    if ('const' in given && data !== given.const) return report(path, data, JSON.stringify(given.const));
    if (given.enum !== undefined && !given.enum.includes(data)) return report(path, data, given.enum.join(', '));
    if (typeof data === 'number' && (data < (given.minimum ?? data) || data > (given.maximum ?? data)))
      return report(path, data, `from ${given.minimum ?? 'any'} to ${given.maximum ?? 'any'}`);
    if (given.pattern !== undefined && typeof data === 'string' && !new RegExp(given.pattern).test(data))
      return report(path, data, given.pattern);
    if (Array.isArray(data)) checkList(data, given, path);
    else if (typeof data === 'object' && data !== null) checkMap(data as Record<string, unknown>, given, path);
    for (const one of given.allOf ?? []) check(data, one, path);
    if (given.oneOf !== undefined && given.oneOf.filter((one) => fits(data, one)).length !== 1)
      report(path, data, 'one of the forms of the schema');
    if (given.if === undefined) return;
    const branch = fits(data, given.if) ? given.then : given.else;
    if (branch !== undefined) check(data, branch, path);
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
