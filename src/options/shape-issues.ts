import type { ErrorObject } from 'ajv';
import { describeValue, type Issue } from '../core/errors.ts';

/** What the compiled validator found, as issues. */
export function shapeIssues(errors: readonly ErrorObject[]): Issue[] {
  return errors.filter((error) => error.keyword !== 'oneOf').map(shapeIssue);
}

function shapeIssue(error: ErrorObject): Issue {
  const path = optionPath(error.instancePath);
  const received = describeValue(error.data);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params['additionalProperty']);
      return {
        code: 'unknown-option',
        path: path === '' ? key : `${path}.${key}`,
        message: 'there is no such option',
        expected: `one of ${Object.keys(error.parentSchema?.['properties'] ?? {}).join(', ')}`,
        received: describeValue(key),
      };
    }
    case 'required': {
      const key = String(error.params['missingProperty']);
      return {
        code: 'missing-option',
        path: path === '' ? key : `${path}.${key}`,
        message: 'this option is needed',
        expected: error.parentSchema?.['properties']?.[key]?.description,
        received: 'nothing',
      };
    }
    case 'type':
      return { code: 'invalid-type', path, message: 'wrong type', expected: String(error.params['type']), received };
    default:
      return {
        code: 'invalid-value',
        path,
        message: error.parentSchema?.['description'] ?? error.message ?? 'not allowed',
        expected: error.message ?? 'another value',
        received,
      };
  }
}

/** `/resources/1/webhooks` as `resources[1].webhooks`. */
function optionPath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}
