import type { Random } from './random.ts';
import { Raw, type Value } from './write-yaml.ts';

export type Fields = { [key: string]: Value | undefined };

/** An object that a random tree holds. */
export interface Made {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly body: Fields;
}

export const NAMES = ['web', 'api', 'db-main', 'cfg', 'x1'];
const NAMESPACES = [undefined, undefined, undefined, 'system', 'default', 'other'];
const TEXTS = [
  'plain',
  'two words',
  'yes',
  'on',
  '1',
  '1.0',
  '0x1F',
  'null',
  '',
  ' lead',
  'trail ',
  'a: b',
  'a #b',
  "it's",
  'q"q',
  '- x',
  'line one\nline two',
  'line one\nline two\n',
  'end\n\n',
  'tab\tx',
  'é日本',
  '😀',
  '12:30',
  '2001-01-01',
  '$(VAR)',
  '{{ x }}',
  'long '.repeat(30).trim(),
  `${'x'.repeat(70)} and more words behind it`,
  '@at',
  '*star',
  '&amp',
  '!bang',
  '%pct',
  '~',
  'a:b',
  'http://h:80/p?q=1#f',
];
const ODD = [
  '1e3',
  '0o17',
  '017',
  '0x1F',
  '1_000',
  '1.50',
  '.5',
  '+5',
  '-0',
  'yes',
  'on',
  'True',
  '~',
  'null',
  '2001-01-01',
  '12:30:45',
  '!!str 5',
  '9007199254740993',
  '18446744073709551615',
  '1e21',
  '0.00001',
  "'5'",
  '"true"',
  'plain text',
  '>-\n          folded\n          text',
];

export function anyText(random: Random): string {
  return random.pick(TEXTS);
}

export function anyValue(random: Random, depth = 0): Value {
  const roll = random.int(depth > 2 ? 6 : 9);
  if (roll < 2) return anyText(random);
  if (roll === 2) return random.int(100);
  if (roll === 3) return random.chance(0.5);
  if (roll === 4) return new Raw(random.pick(ODD.filter((text) => !text.includes('\n'))));
  if (roll === 5) return random.chance(0.2) ? null : random.pick(NAMES);
  if (roll < 8) return anyMap(random, depth + 1);
  return Array.from({ length: random.int(4) }, () => anyValue(random, depth + 1));
}

function anyMap(random: Random, depth: number): Fields {
  const fields: Fields = {};
  for (const key of random.some(['a', 'b2', 'b10', 'name', 'on', 'x-y', 'image', 'key.dot/slash', 'containers'], 4)) {
    fields[key] = anyValue(random, depth);
  }
  return fields;
}

function labels(random: Random): Fields | undefined {
  if (random.chance(0.5)) return undefined;
  const fields: Fields = {};
  for (const key of random.some(['app', 'tier', 'app.kubernetes.io/name', 'v'], 3))
    fields[key] = random.pick(['web', 'back', '1', 'true']);
  return fields;
}

function annotations(random: Random): Fields | undefined {
  if (random.chance(0.7)) return undefined;
  const fields: Fields = {};
  for (const key of random.some(['note', 'example.com/a.b', 'uses'], 2)) fields[key] = anyText(random);
  return fields;
}

function container(random: Random, name: string): Fields {
  return {
    name,
    image: random.pick([
      'nginx',
      'nginx:1.25',
      'r.io:5000/app/nginx:v1',
      'busybox@sha256:abc',
      'controller:latest',
      'nginx:1@sha256:ab',
    ]),
    args: random.chance(0.4) ? random.some(['--a', '--b=1', '--name=$(NAME)', '--c'], 3) : undefined,
    env: random.chance(0.5)
      ? random.some(
          [
            { name: 'A', value: anyText(random) },
            { name: 'B', valueFrom: { configMapKeyRef: { name: random.pick(NAMES), key: 'a' } } },
            { name: 'C', valueFrom: { secretKeyRef: { name: random.pick(NAMES), key: 'a', optional: true } } },
            { name: 'D', value: 'plain' },
          ] as Value[],
          4,
        )
      : undefined,
    envFrom: random.chance(0.2)
      ? [{ configMapRef: { name: random.pick(NAMES) } }, { secretRef: { name: random.pick(NAMES) } }]
      : undefined,
    ports: random.chance(0.3)
      ? random.some(
          [
            { containerPort: 80, name: 'http' },
            { containerPort: 80, protocol: 'UDP' },
            { containerPort: 443, protocol: 'TCP', name: 'https' },
          ] as Value[],
          3,
        )
      : undefined,
    volumeMounts: random.chance(0.3)
      ? [
          { name: 'data', mountPath: '/data' },
          { name: 'cfg', mountPath: '/cfg' },
        ]
      : undefined,
    resources: random.chance(0.2)
      ? { limits: { cpu: random.pick<Value>(['100m', new Raw('1'), new Raw('0.5')]), memory: '1Gi' } }
      : undefined,
  };
}

