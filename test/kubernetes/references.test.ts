import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';
import { formatPath } from '../../src/kubernetes/paths.ts';
import { findReferences } from '../../src/kubernetes/references/find-references.ts';

const BASE = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: demo-manager, namespace: demo-system }
---
apiVersion: v1
kind: Service
metadata: { name: demo-webhook-service, namespace: demo-system }
spec: { selector: { app: demo } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: demo-config, namespace: demo-system }
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: demo }
---
`;

/** \`path: text -> what it means\` for every reference of the last object. */
function references(yaml: string): string[] {
  const objects = parseAllDocuments(BASE + yaml).map((document) => document.toJS() as KubernetesObject);
  const graph = findReferences(objects);
  const last = objects.length - 1;
  return graph.spans[last]!.filter(({ rule }) => rule !== 'definition' && rule !== 'metadata.namespace')
    .map(({ path, start, end, target }) => {
      const whole = path.reduce<unknown>(
        (value, key) => (value as Record<string | number, unknown>)[key],
        objects[last],
      );
      const meaning = 'node' in target ? `${graph.nodes[target.node]!.kind}` : 'namespace';
      return `${formatPath(path)}: ${String(whole).slice(start, end)} -> ${meaning}`;
    })
    .sort();
}

function deployment(spec: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: demo, namespace: demo-system }
spec: { template: { metadata: { labels: { app: demo } }, spec: ${spec} } }`;
}

describe('findReferences', () => {
  it('takes the name of a pod template for the workload', () => {
    const named = deployment('{ containers: [] }').replace('labels: { app: demo }', 'name: demo');
    expect(references(named)).toEqual(['spec.template.metadata.name: demo -> Deployment']);
  });

  it('finds names in fields by the kind that the field means', () => {
    expect(
      references(
        deployment(
          '{ serviceAccountName: demo-manager, volumes: [{ name: c, configMap: { name: demo-config } }, { name: s, secret: { secretName: demo-config } }] }',
        ),
      ),
    ).toEqual([
      'spec.template.spec.serviceAccountName: demo-manager -> ServiceAccount',
      'spec.template.spec.volumes[0].configMap.name: demo-config -> ConfigMap',
    ]);
  });

  it.each([
    [
      'a DNS name',
      '--url=https://demo-webhook-service.demo-system.svc:443/x',
      ['demo-webhook-service -> Service', 'demo-system -> namespace'],
    ],
    ['a DNS name of another namespace', '--url=demo-webhook-service.other.svc', []],
    ['a namespace by its flag', '--namespace=demo-system', ['demo-system -> namespace']],
    ['a qualified name', '--config=demo-system/demo-config', ['demo-config -> ConfigMap', 'demo-system -> namespace']],
    ['a name by its flag', '--config-map=demo-config', ['demo-config -> ConfigMap']],
    ['a host and port', '--addr=demo-webhook-service:443', ['demo-webhook-service -> Service']],
    ['an image', '--image=example.com/demo-webhook-service:v1', []],
    ['a path', '--file=/etc/demo-config/x', []],
    ['a longer word', '--name=demo-config-extra', []],
    [
      'a namespace behind a variable',
      '--url=https://demo-webhook-service.$(POD_NAMESPACE).svc',
      ['demo-webhook-service -> Service'],
    ],
    ['a variable of something else', '--url=https://demo-webhook-service.$(ZONE).svc', []],
    [
      'a list of hosts',
      '--no-proxy=a.example,demo-webhook-service.demo-system',
      ['demo-webhook-service -> Service', 'demo-system -> namespace'],
    ],
    [
      'an account as a user',
      '--user=system:serviceaccount:demo-system:demo-manager',
      ['demo-system -> namespace', 'demo-manager -> ServiceAccount'],
    ],
    [
      'an account as a SPIFFE identity',
      '--id=spiffe://x/ns/demo-system/sa/demo-manager',
      ['demo-system -> namespace', 'demo-manager -> ServiceAccount'],
    ],
    [
      'an identity of another mesh',
      '--audience=spiffe://cluster.local/ns/demo-system/weaver',
      ['demo-system -> namespace'],
    ],
    [
      'a command line',
      'kubectl -n demo-system get cm demo-config; rm demo-config',
      ['demo-system -> namespace', 'demo-config -> ConfigMap'],
    ],
    ['a class by its flag, called like the prefix', '--ingress-class=demo', ['demo -> IngressClass']],
    ['a word that is also a class', '--profile=demo', []],
    ['a kind before a name', 'kubectl delete configmap/demo-config', ['demo-config -> ConfigMap']],
    ['the name of a Lease', '--leader-election-id=demo-webhook-service', []],
    ['an image with a number for a tag', '--image=demo-webhook-service:443', []],
  ])('reads %s in an argument', (_, argument, expected) => {
    const found = references(deployment(`{ containers: [{ name: m, args: [${JSON.stringify(argument)}] }] }`));
    expect(found.map((line) => line.replace(/^.*: /, '')).sort()).toEqual([...expected].sort());
  });

  it('follows StatefulSets through the names of their pods', () => {
    const yaml = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: demo-db, namespace: demo-system }
spec:
  serviceName: demo-webhook-service
  template: { spec: { containers: [{ name: db, args: ["--peers=demo-db-0=https://demo-db-0.demo-webhook-service:2380"] }] } }`;
    expect(references(yaml)).toEqual([
      'spec.serviceName: demo-webhook-service -> Service',
      'spec.template.spec.containers[0].args[0]: demo-db -> StatefulSet',
      'spec.template.spec.containers[0].args[0]: demo-db -> StatefulSet',
      'spec.template.spec.containers[0].args[0]: demo-webhook-service -> Service',
    ]);
  });

  it.each([
    [
      'label matchers of PromQL',
      `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: demo-rules, namespace: demo-system }
spec: { groups: [{ rules: [{ expr: 'up{namespace="demo-system",service=~"demo-webhook-service|x",container="demo-config"}' }] }] }`,
      ['demo-system -> namespace', 'demo-webhook-service -> Service'],
    ],
    [
      'namespaces that CEL compares',
      `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: demo-policy }
spec: { validations: [{ expression: "request.namespace in ['demo-system', 'x'] || object.metadata.name == 'demo-system'" }] }`,
      ['demo-system -> namespace'],
    ],
    [
      'object references in a custom resource',
      `apiVersion: x.example.org/v1
kind: Thing
metadata: { name: demo-thing, namespace: elsewhere }
spec: { target: { kind: Service, name: demo-webhook-service, namespace: demo-system }, image: { name: demo-webhook-service } }`,
      ['demo-system -> namespace', 'demo-webhook-service -> Service'],
    ],
    [
      'a selector in a configuration file',
      `apiVersion: v1
kind: ConfigMap
metadata: { name: demo-file, namespace: demo-system }
data: { hooks.json: '{"selector":[{"key":"kubernetes.io/metadata.name","values":["demo-system"]}]}' }`,
      ['demo-system -> namespace'],
    ],
    [
      'no names in labels that a custom resource selects by',
      `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: demo-monitor, namespace: demo-system }
