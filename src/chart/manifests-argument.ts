import { dataArgument, textArgument, wrongType } from '../core/arguments.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';

/**
 * What a chart is made of, looked at once: text as it is, objects as a copy of their own.
 *
 * @throws ScaffoldError `invalid-type`, `limit-exceeded`
 */
export function manifestsArgument(manifests: unknown): string | readonly KubernetesObject[] {
  if (typeof manifests === 'string') return textArgument(manifests, 'manifests');
  const copy = dataArgument<unknown>(manifests, 'manifests', true);
  if (Array.isArray(copy)) return copy as KubernetesObject[];
  throw wrongType('manifests', 'neither text nor objects', 'YAML text or a list of objects', copy);
}
