import { isObject, listAt, objectAt, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonObject } from '../../kubernetes/object.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const podNotRestricted: Rule = {
  id: 'pod-not-restricted',
  family: 'security',
  severity: 'warning',
  title: 'A pod that the restricted standard refuses',
  why: `A namespace that enforces the Pod Security Standard "restricted" refuses the pod. Told is what is missing, for the pod or for one
of its containers.

Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      for (const { object, template, containers } of root.wiring.workloads) {
        if (!containers.some(({ part }) => part === 'manager')) continue;
        const spec = objectAt(object, ...template, 'spec') ?? {};
        const missing = [...problems(spec)];
        if (missing.length === 0) continue;
        yield {
          at: {
            root,
            object,
            path: [...template, 'spec', ...(spec.securityContext === undefined ? [] : ['securityContext'])],
          },
          message: `the restricted Pod Security Standard refuses it: ${missing.join(', ')}`,
          fix: `set ${missing
            .map((each) => each.replace(/ of .*/, ''))
            .filter((each, index, all) => all.indexOf(each) === index)
            .join(', ')}`,
        };
      }
    });
  },
};

/** What the standard asks for and the pod has not. Windows is not spoken of. */
function* problems(spec: JsonObject): Generator<string> {
  const pod = objectAt(spec, 'securityContext') ?? {};
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) if (spec[key] === true) yield `${key}: false`;
  const containers = [...listAt(spec, 'initContainers'), ...listAt(spec, 'containers')].filter(isObject);
  const each = (what: string, holds: (context: JsonObject) => boolean) => {
    const bad = containers.filter((container) => !holds(objectAt(container, 'securityContext') ?? {}));
    const names = bad.map((container) => stringAt(container, 'name') ?? '');
    return bad.length === 0
      ? []
      : [`${what}${bad.length === containers.length && bad.length === 1 ? '' : ` of ${names.join(' and ')}`}`];
  };
  yield* each('runAsNonRoot: true', (context) => (context.runAsNonRoot ?? pod.runAsNonRoot) === true);
  yield* each('seccompProfile RuntimeDefault', (context) => {
    const type = stringAt(context, 'seccompProfile', 'type') ?? stringAt(pod, 'seccompProfile', 'type');
    return type === 'RuntimeDefault' || type === 'Localhost';
  });
  yield* each('allowPrivilegeEscalation: false', (context) => context.allowPrivilegeEscalation === false);
  yield* each(
    'capabilities without ALL',
    (context) =>
      listAt(context, 'capabilities', 'drop').includes('ALL') &&
      listAt(context, 'capabilities', 'add').every((capability) => capability === 'NET_BIND_SERVICE'),
  );
  if (containers.some((container) => valueAt(container, 'securityContext', 'privileged') === true))
    yield 'privileged: false';
  if (listAt(spec, 'volumes').some((volume) => objectAt(volume, 'hostPath') !== undefined)) yield 'no hostPath volumes';
}