spec: { selector: { matchLabels: { name: demo-webhook-service } }, namespaceSelector: { matchNames: [demo-system] } }`,
      ['demo-system -> namespace'],
    ],
    [
      'namespaces where terms of affinity look',
      deployment(
        '{ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ namespaces: [demo-system, other] }] } } }',
      ),
      ['demo-system -> namespace'],
    ],
  ])('reads %s', (_, yaml, expected) => {
    expect(
      references(yaml)
        .map((line) => line.replace(/^.*: /, ''))
        .sort(),
    ).toEqual([...expected].sort());
  });

  it.each([
    ['default', 'WATCH_NAMESPACE', ['default -> namespace']],
    ['default', 'PROFILE', []],
    ['demo-system', 'WATCH_NAMESPACE', []],
  ])('takes `default` for the namespace of an operator that lives in %s, in %s', (home, name, expected) => {
    const object = deployment(`{ containers: [{ name: m, env: [{ name: ${name}, value: default }] }] }`);
    const found = references(object.replace('namespace: demo-system', `namespace: ${home}`));
    expect(found.map((line) => line.replace(/^.*: /, ''))).toEqual(expected);
  });

  it.each([
    ['a Service of ours', '--url=https://demo-webhook-service.kube-system.svc', true],
    ['one of the cluster', '--url=https://kube-dns.kube-system.svc', false],
    ['an account of ours', '--user=system:serviceaccount:kube-system:demo-manager', true],
    ['one of the cluster', '--user=system:serviceaccount:kube-system:generic-garbage-collector', false],
    ['the namespace by its flag', '--namespace=kube-system', true],
  ])('knows whether an operator in kube-system means its own namespace by that of %s', (_, argument, isOwn) => {
    const yaml = BASE + deployment(`{ containers: [{ name: m, args: [${JSON.stringify(argument)}] }] }`);
    const objects = parseAllDocuments(yaml.replaceAll('demo-system', 'kube-system')).map(
      (document) => document.toJS() as KubernetesObject,
    );
    const { spans } = findReferences(objects);
    const found = spans.at(-1)!.filter(({ path, target }) => path.includes('args') && 'namespace' in target);
    expect(found).toHaveLength(isOwn ? 1 : 0);
  });

  it('keeps a binding where the Role of the cluster is', () => {
    const binding = (role: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: demo-${role}, namespace: kube-system }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${role} }
subjects: [{ kind: ServiceAccount, name: demo-manager, namespace: kube-system }]`;
    const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: ours, namespace: kube-system }`;
    const yaml = `${BASE}${role}\n---\n${binding('ours')}\n---\n${binding('theirs')}`;
    const objects = parseAllDocuments(yaml.replaceAll('demo-system', 'kube-system')).map(
      (document) => document.toJS() as KubernetesObject,
    );
    const { nodes, spans, doubts } = findReferences(objects);
    expect(nodes.filter(({ stays }) => stays).map(({ name }) => name)).toEqual(['demo-theirs']);
    expect(spans.at(-1)!.map(({ path }) => formatPath(path))).not.toContain('metadata.namespace');
    expect(doubts.map(({ path }) => formatPath(path))).toContain('metadata.namespace');
  });

  it('tells a name that it cannot judge', () => {
    const objects = parseAllDocuments(BASE + deployment('{ containers: [{ name: m, args: [--log=demo-config] }] }'));
    const { doubts } = findReferences(objects.map((document) => document.toJS() as KubernetesObject));
    expect(doubts.map(({ path }) => formatPath(path))).toContain('spec.template.spec.containers[0].args[0]');
  });

  it('tells nothing of programs, files and the groups of APIs', () => {
    const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: demo-role, namespace: demo-system }
rules: [{ apiGroups: [demo-system.example.com], resources: [x], verbs: [get] }]`;
    const pod = deployment(
      '{ containers: [{ name: m, command: [demo-config], args: [--file=/etc/demo-config/x.yaml] }] }',
    );
    const objects = parseAllDocuments(`${BASE}${pod}\n---\n${role}`);
    expect(findReferences(objects.map((document) => document.toJS() as KubernetesObject)).doubts).toEqual([]);
  });

  it('takes objects that state no namespace for those of the operator’s', () => {
    const binding = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: demo-binding }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: demo-role }
