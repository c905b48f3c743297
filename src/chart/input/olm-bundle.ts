import { append } from '../../core/append.ts';
import type { Issue } from '../../core/errors.ts';
import { groupOf, isObject, listAt, nameOf, objectAt, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import type { Manifest } from '../manifest.ts';
import { settleObject } from './settle-object.ts';

/**
 * Manifests with the objects that OLM makes of a ClusterServiceVersion in its place: Deployments, accounts, rights, and
 * what its webhooks need (github.com/operator-framework/api, pkg/operators/v1alpha1, and the install strategy of
 * operator-lifecycle-manager). Without one, the manifests themselves. What the manifests have beside it stays as it is.
 */
export function expandBundles(manifests: readonly Manifest[], issues: Issue[]): Manifest[] {
  if (!manifests.some(isServiceVersion)) return [...manifests];
  const there = new Set(manifests.map(({ object }) => `${object.kind}/${nameOf(object)}`));
  const isBundle = (manifest: Manifest) => isServiceVersion(manifest) && !isInstalledBeside(manifest.object, there);
  const others = manifests.filter((manifest) => !isBundle(manifest));
  const made = manifests.filter(isBundle).flatMap(({ object }) => objectsOf(object, others, issues));
  return [...others, ...made.filter(({ object }) => !there.has(`${object.kind}/${nameOf(object)}`))];
}

/** Whether the Deployments of a ClusterServiceVersion are among the manifests too, which then need nothing of it. */
function isInstalledBeside(version: KubernetesObject, there: ReadonlySet<string>): boolean {
  const deployments = listAt(version, 'spec', 'install', 'spec', 'deployments');
  return deployments.length > 0 && deployments.every((each) => there.has(`Deployment/${stringAt(each, 'name') ?? ''}`));
}

function isServiceVersion({ object }: Manifest): boolean {
  return object.kind === 'ClusterServiceVersion' && groupOf(object.apiVersion) === 'operators.coreos.com';
}

function objectsOf(version: KubernetesObject, others: readonly Manifest[], issues: Issue[]): Manifest[] {
  const install = objectAt(version, 'spec', 'install', 'spec');
  const deployments = listAt(install, 'deployments').filter(isObject);
  if (deployments.length === 0) {
    issues.push({
      code: 'chart-invalid-input',
      path: `ClusterServiceVersion ${nameOf(version)}`,
      message: 'there is no Deployment in it to make a chart of',
      expected: 'spec.install.spec.deployments',
    });
    return [];
  }
  const namespace = stringAt(version.metadata, 'annotations', 'operatorframework.io/suggested-namespace');
  const place = (name: string): JsonObject => ({ name, ...(namespace === undefined ? {} : { namespace }) });
  const accounts = new Set<string>();
  const objects: KubernetesObject[] = [];
  for (const [field, kind] of [
    ['permissions', 'Role'],
    ['clusterPermissions', 'ClusterRole'],
  ] as const) {
    const seen = new Map<string, number>();
    for (const permission of listAt(install, field)) {
      const account = stringAt(permission, 'serviceAccountName') ?? 'default';
      accounts.add(account);
      const count = (seen.get(account) ?? 0) + 1;
      seen.set(account, count);
      const name = `${account}${kind === 'Role' ? '-namespaced' : ''}${count === 1 ? '' : `-${count}`}`;
      const metadata = kind === 'Role' ? place(name) : { name };
      objects.push(
        { apiVersion: RBAC, kind, metadata, rules: [...listAt(permission, 'rules')] },
        {
          apiVersion: RBAC,
          kind: `${kind}Binding`,
          metadata,
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
          subjects: [{ kind: 'ServiceAccount', ...place(account) }],
        },
      );
    }
  }
  const definitions = listAt(version, 'spec', 'webhookdefinitions').filter(isObject);
  for (const deployment of deployments) {
    const name = stringAt(deployment, 'name') ?? 'operator';
    const label = objectAt(deployment, 'label');
    const served = definitions.filter((each) => stringAt(each, 'deploymentName') === name);
    objects.push({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...place(name), ...(label === undefined ? {} : { labels: label as Record<string, string> }) },
      spec: withCertificate(objectAt(deployment, 'spec') ?? {}, served.length > 0 ? certificateOf(name) : undefined),
    });
    const account = stringAt(deployment, 'spec', 'template', 'spec', 'serviceAccountName');
    if (account !== undefined) accounts.add(account);
    if (served.length > 0) append(objects, webhooksOf(name, deployment, served, place));
  }
  const there = new Set(others.map(({ object }) => `${object.kind}/${nameOf(object)}`));
  for (const account of [...accounts].filter((each) => each !== 'default' && !there.has(`ServiceAccount/${each}`))) {
    objects.unshift({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: place(account) });
  }
  const from = `it is made of the ClusterServiceVersion ${nameOf(version)}, which a cluster without OLM does not know`;
  return objects.map((object) => ({
    object: settleObject(object).object,
    ...(object.kind === 'Deployment' ? { from: `${from}${conditionsOf(object)}` } : {}),
  }));
}

