import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue, KubernetesObject } from '../../src/kubernetes/object.ts';
import { renderManifests } from '../../src/kustomize/render-manifests.ts';
import type { FeatureName, ScaffoldOptions } from '../../src/options/generated/types.ts';
import { listPresets } from '../../src/presets/list-presets.ts';
import { NAMED_PRESETS } from '../../src/presets/named/named-presets.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { validateOptions } from '../../src/scaffold/read-options.ts';

const FEATURES: readonly FeatureName[] = [
  'metrics',
  'networkPolicy',
  'prometheus',
  'certManager',
  'metricsCerts',
  'webhooks',
];

const PROJECTS: Readonly<Record<string, Omit<ScaffoldOptions, 'preset'>>> = {
  'without kinds': { projectName: 'bare' },
  'with one kind': { projectName: 'one', resources: [{ group: 'shop', version: 'v1', kind: 'Widget' }] },
  'with webhooks of every type': {
    projectName: 'demo',
    resources: [
      {
        group: 'shop',
        version: 'v1',
        kind: 'Policy',
        webhooks: { defaulting: true, validation: true, conversion: true, spoke: ['v2'] },
      },
      { group: 'shop', version: 'v2', kind: 'Policy' },
      { group: 'shop', version: 'v1', kind: 'Box', api: { namespaced: false }, webhooks: { defaulting: true } },
    ],
  },
  'with conversion alone, twice': {
    projectName: 'turns',
    multigroup: true,
    resources: ['Fish', 'Leaf'].flatMap((kind, index) => [
      { group: `g${index}`, version: 'v1', kind, webhooks: { conversion: true, spoke: ['v1beta1'] } },
      { group: `g${index}`, version: 'v1beta1', kind },
    ]),
  },
  'with webhooks for types of others': {
    projectName: 'guard',
    resources: [
      { group: 'core', version: 'v1', kind: 'Pod', core: true, controller: false, webhooks: { defaulting: true } },
      { group: 'apps', version: 'v1', kind: 'Deployment', core: true, webhooks: { validation: true } },
    ],
  },
  'confined to a namespace': {
    projectName: 'confined',
    namespaced: true,
    resources: [
      { group: 'shop', version: 'v1', kind: 'Widget', webhooks: { validation: true } },
      { group: 'shop', version: 'v1', kind: 'Zone', api: { namespaced: false } },
    ],
  },
};

describe.each(NAMED_PRESETS.map((preset) => preset.name))('%s', (preset) => {
  it('has no known defect left', () => {
    expect(listPresets().find((info) => info.name === preset)?.defects).toEqual([]);
  });

  it.each(Object.entries(PROJECTS))('holds together %s, with every set of features that is allowed', (_, project) => {
    const sets = [undefined, ...featureSets()];
    const allowed = sets
      .map((features): ScaffoldOptions => ({ ...project, preset, ...(features === undefined ? {} : { features }) }))
      .filter((options) => validateOptions(options).length === 0);
    expect(allowed.length).toBeGreaterThan(2);
    const seen = new Set<string>(); // many sets give one tree
    for (const options of allowed) {
      const { certManager } = options.features ?? {};
      const key = JSON.stringify([certManager, buildScaffold(options)]);
      if (seen.has(key)) continue;
      seen.add(key);
      const problems = problemsOf(renderManifests(buildScaffold(options)), options);
      expect(problems, JSON.stringify(options)).toEqual([]);
    }
  });
});

/** Every way to say something about some of the features: 2 to the power of 6, each named one on or off in turn. */
function featureSets(): Partial<Record<FeatureName, boolean>>[] {
  return Array.from({ length: 2 ** FEATURES.length }, (_, bits) =>
    Object.fromEntries(FEATURES.map((name, bit) => [name, (bits & (1 << bit)) !== 0])),
  );
}

/** What is wrong with a set of objects as they would be applied. */
function problemsOf(objects: readonly KubernetesObject[], options: ScaffoldOptions): string[] {
  return [
    ...selectorProblems(objects),
    ...bindingProblems(objects),
    ...podProblems(objects),
    ...certificateProblems(objects, options),
    ...policyProblems(objects),
    ...deadlockProblems(objects),
  ];
}

