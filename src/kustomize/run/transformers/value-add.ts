import { YamlScalar } from '../../../yaml/node.ts';
import { rawText, requireKind } from '../../nodes/fields.ts';
import { lookupCreate } from '../../nodes/lookup.ts';
import { setScalar } from '../../nodes/set-field.ts';
import { splitPath } from '../../nodes/split-path.ts';
import { type Selector, select } from '../../resources/selector.ts';
import { setNamespace } from './namespace.ts';
import type { Transformer } from './transformer.ts';

export interface ValueAddTarget {
  /** Undefined: all objects. */
  readonly selector: Selector | undefined;
  readonly fieldPath: string;
  /** From 1 on: the position at which the value is put into a path of files. 0: it is the whole value. */
  readonly filePathPosition: number;
}

/** Sets fields to a value, or makes it a part of a path of files in them. */
export function valueAddTransformer(value: string, targets: readonly ValueAddTarget[]): Transformer {
  return {
    name: 'ValueAddTransformer',
    transform(map) {
      for (const { selector, fieldPath, filePathPosition } of targets) {
        for (const resource of selector === undefined ? map.list : select(map, selector)) {
          if (fieldPath === 'metadata/namespace') {
            setNamespace(resource, { namespace: value, fieldSpecs: [] });
          } else if (resource.node !== undefined) {
            const node = lookupCreate(resource.node, splitPath(fieldPath, '/'), 'scalar');
            if (node === undefined) continue;
            requireKind(node, 'scalar');
            const text = filePathPosition > 0 ? insertPart(rawText(node), filePathPosition - 1, value) : value;
            setScalar(node, new YamlScalar(text));
          }
        }
      }
      map.touch();
    },
  };
}

function insertPart(path: string, position: number, part: string): string {
  if (part === '') return path;
  const absolute = path.startsWith('/');
  const parts = path.split('/').filter((piece) => piece !== '');
  parts.splice(Math.min(Math.max(position, 0), parts.length), 0, part);
  return `${absolute ? '/' : ''}${parts.join('/')}`;
}
