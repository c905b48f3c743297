// Generated from schema/ by `npm run generate`: edit the schema instead.

/** The part of a JSON Schema that an issue quotes. */
export interface QuotedSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, QuotedSchema>>;
  readonly 'x-expected'?: string;
}

export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly data?: unknown;
  /** The keyword's own value. */
  readonly schema?: unknown;
  readonly parentSchema?: QuotedSchema;
}

export interface Validate {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

export const validateScaffoldOptions: Validate;
export const validateChartOptions: Validate;