function ofKind(objects: readonly KubernetesObject[], kind: string): readonly KubernetesObject[] {
  return objects.filter((object) => object.kind === kind);
}

// Fields of objects whose shape is known: the tests read them without ceremony.
// biome-ignore lint/suspicious/noExplicitAny: see above
function fields(value: JsonValue | undefined): any {
  return value;
}

function selectorProblems(objects: readonly KubernetesObject[]): string[] {
  const pod = fields(ofKind(objects, 'Deployment')[0]?.spec).template;
  const matches = (selector: Record<string, string>) =>
    Object.keys(selector).length > 1 &&
    Object.entries(selector).every(([label, value]) => pod.metadata.labels[label] === value);
  const services = ofKind(objects, 'Service');
  const ports = new Set<JsonValue>(pod.spec.containers.flatMap(portsOf));
  return [
    ...services.filter((service) => !matches(fields(service.spec).selector)).map((it) => `${name(it)} selects nothing`),
    ...ofKind(objects, 'NetworkPolicy')
      .filter((policy) => !matches(fields(policy.spec).podSelector.matchLabels))
      .map((policy) => `${name(policy)} selects nothing`),
    ...services.flatMap((service) =>
      fields(service.spec)
        .ports.filter((port: JsonObject) => typeof port.targetPort === 'string' && !ports.has(port.targetPort))
        .map(() => `${name(service)} leads to no port`),
    ),
    ...ofKind(objects, 'ServiceMonitor')
      .filter((monitor) => !services.some((service) => monitorSelects(monitor, service)))
      .map((monitor) => `${name(monitor)} finds no Service`),
  ];
}

function portsOf(container: JsonObject): JsonValue[] {
  return (fields(container.ports) ?? []).flatMap((port: JsonObject) => [port.name, port.containerPort]);
}

function monitorSelects(monitor: KubernetesObject, service: KubernetesObject): boolean {
  const { selector, endpoints } = fields(monitor.spec);
  return (
    Object.entries(selector.matchLabels).every(
      ([label, value]) => fields(service.metadata.labels)?.[label] === value,
    ) && fields(service.spec).ports.some((port: JsonObject) => port.name === endpoints[0].port)
  );
}

function name(object: KubernetesObject): string {
  return `${object.kind} ${String(object.metadata.name)}`;
}

function bindingProblems(objects: readonly KubernetesObject[]): string[] {
  const known = new Set(objects.map((object) => `${name(object)} ${String(object.metadata.namespace ?? '')}`));
  return objects
    .filter((object) => object.kind.endsWith('RoleBinding'))
    .flatMap((binding) => {
      const { roleRef, subjects } = fields(binding);
      const roleNamespace = roleRef.kind === 'Role' ? binding.metadata.namespace : '';
      const wanted = [
        `${roleRef.kind} ${roleRef.name} ${String(roleNamespace)}`,
        ...subjects.map((subject: JsonObject) => `${subject.kind} ${subject.name} ${subject.namespace}`),
      ];
      return wanted.filter((reference) => !known.has(reference)).map((it) => `${name(binding)} names ${it}`);
    });
}

/** The restricted Pod Security Standard, and an image that can be pulled. */
function podProblems(objects: readonly KubernetesObject[]): string[] {
  const { spec } = fields(ofKind(objects, 'Deployment')[0]?.spec).template;
  const problems: string[] = [];
  if (spec.securityContext.runAsNonRoot !== true) problems.push('may run as root');
  if (spec.securityContext.seccompProfile?.type !== 'RuntimeDefault') problems.push('no seccomp profile');
  for (const { name: container, image, securityContext, args } of spec.containers) {
    if (securityContext.allowPrivilegeEscalation !== false) problems.push(`${container} may escalate`);
    if (securityContext.capabilities.drop[0] !== 'ALL') problems.push(`${container} has capabilities`);
    if (image.startsWith('gcr.io/kubebuilder')) problems.push(`${container} cannot be pulled`);
    if (container !== 'manager') continue;
    for (const flag of ['--leader-elect', '--health-probe-bind-address=:8081']) {
      if (!args.includes(flag)) problems.push(`lost ${flag}`);
    }
  }
  const ports = spec.containers.flatMap(portsOf);
  if (new Set(ports).size !== ports.length) problems.push('a port twice');
  return problems;
}

