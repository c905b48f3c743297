import { ObjectMemo } from '../../core/memo.ts';
import { Refusal } from '../errors/refusal.ts';
import { type Gvk, isSelected } from '../ids/gvk.ts';

/** A field of some kinds. Empty group, version and kind stand for any; `[]` after a part says that it holds a list. */
export interface FieldSpec extends Gvk {
  readonly path: string;
  /** Whether the path is made where it is missing. */
  readonly create: boolean;
}

/**
 * Adds field specs to others. One that an equal or narrower one stands for already is passed over.
 *
 * @throws Refusal where two that are the same disagree about `create`
 */
export function mergeFieldSpecs(specs: readonly FieldSpec[], added: readonly FieldSpec[]): readonly FieldSpec[] {
  if (added.length === 0 || specs === added) return specs;
  const result = [...specs];
  const byPath = new Map<string, FieldSpec[]>();
  for (const spec of specs) remember(byPath, spec);
  for (const spec of added) {
    const same = byPath.get(spec.path)?.find((other) => isSelected(other, spec));
    if (same === undefined) {
      result.push(spec);
      remember(byPath, spec);
    } else if (same.create !== spec.create) {
      throw new Refusal('kustomization-invalid', `two field specs of ${spec.path} disagree`, {
        expected: 'the same value of create in both',
      });
    }
  }
  return result;
}

const SELECTED = new ObjectMemo<readonly FieldSpec[], ObjectMemo<Gvk, readonly FieldSpec[]>>();

/**
 * Those of the specs that are for a kind.
 *
 * @param type one object for all of its kind, by which the answer is kept
 */
export function specsFor(specs: readonly FieldSpec[], type: Gvk): readonly FieldSpec[] {
  const byType = SELECTED.get(specs, () => new ObjectMemo<Gvk, readonly FieldSpec[]>());
  return byType.get(type, () => specs.filter((spec) => isSelected(type, spec)));
}

function remember(byPath: Map<string, FieldSpec[]>, spec: FieldSpec): void {
  const list = byPath.get(spec.path);
  if (list === undefined) byPath.set(spec.path, [spec]);
  else list.push(spec);
}