function podSpec(random: Random): Fields {
  return {
    containers: random.chance(0.05) ? [] : ['main', ...random.some(['side'], 1)].map((name) => container(random, name)),
    initContainers: random.chance(0.2) ? [container(random, 'init')] : undefined,
    serviceAccountName: random.chance(0.4) ? random.pick(NAMES) : undefined,
    imagePullSecrets: random.chance(0.1) ? [{ name: random.pick(NAMES) }] : undefined,
    volumes: random.chance(0.3)
      ? random.some(
          [
            { name: 'data', persistentVolumeClaim: { claimName: random.pick(NAMES) } },
            { name: 'cfg', configMap: { name: random.pick(NAMES) } },
            { name: 'sec', secret: { secretName: random.pick(NAMES) } },
            {
              name: 'all',
              projected: {
                sources: [{ configMap: { name: random.pick(NAMES) } }, { secret: { name: random.pick(NAMES) } }],
              },
            },
          ] as Value[],
          3,
        )
      : undefined,
    affinity: random.chance(0.1)
      ? {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { labelSelector: { matchLabels: { app: 'web' } }, topologyKey: 'zone' },
            ],
          },
        }
      : undefined,
    tolerations: random.chance(0.1) ? [{ key: 'a', operator: 'Exists' }] : undefined,
  };
}

function template(random: Random): Fields {
  return { metadata: { labels: { app: 'web' }, annotations: annotations(random) }, spec: podSpec(random) };
}

function workload(random: Random): Fields {
  return {
    replicas: random.chance(0.5) ? random.int(4) : undefined,
    selector: { matchLabels: { app: 'web' } },
    template: template(random),
  };
}

const rbac = 'rbac.authorization.k8s.io';
const subjects = (random: Random): Value[] =>
  random.some(
    [
      { kind: 'ServiceAccount', name: random.pick(NAMES), namespace: random.pick(['system', 'default', 'other']) },
      { kind: 'ServiceAccount', name: 'default', namespace: 'system' },
      { kind: 'ServiceAccount', name: random.pick(NAMES) },
      { kind: 'User', name: random.pick(NAMES), apiGroup: rbac },
    ] as Value[],
    3,
  );

type Body = (random: Random, name: string) => Fields;

