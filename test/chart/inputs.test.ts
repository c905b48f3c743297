import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildChart } from '../../src/chart/build-chart.ts';
import type { ChartTree } from '../../src/chart/chart-tree.ts';
import { readManifestFiles, readManifests } from '../../src/chart/read-manifests.ts';
import type { ScaffoldError } from '../../src/core/errors.ts';

const base = (more: { spec?: string; image?: string } = {}) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: acme-operator, namespace: acme-system}
spec:
  selector: {matchLabels: {app: acme}}
  template:
    metadata: {labels: {app: acme}}
    spec:
      ${more.spec ?? 'enableServiceLinks: false'}
      containers: [{name: manager, image: '${more.image ?? 'example.com/acme:v1'}'}]
`;
const values = (chart: ChartTree) => parse(chart.get('values.yaml')!);
const codes = ({ report }: ChartTree) => [...report.warnings, ...report.assumptions].map(({ code }) => code);

describe('words that YAML 1.1 takes for booleans', () => {
  it('are booleans in the fields that want one', () => {
    const chart = buildChart(base({ spec: 'hostNetwork: yes\n      shareProcessNamespace: Off' }));
    expect(codes(chart)).not.toContain('not-a-value');
    const text = [...chart].map(({ content }) => content).join('');
    expect(text).toContain('hostNetwork: true');
    expect(text).toContain('shareProcessNamespace: false');
  });

  it('are text where Kubernetes wants text, and in quotes', () => {
    const [map, pod] = readManifests(`apiVersion: v1
kind: ConfigMap
metadata: {name: on, labels: {storage: no}}
data: {immutable: yes, tty: 'no'}
immutable: yes
---
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  nodeSelector: {privileged: on}
  hostNetwork: "yes"
  containers: [{name: y, args: [no], tty: y}]
`).map(({ object }) => object as Record<string, unknown>);
    expect(map).toMatchObject({
      metadata: { name: 'on', labels: { storage: 'no' } },
      data: { immutable: 'yes', tty: 'no' },
      immutable: true,
    });
    expect(pod?.spec).toMatchObject({
      nodeSelector: { privileged: 'on' },
      hostNetwork: 'yes',
      containers: [{ name: 'y', args: ['no'], tty: true }],
    });
  });

  it('are what kubectl takes them for in kinds of others', () => {
    const [gear] = readManifests(
      'apiVersion: acme.example.com/v1\nkind: Gear\nmetadata: {name: no}\nspec: {enabled: on, modes: [off, "off"], n: 3}\n',
    ).map(({ object }) => object as Record<string, unknown>);
    expect(gear).toMatchObject({ metadata: { name: 'no' }, spec: { enabled: true, modes: [false, 'off'], n: 3 } });
  });
});

describe('the old name of a pod’s account', () => {
  const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: acme-sa, namespace: acme-system}\n---\n';

  it.each(['serviceAccount: acme-sa', 'serviceAccount: other\n      serviceAccountName: acme-sa'])('%s', (spec) => {
    const chart = buildChart(account + base({ spec }));
    expect(values(chart).serviceAccount.create).toBe(true);
    const deployment = [...chart].find(({ content }) => /^kind: Deployment$/m.test(content))!.content;
    expect(deployment).not.toMatch(/serviceAccount: /);
    expect(deployment).toContain('serviceAccountName: {{ include "acme.serviceAccountName" $');
  });

  it('does not change the objects that were given', () => {
    const objects = readManifests(base()).map(({ object }) => object);
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: { serviceAccount: 'x', containers: [] },
    };
    const before = JSON.stringify([...objects, pod]);
    buildChart([...objects, pod]);
    expect(JSON.stringify([...objects, pod])).toBe(before);
  });
});

describe('tags that a release script fills in', () => {
  it.each(['${CHART_APPVERSION}', '__TAG__', 'PLACEHOLDER', 'v{{ .Version }}', 'image_tag'])('%s', (tag) => {
    const chart = buildChart(base({ image: `example.com/acme:${tag}` }));
    expect(parse(chart.get('Chart.yaml')!).appVersion).toBe('0.1.0');
    expect(values(chart).image.tag).toBe(tag);
    expect(codes(chart)).toContain('image-placeholder');
  });

  it.each(['v1', '_edge', '1.2.3-', 'latest', 'main', 'versioned', 'v1-replaced'])('%s is a tag', (tag) => {
    const chart = buildChart(base({ image: `example.com/acme:${tag}` }));
    expect(String(parse(chart.get('Chart.yaml')!).appVersion)).toBe(tag);
    expect(codes(chart)).not.toContain('image-placeholder');
  });
});

describe('a webhook without a workload', () => {
  const chart = buildChart(`apiVersion: v1
