import { nameOf } from '../../kubernetes/identity.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { BareObjectChange } from '../../objects/compare/diff-objects.ts';

/**
 * An object that a step is about. The proof takes every change of anything else for a fault of the plan.
 */
export interface Intent {
  readonly kind: string;
  /** As the object's file names it: kustomize puts prefixes and suffixes around it, and a hash behind it. */
  readonly name: string;
  /** What becomes of it; `replaced` is another kind or name for the same. */
  readonly change: BareObjectChange['change']['kind'];
  /** The fields that may change; all where it is left out. */
  readonly fields?: RegExp;
}

/** Whether one of the intents is about a change, and about every field that it has. */
export function isIntended({ change, from, to }: BareObjectChange, intents: readonly Intent[]): boolean {
  return intents.some(
    (intent) =>
      (intent.change === change.kind || (intent.change === 'replaced' && change.kind !== 'changed')) &&
      [from, to].some((object) => isOf(object, intent)) &&
      change.fields.every(({ path }) => intent.fields === undefined || intent.fields.test(path)),
  );
}

function isOf(object: KubernetesObject | undefined, { kind, name }: Intent): boolean {
  return object !== undefined && object.kind === kind && name !== '' && nameOf(object).includes(name);
}
