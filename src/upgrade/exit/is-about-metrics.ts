import { nameOf } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import type { BareObjectChange } from '../../objects/compare/diff-objects.ts';
import { isIntended } from './intents.ts';
import { isGeneratedWithImage, isLivingImageOf } from './proxy-image.ts';
import type { ExitState } from './state.ts';
import type { Subject } from './survey.ts';

/** An image may stand anywhere: in a container, a variable, a text within a ConfigMap. */
export function isImageChange({ from, to }: BareObjectChange): boolean {
  if (from === undefined || to === undefined) return isGeneratedWithImage(from ?? to);
  return isLivingImageOf(to as JsonValue, from as JsonValue);
}

/** What an exit may change: the pods of its managers, and what its steps are about. */
export function isAboutMetrics(bare: BareObjectChange, subjects: readonly Subject[], state: ExitState): boolean {
  const { change, from, to } = bare;
  if (isIntended(bare, state.intents)) return true;
  if (isImageChange(bare) && !subjects.some(({ kind, name }) => isNamed(from, kind, name))) return true;
  if (change.kind !== 'changed' || from === undefined || to === undefined) return false;
  return (
    subjects.some(({ kind, name }) => isNamed(from, kind, name)) &&
    change.fields.every(({ path }) => isPodField(path, subjects, state.volumes))
  );
}

function isNamed(object: KubernetesObject | undefined, kind: string, name: string): boolean {
  return object?.kind === kind && nameOf(object).includes(name);
}

function isPodField(path: string, subjects: readonly Subject[], volumes: ReadonlySet<string>): boolean {
  const match = /\.spec\.(containers|volumes|initContainers)(?:\[([^\]]*)\])?(.*)$/.exec(path);
  if (match === null) return false;
  const [, list, name = '', rest = ''] = match;
  if (name === '') return true;
  if (list === 'volumes') {
    // The ConfigMap with the address has a hash of its text in its name.
    const named = subjects.some(({ chain }) => chain.settings.winner?.source === 'config-file');
    return volumes.has(name) || (named && /^\.(configMap\.name|projected\b)/.test(rest));
  }
  return subjects.some(
    (subject) =>
      subject.proxyNames.has(name) ||
      (name === subject.managerName && (/^\.(args|env|ports|command|volumeMounts)\b/.test(rest) || rest === '')),
  );
}