subjects: [{ kind: ServiceAccount, name: demo-manager, namespace: demo-system }]`;
    const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: demo-role, namespace: demo-system }`;
    expect(references(`${deployment('{}')}\n---\n${role}\n---\n${binding}`)).toEqual([
      'roleRef.name: demo-role -> Role',
      'subjects[0].name: demo-manager -> ServiceAccount',
      'subjects[0].namespace: demo-system -> namespace',
    ]);
  });

  it('finds what a Certificate provides, and who asks for its authority', () => {
    const certificate = `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: demo-cert, namespace: demo-system }
spec: { secretName: tls, dnsNames: [demo-webhook-service.demo-system.svc] }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: demo-v, annotations: { cert-manager.io/inject-ca-from: demo-system/demo-cert } }
webhooks: [{ name: v.x.io, clientConfig: { service: { name: demo-webhook-service, namespace: demo-system } }, namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [demo-system, kube-system] }] } }]`;
    expect(references(certificate)).toEqual([
      'metadata.annotations["cert-manager.io/inject-ca-from"]: demo-cert -> Certificate',
      'metadata.annotations["cert-manager.io/inject-ca-from"]: demo-system -> namespace',
      'webhooks[0].clientConfig.service.name: demo-webhook-service -> Service',
      'webhooks[0].clientConfig.service.namespace: demo-system -> namespace',
      'webhooks[0].namespaceSelector.matchExpressions[0].values[0]: demo-system -> namespace',
    ]);
  });

  it('knows what a selector selects, and that an empty one names nobody', () => {
    const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: demo-allow, namespace: demo-system }
spec: { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: demo } } }] }] }`;
    const objects = parseAllDocuments(`${BASE}${deployment('{ containers: [] }')}\n---\n${policy}`);
    const { selectors } = findReferences(objects.map((document) => document.toJS() as KubernetesObject));
    expect(selectors.at(-1)!.map(({ path, selects }) => [formatPath(path), selects])).toEqual([
      ['spec.ingress[0].from[0].podSelector', [4]],
    ]);
  });

  it.each([
    ['the own namespace', 'topologyKey: x', true],
    ['a list of namespaces', 'namespaces: [demo-system]', true],
    ['a list of others', 'namespaces: [other]', false],
    ['all namespaces', 'namespaceSelector: {}', true],
  ])('looks for the pods of a term of affinity in %s', (_, beside, isFound) => {
    const term = `{ labelSelector: { matchLabels: { app: demo } }, ${beside} }`;
    const spec = `{ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [${term}] } } }`;
    const objects = parseAllDocuments(deployment(spec)).map((document) => document.toJS() as KubernetesObject);
    expect(findReferences(objects).selectors[0]).toHaveLength(isFound ? 1 : 0);
  });

  it.each([
    ['the own namespace', '{}', []],
    ['one by name', '{ matchNames: [demo-system] }', [0]],
    ['all', '{ any: true }', [0]],
  ])('looks for what a monitor selects in %s', (_, selector, expected) => {
    const yaml = `${deployment('{}')}
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: demo-monitor, namespace: watching }
spec: { selector: { matchLabels: { app: demo } }, namespaceSelector: ${selector} }`;
    const objects = parseAllDocuments(yaml).map((document) => document.toJS() as KubernetesObject);
    expect(findReferences(objects).selectors[1]!.flatMap(({ selects }) => selects)).toEqual(expected);
  });
});
