import type { DataSchema } from '../../core/schema-issues.ts';

const TEXT: DataSchema = { type: 'string' };

/** What every object has at least. */
export const OBJECTS_SCHEMA: DataSchema = {
  type: 'array',
  items: { type: 'object', required: ['apiVersion', 'kind'], properties: { apiVersion: TEXT, kind: TEXT } },
};

const REF: DataSchema = {
  type: 'object',
  required: ['apiVersion', 'kind', 'name'],
  properties: { apiVersion: TEXT, kind: TEXT, namespace: TEXT, name: TEXT },
};

const FIELD: DataSchema = {
  type: 'object',
  required: ['kind'],
  properties: {
    kind: { enum: ['added', 'removed', 'changed', 'reordered'] },
    oldPointer: TEXT,
    newPointer: TEXT,
    order: {
      type: 'array',
      items: { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 2, maxItems: 2 },
    },
  },
  if: { properties: { kind: { const: 'added' } } },
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
  then: { required: ['newPointer', 'to'] },
  else: {
    required: ['oldPointer'],
    if: { properties: { kind: { const: 'changed' } } },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    then: { required: ['to'] },
    else: {
      if: { properties: { kind: { const: 'reordered' } } },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
      then: { required: ['order'] },
    },
  },
};

/** The part of a diff's changes of objects that applying them needs. */
export const CHANGES_SCHEMA: DataSchema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['kind', 'fields'],
    properties: {
      kind: { enum: ['added', 'removed', 'replaced', 'changed'] },
      from: REF,
      to: REF,
      object: OBJECTS_SCHEMA.items!,
      fields: { type: 'array', items: FIELD },
    },
    if: { properties: { kind: { const: 'added' } } },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    then: { required: ['object'] },
    else: { required: ['from'] },
  },
};