kind: Service
metadata: {name: acme-webhook, namespace: acme-system}
spec: {ports: [{port: 443}], selector: {app: acme}}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: acme-validating}
webhooks: [{name: v.acme.example.com, clientConfig: {service: {name: acme-webhook, namespace: acme-system}}, sideEffects: None, admissionReviewVersions: [v1]}]
`);

  it('has the values that its test reads', () => {
    const test = chart.get('templates/tests/services.yaml')!;
    expect(test).toContain('.imagePullSecrets" (list $ ');
    expect(values(chart).global).toEqual({ imageRegistry: '', imagePullSecrets: [] });
  });
});

describe('objects that were read from a cluster', () => {
  it('lose what the cluster wrote, which is told', () => {
    const chart = buildChart(`${base()}---
apiVersion: v1
kind: Service
metadata:
  name: acme-web
  namespace: acme-system
  uid: 0b0e
  resourceVersion: "12"
  creationTimestamp: "2026-01-01T00:00:00Z"
  ownerReferences: [{apiVersion: v1, kind: X, name: y, uid: z}]
  annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}", mine: kept}
spec: {clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ports: [{port: 80}], selector: {app: acme}}
status: {loadBalancer: {}}
`);
    const service = [...chart].find(({ content }) => /^kind: Service$/m.test(content))!.content;
    expect(service).not.toMatch(/clusterIP|uid|resourceVersion|ownerReferences|last-applied|loadBalancer/);
    expect(service).toContain('mine: kept');
    expect(chart.report.assumptions.find(({ code }) => code === 'exported-object')?.message).toContain(
      'spec.clusterIP',
    );
  });

  it('keep that they are headless; what nobody exported keeps all', () => {
    const service = (metadata: string) =>
      readManifests(
        `apiVersion: v1\nkind: Service\nmetadata: {name: a, ${metadata}}\nspec: {clusterIP: None, clusterIPs: [None]}\nstatus: {}\n`,
      )[0]!;
    expect(service('uid: a').object).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a' },
      spec: { clusterIP: 'None', clusterIPs: ['None'] },
    });
    expect(service('creationTimestamp: null').object.status).toEqual({});
    expect(service('creationTimestamp: null').cleaned).toBeUndefined();
  });
});

describe('lists', () => {
  it('of a kind give it to items that say none', () => {
    const list = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleList
items:
  - metadata: {name: a}
    rules: []
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
`;
    expect(readManifests(list).map(({ object }) => `${object.apiVersion} ${object.kind}`)).toEqual([
      'rbac.authorization.k8s.io/v1 Role',
      'v1 ConfigMap',
    ]);
  });
});

