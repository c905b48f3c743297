import fc from 'fast-check';
import type { JsonValue, KubernetesObject } from '../../src/kubernetes/object.ts';

const word = fc.constantFrom('alpha', 'beta', 'gamma', 'a/b', 'x~y', '', '0', '__proto__', 'constructor');
const name = fc.constantFrom('manager', 'proxy', 'sidecar', 'metrics', 'webhook');
const leaf: fc.Arbitrary<JsonValue> = fc.oneof(word, fc.integer({ min: 0, max: 9 }), fc.boolean(), fc.constant(null));

const argument = fc.oneof(
  fc.constantFrom('--leader-elect', '--v', '-x', 'run', '--a=1', '--a=2', '--metrics-bind-address=:8443', '--m=0'),
  word,
);
const subset = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 4 });

const container = fc.record(
  {
    name,
    image: word,
    args: subset(argument),
    env: subset(fc.record({ name, value: word })),
    ports: subset(
      fc.record(
        { containerPort: fc.integer({ min: 1, max: 4 }), protocol: fc.constantFrom('TCP', 'UDP'), name: word },
        { requiredKeys: ['containerPort'] },
      ),
    ),
  },
  { requiredKeys: ['name'] },
);

const rule = fc.record({ apiGroups: subset(word), resources: subset(word), verbs: subset(word) });

const free: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(word, name), tie('value'), { maxKeys: 4 }),
  ),
})).value;

function metadata(objectName: string, namespace: string | undefined) {
  return { name: objectName, ...(namespace === undefined ? {} : { namespace }) };
}

const meta = fc
  .tuple(
    fc.constantFrom('demo-manager', 'demo-proxy', 'other-manager', 'demo-metrics'),
    fc.constantFrom('demo', undefined),
  )
  .map(([objectName, namespace]) => metadata(objectName, namespace));

const deployment = fc.record({
  apiVersion: fc.constant('apps/v1'),
  kind: fc.constant('Deployment'),
  metadata: meta,
  spec: fc.record(
    {
      replicas: fc.integer({ min: 0, max: 2 }),
      selector: fc.record({ matchLabels: fc.dictionary(name, word, { maxKeys: 2 }) }),
      template: fc.record({ spec: fc.record({ containers: fc.array(container, { maxLength: 3 }) }) }),
    },
    { requiredKeys: [] },
  ),
});
const role = fc.record({
  apiVersion: fc.constant('rbac.authorization.k8s.io/v1'),
  kind: fc.constantFrom('Role', 'ClusterRole'),
  metadata: meta,
  rules: fc.array(rule, { maxLength: 4 }),
});
const custom = fc.record({
  apiVersion: fc.constantFrom('example.com/v1', 'example.com/v2'),
  kind: fc.constantFrom('Widget', 'Gadget'),
  metadata: meta,
  spec: free,
});

const object = fc.oneof(deployment, role, custom) as fc.Arbitrary<unknown> as fc.Arbitrary<KubernetesObject>;

/** Objects of a few kinds and names, so that two lists have some in common; the same one may stand there twice. */
export const objects: fc.Arbitrary<KubernetesObject[]> = fc.array(object, { maxLength: 6 });
