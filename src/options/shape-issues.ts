import { describeValue, type Issue, type OptionPath } from '../core/errors.ts';
import { suggestion } from '../core/nearest.ts';
import type { SchemaError } from './generated/validate.js';

/** What the compiled validator found, as issues. */
export function shapeIssues(errors: readonly SchemaError[]): Issue[] {
  return errors.map(shapeIssue);
}

function shapeIssue(error: SchemaError): Issue {
  const { params, schema, parentSchema } = error;
  const option = keysOf(error.instancePath);
  const path = printed(option);
  // Of an object with a key too many, the whole would be described for each of them.
  const received = error.keyword === 'additionalProperties' ? '' : describeValue(error.data);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const known = Object.keys(parentSchema?.properties ?? {});
      return {
        code: 'unknown-option',
        option: [...option, key],
        path: join(path, key),
        message: 'there is no such option',
        expected: `one of ${known.join(', ')}`,
        received: describeValue(key),
        ...suggestion(key, known),
      };
    }
    case 'required': {
      const key = String(params.missingProperty);
      const described = parentSchema?.properties?.[key];
      return {
        code: 'missing-option',
        option: [...option, key],
        path: join(path, key),
        message: 'this option is needed',
        expected: described?.['x-expected'] ?? described?.description ?? 'a value',
        received: describeValue(undefined),
      };
    }
    case 'type': {
      const types = [schema].flat().map((type) => (/^[aeiou]/.test(String(type)) ? `an ${type}` : `a ${type}`));
      return {
        code: 'invalid-type',
        option,
        path,
        message: 'not of this type',
        expected: types.join(' or '),
        received,
      };
    }
    case 'enum': {
      const values = (schema as readonly unknown[]).map(String);
      const hint = typeof error.data === 'string' ? suggestion(error.data, values) : {};
      const message = 'not one of the values';
      return { code: 'invalid-value', option, path, message, expected: values.join(', '), received, ...hint };
    }
    case 'maxLength':
      return {
        code: 'invalid-value',
        option,
        path,
        message: 'too long',
        expected: `at most ${schema} characters`,
        received,
      };
    case 'maxItems':
      return {
        code: 'invalid-value',
        option,
        path,
        message: 'too many items',
        expected: `at most ${schema}`,
        received,
      };
    case 'minLength':
      return {
        code: 'invalid-value',
        option,
        path,
        message: 'empty',
        expected: 'a text, or leave the option out',
        received,
      };
    default: {
      const expected = parentSchema?.['x-expected'] ?? error.message ?? 'another value';
      return { code: 'invalid-value', option, path, message: 'not such a value', expected, received };
    }
  }
}

/** `/resources/1/webhooks` is `['resources', 1, 'webhooks']`. */
function keysOf(pointer: string): OptionPath {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** `resources[1].webhooks` */
function printed(option: OptionPath): string {
  return option.reduce<string>((path, key) => (typeof key === 'number' ? `${path}[${key}]` : join(path, key)), '');
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