function certificateProblems(objects: readonly KubernetesObject[], options: ScaffoldOptions): string[] {
  const text = JSON.stringify(objects);
  const problems = /SERVICE_NAME|CERTIFICATE_NAME/.test(text) ? ['a placeholder is left'] : [];
  const certificates = ofKind(objects, 'Certificate');
  const secrets = new Set(certificates.map((certificate) => fields(certificate.spec).secretName));
  const { volumes } = fields(ofKind(objects, 'Deployment')[0]?.spec).template.spec;
  const mounted = (volumes ?? []).map((volume: JsonObject) => fields(volume.secret).secretName);
  if (options.features?.certManager !== false) {
    for (const secret of mounted) if (!secrets.has(secret)) problems.push(`nobody issues ${secret}`);
  }
  for (const secret of secrets) if (!mounted.includes(secret)) problems.push(`nobody uses ${secret}`);
  const services = ofKind(objects, 'Service').map(({ metadata }) => `${metadata.name}.${metadata.namespace}.svc`);
  for (const certificate of certificates) {
    const host = fields(certificate.spec).dnsNames[0];
    if (!services.includes(host)) problems.push(`${name(certificate)} is for ${host}`);
  }
  problems.push(...injectionProblems(objects, certificates));
  for (const monitor of ofKind(objects, 'ServiceMonitor')) {
    const { tlsConfig } = fields(monitor.spec).endpoints[0];
    if (mounted.includes('metrics-server-cert')) {
      if (tlsConfig.insecureSkipVerify !== false) problems.push('the monitor does not verify');
      if (!services.includes(tlsConfig.serverName)) problems.push(`the monitor expects ${tlsConfig.serverName}`);
    }
  }
  return problems;
}

/** With a certificate for the webhooks everything that calls them trusts it, and nothing else is annotated. */
function injectionProblems(objects: readonly KubernetesObject[], certificates: readonly KubernetesObject[]): string[] {
  const serving = certificates.find(({ metadata }) => String(metadata.name).endsWith('-serving-cert'));
  const source = serving === undefined ? undefined : `${serving.metadata.namespace}/${serving.metadata.name}`;
  return objects.flatMap((object) => {
    const calls =
      object.kind.endsWith('WebhookConfiguration') || fields(object.spec)?.conversion?.strategy === 'Webhook';
    const annotation = fields(object.metadata.annotations)?.['cert-manager.io/inject-ca-from'];
    return annotation === (calls ? source : undefined) ? [] : [`${name(object)} trusts ${annotation}`];
  });
}

function policyProblems(objects: readonly KubernetesObject[]): string[] {
  return ofKind(objects, 'NetworkPolicy').flatMap((policy) => {
    const [rule] = fields(policy.spec).ingress;
    const webhook = String(policy.metadata.name).endsWith('allow-webhook-traffic');
    if (webhook)
      return rule.ports[0].port === 9443 && rule.from === undefined ? [] : [`${name(policy)} lets nobody in`];
    const service = ofKind(objects, 'Service').find(({ metadata }) =>
      String(metadata.name).endsWith('metrics-service'),
    );
    const target = service === undefined ? rule.ports[0].port : fields(service.spec).ports[0].targetPort;
    return rule.ports.length === 1 && rule.ports[0].port === target ? [] : [`${name(policy)} opens another port`];
  });
}

/** A webhook for a type of Kubernetes passes over the namespace of its own manager. */
function deadlockProblems(objects: readonly KubernetesObject[]): string[] {
  const own = ofKind(objects, 'Namespace')[0]?.metadata.name;
  return objects
    .filter((object) => object.kind.endsWith('WebhookConfiguration'))
    .flatMap((object) => fields(object.webhooks) as JsonObject[])
    .filter((webhook) => !String(fields(webhook.rules)[0].apiGroups[0]).includes('.'))
    .filter((webhook) => !JSON.stringify(webhook.namespaceSelector ?? {}).includes(`"NotIn","values":["${own}"]`))
    .map((webhook) => `${String(webhook.name)} judges its own manager`);
}