/** A kind, and how to fill an object of it. */
const KINDS: readonly (readonly [apiVersion: string, kind: string, body: Body])[] = [
  ['apps/v1', 'Deployment', (random) => ({ spec: workload(random) })],
  ['apps/v1', 'Deployment', (random) => ({ spec: workload(random) })],
  [
    'apps/v1',
    'StatefulSet',
    (random) => ({
      spec: {
        ...workload(random),
        serviceName: random.pick(NAMES),
        volumeClaimTemplates: random.chance(0.4)
          ? [{ metadata: { name: 'data' }, spec: { storageClassName: random.pick(NAMES) } }]
          : undefined,
      },
    }),
  ],
  [
    'apps/v1',
    'DaemonSet',
    (random) => ({ spec: { selector: { matchLabels: { app: 'web' } }, template: template(random) } }),
  ],
  ['batch/v1', 'Job', (random) => ({ spec: { template: template(random) } })],
  [
    'batch/v1',
    'CronJob',
    (random) => ({ spec: { schedule: '*/5 * * * *', jobTemplate: { spec: { template: template(random) } } } }),
  ],
  ['v1', 'Pod', (random) => ({ spec: podSpec(random) })],
  [
    'v1',
    'ConfigMap',
    (random) => ({
      data: { a: anyText(random), 'b.txt': anyText(random), c: random.chance(0.2) ? anyText(random) : undefined },
    }),
  ],
  ['v1', 'ConfigMap', (random) => ({ data: { a: anyText(random) }, immutable: random.chance(0.1) ? true : undefined })],
  [
    'v1',
    'Secret',
    (random) => ({ stringData: { a: anyText(random) }, data: random.chance(0.3) ? { b: 'eA==' } : undefined }),
  ],
  [
    'v1',
    'Service',
    (random) => ({
      spec: {
        selector: random.chance(0.8) ? { app: 'web' } : undefined,
        ports: random.some(
          [
            { port: 80, name: 'http', targetPort: 'http' },
            { port: 443, name: 'https', protocol: 'TCP' },
            { port: 443, name: 'udp', protocol: 'UDP' },
          ] as Value[],
          3,
        ),
      },
    }),
  ],
  [
    'v1',
    'ServiceAccount',
    (random) => (random.chance(0.2) ? { imagePullSecrets: [{ name: random.pick(NAMES) }] } : {}),
  ],
  [
    `${rbac}/v1`,
    'Role',
    (random) => ({
      rules: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: random.some(NAMES, 2), verbs: ['get'] }],
    }),
  ],
  [`${rbac}/v1`, 'ClusterRole', () => ({ rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] })],
  [
    `${rbac}/v1`,
    'RoleBinding',
    (random) => ({
      roleRef: { apiGroup: rbac, kind: random.pick(['Role', 'ClusterRole']), name: random.pick(NAMES) },
      subjects: subjects(random),
    }),
  ],
  [
    `${rbac}/v1`,
    'ClusterRoleBinding',
    (random) => ({
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: random.pick(NAMES) },
      subjects: subjects(random),
    }),
  ],
  [
    'networking.k8s.io/v1',
    'Ingress',
    (random) => ({
      spec: {
        rules: [
          {
            host: 'h.example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: random.pick(NAMES), port: { number: 80 } } },
                },
              ],
            },
          },
        ],
        tls: random.chance(0.5) ? [{ secretName: random.pick(NAMES), hosts: ['h.example.com'] }] : undefined,
      },
    }),
  ],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    (random) => ({
      spec: {
        podSelector: random.chance(0.5) ? { matchLabels: { app: 'web' } } : {},
        ingress: [
          {
            from: [
              { podSelector: { matchLabels: { app: 'web' } } },
              { namespaceSelector: { matchLabels: { m: 'enabled' } } },
            ],
            ports: [{ port: 8443, protocol: 'TCP' }],
          },
        ],
      },
    }),
  ],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    (random) => ({
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: random.pick(['Deployment', 'StatefulSet']),
          name: random.pick(NAMES),
        },
        minReplicas: 1,
        maxReplicas: 3,
      },
    }),
  ],
  [
    'policy/v1',
    'PodDisruptionBudget',
    () => ({ spec: { minAvailable: new Raw('50%'), selector: { matchLabels: { app: 'web' } } } }),
  ],
  [
    'v1',
    'PersistentVolumeClaim',
    (random) => ({ spec: { storageClassName: random.pick(NAMES), resources: { requests: { storage: '1Gi' } } } }),
  ],
  ['v1', 'Namespace', () => ({})],
  [
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    (random, name) => ({
      spec: {
        group: 'example.com',
        names: { kind: name, plural: name },
        scope: 'Namespaced',
        conversion: random.chance(0.5)
          ? {
              strategy: 'Webhook',
              webhook: {
                clientConfig: { service: { name: random.pick(NAMES), namespace: 'system', path: '/convert' } },
                conversionReviewVersions: ['v1'],
              },
            }
          : undefined,
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                description: anyText(random),
                properties: {
                  spec: { type: 'object', properties: { a: { type: 'string', default: anyValue(random, 3) } } },
                },
                type: 'object',
              },
            },
          },
        ],
      },
    }),
  ],
  [
    'admissionregistration.k8s.io/v1',
    'ValidatingWebhookConfiguration',
    (random) => ({
      webhooks: [
        {
          name: 'a.example.com',
          admissionReviewVersions: ['v1'],
          clientConfig: {
            service: { name: random.pick(NAMES), namespace: random.pick(['system', 'other']), path: '/v' },
          },
          sideEffects: 'None',
        },
        { name: 'b.example.com', clientConfig: { url: 'https://x' } },
      ],
    }),
  ],
  ['example.com/v1', 'Foo', (random) => ({ spec: anyValue(random, 0) })],
  [
    'example.com/v1',
    'Foo',
    (random) => ({
      spec: {
        size: random.int(5),
        image: 'nginx:1',
        list: [
          { name: 'a', v: anyValue(random, 2) },
          { name: 'b', v: 1 },
        ],
        odd: new Raw(random.pick(ODD)),
        text: anyText(random),
      },
    }),
  ],
  [
    'cert-manager.io/v1',
    'Certificate',
    (random) => ({
      spec: {
        dnsNames: ['web.system.svc', 'web.system.svc.cluster.local'],
        issuerRef: { kind: 'Issuer', name: random.pick(NAMES) },
        secretName: random.pick(NAMES),
      },
    }),
  ],
  [
    'monitoring.coreos.com/v1',
    'ServiceMonitor',
    () => ({ spec: { endpoints: [{ path: '/metrics', port: 'https' }], selector: { matchLabels: { app: 'web' } } } }),
  ],
];

export function randomObject(random: Random): Made {
  const [apiVersion, kind, body] = random.pick(KINDS);
  const name = kind === 'CustomResourceDefinition' ? `${random.pick(NAMES)}s.example.com` : random.pick(NAMES);
  const namespace = random.pick(NAMESPACES);
  return {
    apiVersion,
    kind,
    name,
    namespace,
    body: {
      metadata: { name, namespace, labels: labels(random), annotations: annotations(random) },
      ...body(random, name),
    },
  };
}
