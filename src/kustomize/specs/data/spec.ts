import type { FieldSpec } from '../field-spec.ts';

/** A field of a kind: `spec('spec/replicas', 'Deployment', { group: 'apps', create: true })`. */
export function spec(
  path: string,
  kind = '',
  { group = '', version = '', create = false }: { group?: string; version?: string; create?: boolean } = {},
): FieldSpec {
  return { group, version, kind, path, create };
}

/** Where each kind that has pods keeps their spec. */
export const POD_SPECS: ReadonlyMap<string, string> = new Map([
  ['Pod', 'spec'],
  ['PodTemplate', 'template/spec'],
  ['Deployment', 'spec/template/spec'],
  ['ReplicaSet', 'spec/template/spec'],
  ['ReplicationController', 'spec/template/spec'],
  ['DaemonSet', 'spec/template/spec'],
  ['StatefulSet', 'spec/template/spec'],
  ['Job', 'spec/template/spec'],
  ['CronJob', 'spec/jobTemplate/spec/template/spec'],
]);

/** The same fields of the pod specs of several kinds. */
export function podSpecs(kinds: readonly string[], paths: readonly string[], version?: string): FieldSpec[] {
  return kinds.flatMap((kind) =>
    paths.map((path) => spec(`${POD_SPECS.get(kind)}/${path}`, kind, version === undefined ? {} : { version })),
  );
}