describe('Jobs', () => {
  const job = (metadata: string) =>
    `---\napiVersion: batch/v1\nkind: Job\nmetadata: {${metadata}, namespace: acme-system}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: 'example.com/certgen:v1'}]}}}\n`;
  const jobOf = (chart: ChartTree) => [...chart].find(({ content }) => /^kind: Job$/m.test(content))!.content;

  it('have the revision in their names', () => {
    const chart = buildChart(base() + job('name: acme-create'));
    expect(jobOf(chart)).toMatch(/^ {2}name: .*include "[a-z]+\.revisionName" \(list \$ \(include/m);
    expect(codes(chart)).toContain('job-revision');
    expect(codes(chart)).not.toContain('job-immutable');
  });

  it('keep them where they are hooks, and where they are asked to', () => {
    const hook = buildChart(base() + job('name: acme-create, annotations: {helm.sh/hook: pre-install}'));
    expect(jobOf(hook)).not.toContain('revisionName');
    const kept = buildChart(base() + job('name: acme-create'), { keepNames: ['Job/acme-create'] });
    expect(jobOf(kept)).not.toContain('revisionName');
    expect(codes(kept)).toContain('job-immutable');
  });

  it('that are called by their creation have a name', () => {
    const chart = buildChart(base() + job('generateName: acme-create-'));
    expect(jobOf(chart)).not.toContain('generateName');
  });
});

describe('definitions in crds/', () => {
  it('that name objects of the release are told', () => {
    const chart = buildChart(
      `${base()}---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: acme-cert, namespace: acme-system}
spec: {secretName: acme-tls, issuerRef: {name: x, kind: ClusterIssuer}, dnsNames: [a]}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: gears.acme.example.com
  annotations: {cert-manager.io/inject-ca-from: acme-system/acme-cert}
spec:
  group: acme.example.com
  names: {kind: Gear, plural: gears}
  scope: Namespaced
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
`,
      { crds: 'crds' },
    );
    expect(chart.report.warnings.find(({ code }) => code === 'crd-reference')?.message).toContain('inject-ca-from');
  });
});

describe('a bundle of OLM', () => {
  const version = `apiVersion: operators.coreos.com/v1alpha1
kind: ClusterServiceVersion
metadata: {name: acme.v1.2.3}
spec:
  install:
    strategy: deployment
    spec:
      clusterPermissions:
        - serviceAccountName: acme-manager
          rules: [{apiGroups: [acme.example.com], resources: [gears], verbs: [get]}]
      permissions:
        - serviceAccountName: acme-manager
          rules: [{apiGroups: [''], resources: [configmaps], verbs: [get]}]
      deployments:
        - name: acme-controller-manager
          label: {app: acme}
          spec:
            selector: {matchLabels: {app: acme}}
            template:
              metadata: {labels: {app: acme}}
              spec: {serviceAccountName: acme-manager, containers: [{name: manager, image: 'example.com/acme:v1.2.3'}]}
  webhookdefinitions:
    - type: ValidatingAdmissionWebhook
      admissionReviewVersions: [v1]
      containerPort: 443
      targetPort: 9443
      deploymentName: acme-controller-manager
      failurePolicy: Fail
      generateName: vgear.acme.example.com
      rules: [{apiGroups: [acme.example.com], apiVersions: [v1], operations: [CREATE], resources: [gears]}]
      sideEffects: None
      webhookPath: /validate-gear
`;

  it('gives its Deployment, rights and webhooks', () => {
    const objects = readManifests(version).map(({ object }) => object);
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ServiceAccount acme-manager',
      'Role acme-manager-namespaced',
      'RoleBinding acme-manager-namespaced',
      'ClusterRole acme-manager',
      'ClusterRoleBinding acme-manager',
      'Deployment acme-controller-manager',
      'Service acme-controller-manager-service',
      'ValidatingWebhookConfiguration vgear.acme.example.com',
    ]);
    const chart = buildChart(version);
    expect(codes(chart)).toContain('olm-bundle');
    expect([...chart].some(({ content }) => content.includes('ClusterServiceVersion'))).toBe(false);
    expect(parse(chart.get('Chart.yaml')!).appVersion).toBe('v1.2.3');
  });

  it('stays as it is beside its own Deployment, and gives no object that is there', () => {
    const [deployment, account] = ['Deployment', 'ServiceAccount'].map(
      (wanted) => readManifests(version).find(({ object }) => object.kind === wanted)!.object,
    );
    const bundle = readManifests(version.replace(/^ {2}webhookdefinitions[\s\S]*/m, '')).length;
    const text = (...objects: unknown[]) => [version, ...objects.map((each) => JSON.stringify(each))].join('---\n');
    expect(readManifests(text(deployment)).map(({ object }) => object.kind)).toEqual([
      'ClusterServiceVersion',
      'Deployment',
    ]);
    const beside = readManifests(text(account)).map(({ object }) => object.kind);
    expect(beside.filter((kind) => kind === 'ServiceAccount')).toHaveLength(1);
    expect(beside).toHaveLength(bundle + 2);
  });

  it('without a Deployment is refused', () => {
    expect(() => readManifests(version.replace('deployments:', 'others:'))).toThrow(/there is no Deployment in it/);
  });
});

describe('several files', () => {
  it('are named in errors, with the line', () => {
    const files = [
      { path: 'a.yaml', text: base() },
      { path: 'b/c.yaml', text: 'kind: Nothing\n' },
      { path: 'd.yaml', text: 'a: b\n---\nx: [\n' },
    ];
    let issues: readonly string[] = [];
    try {
      readManifestFiles(files);
    } catch (error) {
      issues = (error as ScaffoldError).issues.map(({ path }) => path);
    }
    expect(issues).toEqual(['b/c.yaml[0]', expect.stringMatching(/^d\.yaml:[34]:/)]);
  });
});

describe('JSON with characters as pairs of escapes', () => {
  const map = (text: string) => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"${text}"}}`;
  const read = (text: string) => readManifests(map(text))[0]!.object.data as unknown as { k: string };

  it('means the characters', () => {
    expect(read('\\ud83d\\ude00 and \\uD83D\\uDE00').k).toBe('😀 and 😀');
  });

  it('keeps a backslash that stands for itself', () => {
    expect(read('\\\\ud83d\\\\ude00 \\ud83d\\ude00').k).toBe('\\ud83d\\ude00 😀');
  });

  it('is refused where half a pair is missing', () => {
    expect(() => read('\\ud83d and no more')).toThrow(/no character/);
  });
});
