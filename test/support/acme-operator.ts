import { parse } from 'yaml';
import { generateChart } from '../../src/chart/build-chart.ts';
import type { GeneratedChart } from '../../src/chart/chart-tree.ts';
import type { JsonObject, KubernetesObject } from '../../src/kubernetes/object.ts';
import type { ChartOptions } from '../../src/options/generated/types.ts';

/** A small operator in parts, and charts of it, for tests of one feature of charts each. */
const NAMESPACE = 'acme-system';
const RBAC = 'rbac.authorization.k8s.io/v1';

export function object(apiVersion: string, kind: string, name: string, content: JsonObject = {}): KubernetesObject {
  const { metadata, ...body } = content as { metadata?: JsonObject };
  const place = /^Cluster|Configuration$/.test(kind) ? {} : { namespace: NAMESPACE };
  return { apiVersion, kind, metadata: { name: `acme-${name}`, ...place, ...metadata }, ...body } as never;
}

/** The manager's Deployment. */
export function manager(about: { spec?: JsonObject; pod?: JsonObject; container?: JsonObject } = {}): KubernetesObject {
  return object('apps/v1', 'Deployment', 'controller-manager', {
    spec: {
      replicas: 1,
      selector: { matchLabels: { 'control-plane': 'controller-manager' } },
      template: {
        metadata: { labels: { 'control-plane': 'controller-manager' } },
        spec: {
          serviceAccountName: 'acme-controller-manager',
          containers: [{ name: 'manager', image: 'example.com/acme:v1', ...about.container }],
          ...about.pod,
        },
      },
      ...about.spec,
    },
  });
}

export function account(): KubernetesObject {
  return object('v1', 'ServiceAccount', 'controller-manager');
}

/** A role or cluster role that is bound to the manager's account. */
export function bound(kind: 'Role' | 'ClusterRole', name: string, rules: JsonObject[]): KubernetesObject[] {
  return [
    object(RBAC, kind, name, { rules }),
    object(RBAC, `${kind}Binding`, `${name}-binding`, {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: `acme-${name}` },
      subjects: [{ kind: 'ServiceAccount', name: 'acme-controller-manager', namespace: NAMESPACE }],
    }),
  ];
}

/** A Service for the pods of the manager. */
export function service(name: string, ports: JsonObject[], metadata: JsonObject = {}): KubernetesObject {
  return object('v1', 'Service', name, {
    metadata,
    spec: { selector: { 'control-plane': 'controller-manager' }, ports },
  });
}

export function definition(conversion?: JsonObject): KubernetesObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'gears.acme.example.com' },
    spec: {
      group: 'acme.example.com',
      names: { kind: 'Gear', listKind: 'GearList', plural: 'gears', singular: 'gear' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      ...(conversion === undefined ? {} : { conversion }),
    },
  } as never;
}

/** A webhook that validates, with its Service. */
export function webhook(): KubernetesObject[] {
  return [
    service('webhook-service', [{ port: 443, targetPort: 9443 }]),
    object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'validating', {
      webhooks: [
        {
          name: 'vgear.kb.io',
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          failurePolicy: 'Fail',
          clientConfig: { service: { name: 'acme-webhook-service', namespace: NAMESPACE, path: '/validate' } },
        },
      ],
    }),
  ];
}

/** A chart with ways to look into it. */
export interface AcmeChart {
  readonly tree: GeneratedChart;
  readonly values: Record<string, never>;
  /** The schema of a value, by its path. */
  schema(...path: readonly string[]): JsonObject | undefined;
  /** The text of a template. */
  template(path: string): string;
  readonly templates: readonly string[];
  /** Whether there is a value, written out or not. */
  has(...path: readonly string[]): boolean;
  readonly codes: readonly string[];
}

export function acmeChart(objects: readonly KubernetesObject[], options: ChartOptions = {}): AcmeChart {
  const tree = generateChart(objects, { name: 'acme', ...options });
  const root = JSON.parse(tree.get('values.schema.json')!) as JsonObject;
  const schema = (...path: readonly string[]) =>
    path.reduce<JsonObject | undefined>(
      (found, key) => (found?.properties as Record<string, JsonObject> | undefined)?.[key],
      root,
    );
  return {
    tree,
    values: parse(tree.get('values.yaml')!),
    schema,
    has: (...path) => schema(...path) !== undefined,
    template(path) {
      const text = tree.get(`templates/${path}`);
      if (text === undefined) throw new Error(`no ${path} among ${[...tree].map((file) => file.path).join(', ')}`);
      return text;
    },
    templates: [...tree].map(({ path }) => path).filter((path) => path.startsWith('templates/')),
    codes: tree.report.assumptions.map(({ code }) => code),
  };
}