const RBAC = 'rbac.authorization.k8s.io/v1';

/** What OLM tells its pods, and nobody else does. */
function conditionsOf(deployment: KubernetesObject): string {
  return JSON.stringify(deployment).includes("metadata.annotations['olm.targetNamespaces']")
    ? '; its variables that read the annotation olm.targetNamespaces are empty, which most operators take for all namespaces'
    : '';
}

function serviceOf(deployment: string): string {
  return `${deployment.replaceAll('.', '-')}-service`;
}

function certificateOf(deployment: string): string {
  return `${serviceOf(deployment)}-cert`;
}

/** The pod with the certificate where OLM mounts it: at the default place of controller-runtime. */
function withCertificate(spec: JsonObject, secretName: string | undefined): JsonObject {
  const pod = objectAt(spec, 'template', 'spec');
  if (secretName === undefined || pod === undefined) return spec;
  const name = 'webhook-cert';
  const mountPath = '/tmp/k8s-webhook-server/serving-certs';
  const containers = listAt(pod, 'containers').map((container) => {
    const mounts = listAt(container, 'volumeMounts');
    if (!isObject(container) || mounts.some((mount) => stringAt(mount, 'mountPath') === mountPath)) return container;
    return { ...container, volumeMounts: [...mounts, { name, mountPath }] };
  });
  const volumes = listAt(pod, 'volumes').filter((volume) => stringAt(volume, 'name') !== name);
  const items: JsonValue = [
    { key: 'tls.crt', path: 'tls.crt' },
    { key: 'tls.key', path: 'tls.key' },
  ];
  const podSpec = { ...pod, containers, volumes: [...volumes, { name, secret: { secretName, items } }] };
  return { ...spec, template: { ...objectAt(spec, 'template'), spec: podSpec } };
}

/** The Service of a Deployment's webhooks, and their configurations. */
function webhooksOf(
  deployment: string,
  source: JsonObject,
  definitions: readonly JsonObject[],
  place: (name: string) => JsonObject,
): KubernetesObject[] {
  const service = serviceOf(deployment);
  const ports = new Map<number, JsonValue>();
  const objects: KubernetesObject[] = [];
  for (const definition of definitions) {
    const port = Number(definition.containerPort ?? 443);
    ports.set(port, definition.targetPort ?? port);
    const type = stringAt(definition, 'type') ?? '';
    const kind = { ValidatingAdmissionWebhook: 'Validating', MutatingAdmissionWebhook: 'Mutating' }[type];
    if (kind === undefined) continue; // a conversion stands in its CustomResourceDefinition
    const name = stringAt(definition, 'generateName') ?? service;
    const path = stringAt(definition, 'webhookPath');
    const copied = COPIED.filter((key) => valueAt(definition, key) !== undefined);
    objects.push({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: `${kind}WebhookConfiguration`,
      metadata: { name: name.replace(/(?<![-.])[-.]+$/, '').replace(/[^a-z0-9.-]/g, '-') },
      webhooks: [
        {
          name,
          clientConfig: { service: { ...place(service), ...(path === undefined ? {} : { path }), port } },
          ...Object.fromEntries(copied.map((key) => [key, definition[key]!])),
        },
      ],
    });
  }
  const selector = objectAt(source, 'spec', 'selector', 'matchLabels') ?? {};
  const list = [...ports].map(([port, targetPort]) => ({ name: String(port), port, targetPort }));
  return [{ apiVersion: 'v1', kind: 'Service', metadata: place(service), spec: { ports: list, selector } }, ...objects];
}

const COPIED = [
  ...['admissionReviewVersions', 'failurePolicy', 'matchPolicy', 'objectSelector', 'reinvocationPolicy', 'rules'],
  ...['sideEffects', 'timeoutSeconds'],
];
