/** As much of JSON schema as the options of the package use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

export type FormKind = 'object' | 'array' | 'boolean' | 'enum' | 'integer' | 'text' | 'json';

export function definitionOf(schema: Schema, root: Schema): Schema {
  const name = schema.$ref?.replace('#/definitions/', '');
  return name === undefined ? schema : { ...root.definitions?.[name], ...schema };
}

/** How a value is asked for. What has keys of anybody's choice, or several types with parts, is written as JSON. */
export function kindOf(schema: Schema): FormKind {
  const { type } = schema;
  if (schema.enum !== undefined) return 'enum';
  if (Array.isArray(type)) return 'json';
  if (type === 'object') return schema.properties === undefined || schema.additionalProperties === true ? 'json' : 'object';
  if (type === 'array') return 'array';
  if (type === 'boolean' || type === 'integer') return type;
  return 'text';
}

/** What a new element of a list begins with. */
export function fresh(schema: Schema, root: Schema): unknown {
  const definition = definitionOf(schema, root);
  const kind = kindOf(definition);
  return kind === 'object' ? {} : kind === 'array' ? [] : kind === 'json' ? {} : '';
}
