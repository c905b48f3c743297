import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { buildChart, generateChart } from '../../src/chart/build-chart.ts';
import type { ChartTree } from '../../src/chart/chart-tree.ts';
import { ScaffoldError } from '../../src/core/errors.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../src/kubernetes/object.ts';

const INPUTS = ['inputs', 'refused-inputs'].flatMap((folder) => {
  const directory = join(import.meta.dirname, '../conformance', folder);
  return readdirSync(directory).map((file) => [file, readFileSync(join(directory, file), 'utf8')] as const);
});
const CHARTS = new Map<string, ChartTree>(INPUTS.map(([file, text]) => [file, buildChart(text)]));

function objectsOf(text: string): KubernetesObject[] {
  return parseAllDocuments(text, { version: '1.1' })
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object) => object !== null)
    .flatMap((object) => (object.kind === 'List' ? (object.items as unknown as KubernetesObject[]) : [object]));
}

/** All templates and files that become objects, as one text. */
function templatesOf(chart: ChartTree): string {
  return [...chart]
    .flatMap(({ path, content }) => (/^(templates|crds|charts)\//.test(path) ? [content] : []))
    .join('\n');
}

/** Dotted paths of all values that are not sections, by the schema. */
function leaves(schema: JsonObject, prefix: string): string[] {
  return Object.entries((schema.properties ?? {}) as Record<string, JsonObject>).flatMap(([key, child]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    return child.additionalProperties === false && child.properties !== undefined ? leaves(child, path) : [path];
  });
}

describe.each(INPUTS)('a chart of %s', (file, text) => {
  const chart = CHARTS.get(file)!;
  const values = parse(chart.get('values.yaml')!) as JsonObject;
  const schema = JSON.parse(chart.get('values.schema.json')!) as JsonObject;

  it('adds no two objects of one kind and name', () => {
    const added = [...chart].flatMap(({ path, content }) => {
      const [, kind] = /\/(horizontalpodautoscaler|poddisruptionbudget)-/.exec(path) ?? [];
      const [, name] = /^metadata:\n(?: .*\n)*? {2}name: (.*)$/m.exec(content) ?? [];
      return kind === undefined ? [] : [`${kind} ${name}`];
    });
    expect(new Set(added).size).toBe(added.length);
  });
  const validate = new Ajv({ strict: false, meta: false, validateSchema: false }).compile(schema);

  it('has a template for every object of the input', () => {
    const kinds = objectsOf(text).map(({ kind }) => kind);
    const printed = [...templatesOf(chart).matchAll(/^kind: (\w+)$/gm)].map((match) => match[1]);
    for (const kind of new Set(kinds)) {
      const wanted = kinds.filter((each) => each === kind).length;
      expect(printed.filter((each) => each === kind).length, kind).toBeGreaterThanOrEqual(wanted);
    }
    expect(chart.report.objects).toBe(kinds.length);
  });

  it('is the same every time, and leaves its input alone', () => {
    const objects = objectsOf(text);
    const before = structuredClone(objects);
    expect(buildChart(text).equals(chart)).toBe(true);
    buildChart(objects);
    expect(objects).toEqual(before);
  });

  it('has defaults that its schema accepts', () => {
    expect(validate(values), JSON.stringify(validate.errors)).toBe(true);
  });

  it('refuses a misspelt key and a wrong type in every section', () => {
    for (const path of ['', ...sections(values, schema, '')]) {
      const bad = structuredClone(values) as Record<string, JsonValue>;
      const section = at(bad, path) as Record<string, JsonValue>;
      section.misspelt = true;
      expect(validate(bad), `${path}.misspelt`).toBe(false);
      delete section.misspelt;
      if (path === '') continue;
      (at(bad, path.split('.').slice(0, -1).join('.')) as Record<string, JsonValue>)[path.split('.').at(-1)!] = 7;
      expect(validate(bad), path).toBe(false);
    }
  });

  it('reads every value in a template', () => {
    const all = templatesOf(chart);
    for (const leaf of leaves(schema, '')) {
      // `enabled` is for the condition of a chart around this one.
      if (leaf === 'global' || leaf === 'enabled' || leaf.endsWith('-schemas') || leaf === 'crds') continue;
      const parent = leaf.split('.').slice(0, -1).join('.');
      const read = new RegExp(`\\.Values\\.${leaf.replaceAll('.', '\\.')}(?![A-Za-z0-9])`).test(all);
      // An image goes to its helper as a whole.
      const whole = /image$/i.test(parent) && new RegExp(`\\.Values\\.${parent.replaceAll('.', '\\.')}[ )]`).test(all);
      const issuer = parent === 'certManager.issuerRef' && all.includes('.Values.certManager.issuerRef.name');
      // What is set for one webhook is looked up by its name.
      const [, group, webhook, field] = /^webhook\.(mutating|validating)\.(.*)\.(\w+)$/.exec(leaf) ?? [];
      const override = `(index .Values.webhook.${group} ${JSON.stringify(webhook)} | default dict).${field}`;
      expect(read || whole || issuer || all.includes(override), leaf).toBe(true);
    }
  });

  it('describes every value', () => {
    const lines = chart.get('values.yaml')!.split('\n');
    const table = chart.get('README.md')!;
    for (const leaf of leaves(schema, '')) {
      if (leaf === 'global' || leaf === 'enabled' || leaf.endsWith('-schemas')) continue;
      if (/^webhook\.(mutating|validating)\./.test(leaf)) continue; // described together
      const key = leaf.split('.').at(-1)!;
      const isWritten = leaf.split('.').every((_, at, parts) => valueAt(values, parts.slice(0, at + 1)) !== undefined);
      const described = lines.some(
        (line, n) => line.trimStart().startsWith(`${key}:`) && lines[n - 1]!.trimStart().startsWith('#'),
      );
      const isNamed = lines.some((line) => line.includes(key) || line.includes('see README.md')) && table.includes(key);
      expect(isWritten ? described : isNamed, leaf).toBe(true);
      expect(table).toContain(`| ${leaf} |`);
    }
  });
});

function valueAt(values: JsonValue, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((found, key) => (found as JsonObject | undefined)?.[key], values);
}

function sections(values: JsonValue, schema: JsonObject, prefix: string): string[] {
  return Object.entries((schema.properties ?? {}) as Record<string, JsonObject>).flatMap(([key, child]) => {
    if (child.additionalProperties !== false || child.properties === undefined) return [];
    // Only what is set for a webhook is there.
    if ((values as JsonObject)[key] === undefined) return [];
    const path = prefix === '' ? key : `${prefix}.${key}`;
    return [path, ...sections((values as JsonObject)[key]!, child, path)];
  });
}

function at(value: JsonValue, path: string): JsonValue {
  return path === '' ? value : path.split('.').reduce((found, key) => (found as JsonObject)[key]!, value);
}

const DEPLOYMENT: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'demo-controller-manager', namespace: 'demo-system' },
  spec: {
    selector: { matchLabels: { app: 'demo' } },
    template: {
      metadata: { labels: { app: 'demo' } },
      spec: { containers: [{ name: 'manager', image: 'example.com/demo:v1.2.3' }] },
    },
  },
};

/** What a chart stands for that was first made by the rules of before. */
const OLD = {
  name: 'demo',
  version: '0.1.0',
  appVersion: 'v1.2.3',
  prefix: '',
  rules: 1,
  keys: {},
  options: {},
} as const;

/** Text that does not compress, as schemas of that size would not either. */
function incompressible(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => {
    seed = (seed * 48271) % 2147483647;
    return (seed % 36).toString(36);
  }).join('');
}

describe('buildChart', () => {
  it('names the chart after the common prefix, and the version after the image', () => {
    const service = {
      ...DEPLOYMENT,
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'demo-metrics', namespace: 'demo-system' },
      spec: {},
    };
    const { report } = buildChart([DEPLOYMENT, service as KubernetesObject]);
    expect(report).toMatchObject({ chart: 'demo', prefix: 'demo', namespace: 'demo-system', appVersion: 'v1.2.3' });
  });

  it('tells all that is wrong with its input at once', () => {
    const broken = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} }, 7] as unknown as KubernetesObject[];
    try {
      buildChart(broken);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ScaffoldError);
      expect((error as ScaffoldError).issues.map(({ code }) => code)).toEqual(['not-an-object', 'not-an-object']);
    }
  });

  it.each([
    ['no object', [], {}, 'chart-invalid-input'],
    ['an object twice', [DEPLOYMENT, DEPLOYMENT], {}, 'chart-invalid-input'],
    ['a version that is none', [DEPLOYMENT], { version: '1.0' }, 'invalid-value'],
  ] as const)('refuses %s', (_, objects, options, code) => {
    expect(() => buildChart(objects, options)).toThrowError(expect.objectContaining({ code }));
  });

  it('prints text that looks like a template as itself', () => {
    const widget = {
      apiVersion: 'example.org/v1',
      kind: 'Widget',
      metadata: { name: 'demo-x', namespace: 'demo-system' },
      spec: { t: '{{ .Values.x }}{{{ }}' },
    };
    const chart = buildChart([DEPLOYMENT, widget]);
    const text = chart.get('templates/custom-resources/x-widget.yaml')!;
    expect(text.replace(/\{\{ "(\{+)" \}\}/g, '$1')).toContain('{{ .Values.x }}{{{ }}');
    expect(text).not.toMatch(/\{\{ \.Values\.x/);
  });

  it('has the texts of ConfigMaps as values, but what is long or what toYaml does not escape', () => {
    const map = (name: string, text: string): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'demo-system' },
      data: { 'config.yaml': text },
    });
    const chart = buildChart([
      DEPLOYMENT,
      map('demo-config-f4chf695ct', 'namespace: demo-system\nname: "{{ .Name }}"\n'),
      map('demo-long', 'x'.repeat(9000)),
      map('demo-odd', 'a\u0085b'),
    ]);
    expect((parse(chart.get('values.yaml')!) as JsonObject).configMaps).toEqual({
      config: { 'config.yaml': 'namespace: {{ include "demo.namespace" $ }}\nname: "{{ "{{" }} .Name }}"\n' },
    });
    expect(chart.get('templates/config/long-config-map.yaml')).toContain('xxx');
    expect(chart.get('templates/config/odd-config-map.yaml')).toContain('"a\\u0085b"');
  });

  it.each([
    ['livenessProbe', { httpGet: { port: 8081 } }, '(omit . "httpGet") (empty (or .exec .grpc .tcpSocket))'],
    ['readinessProbe', { exec: { command: ['x'] } }, '(omit . "exec") (empty (or .grpc .httpGet .tcpSocket))'],
    [
      'lifecycle',
      { preStop: { exec: { command: ['x'] } } },
      '(merge (dict "preStop" (omit (.preStop | default dict) "exec")) (omit . "preStop"))',
    ],
  ])('lets another handler replace that of the %s', (key, probe, expected) => {
    const deployment = structuredClone(DEPLOYMENT) as unknown as {
      spec: { template: { spec: { containers: Record<string, JsonValue>[] } } };
    };
    deployment.spec.template.spec.containers[0]![key] = probe;
    const text = templatesOf(generateChart([deployment as unknown as KubernetesObject], {}, OLD));
    expect(text).toContain(expected);
    expect(templatesOf(generateChart([DEPLOYMENT], {}, OLD))).not.toContain('(omit . "');
    // In charts of today what is set replaces the source's as a whole.
    expect(templatesOf(buildChart([deployment as unknown as KubernetesObject]))).toContain(
      `{{- if .Values.container.${key} }}`,
    );
  });

  it('has a file for every object, also where what it adds is called the same', () => {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'lonely', namespace: 'x' } };
    const workload = (kind: string, spec: JsonObject) => ({
      apiVersion: 'apps/v1',
      kind,
      metadata: { name: 'lonely', namespace: 'x' },
      spec: { template: { spec: { ...spec, containers: [{ name: 'manager', image: 'a/b:v1' }] } } },
    });
    const objects = [account, workload('Deployment', { serviceAccountName: 'lonely' }), workload('StatefulSet', {})];
    const chart = buildChart(objects as unknown as KubernetesObject[]);
    const accounts = chart.paths().filter((path) => path.includes('-service-account'));
    expect(accounts).toEqual([
      'templates/rbac/lonely-service-account-added.yaml',
      'templates/rbac/lonely-service-account.yaml',
    ]);
    expect(chart.get(accounts[1]!)).toContain('{{- if .Values.serviceAccount.create }}');
  });

  it('tells names whose other side is not in the manifests', () => {
    const { assumptions, warnings } = CHARTS.get('mixed.yaml')!.report;
    const told = [...assumptions, ...warnings].map(({ code, object }) => `${code}: ${object}`);
    expect(told).toContain('made-elsewhere: Deployment loom-system/loom');
    expect(told).toContain('unreferenced-name: ConfigMap loom-system/loom-defaults');
    expect(told).toContain('certificate-in-source: Secret loom-certificates');
    expect(told.filter((each) => each.startsWith('made-elsewhere'))).toHaveLength(1);
  });

  it('writes out a tag that stands beside a digest', () => {
    expect(CHARTS.get('mixed.yaml')!.get('values.yaml')).toMatch(/^ {2}tag: ["']?v2\.1\.0["']?$/m);
  });

  it('takes for the manager what is called like all of them, whatever that is', () => {
    const deployment = (name: string) => ({ ...DEPLOYMENT, metadata: { name, namespace: 'x' } }) as KubernetesObject;
    const names = ['cloth-operator-discovery', 'cloth-operator', 'cloth-operator-worker'];
    const chart = buildChart(names.map(deployment));
    const sections = Object.keys(parse(chart.get('values.yaml')!) as JsonObject);
    expect(sections).toEqual(expect.arrayContaining(['discovery', 'worker']));
  });

  it('takes for the main container the one that is called like its workload', () => {
    const containers = ['router', 'weaver'].map((name) => ({ name, image: `example.com/${name}:v1` }));
    const weaver = { ...DEPLOYMENT, metadata: { name: 'demo-weaver', namespace: 'demo-system' } };
    const chart = buildChart([
      DEPLOYMENT,
      { ...weaver, spec: { template: { spec: { containers } } } },
    ] as unknown as KubernetesObject[]);
    const values = parse(chart.get('values.yaml')!) as { weaver: { image: JsonObject; router: JsonObject } };
    expect(values.weaver.image).toMatchObject({ registry: 'example.com', repository: 'weaver' });
    expect(values.weaver.router).toBeDefined();
  });

  it('has the values of the manager before those of sidecars and of other workloads', () => {
    const containers = [
      { name: 'proxy', image: 'example.com/proxy:v9' },
      { name: 'manager', image: 'example.com/team/demo:v1' },
      { name: 'exporter', image: 'example.com/team/demo:v1' },
    ];
    const spec = (list: JsonValue) => ({ template: { spec: { containers: list } } });
    const agent = { ...DEPLOYMENT, metadata: { name: 'demo-agent', namespace: 'demo-system' } };
    const chart = buildChart([
      { ...agent, spec: spec([{ name: 'agent', image: 'example.com/team/agent:v1' }]) },
      { ...DEPLOYMENT, spec: spec(containers) },
    ] as unknown as KubernetesObject[]);
    const values = parse(chart.get('values.yaml')!) as Record<string, { image: JsonObject }>;
    const order = Object.keys(values).filter((key) => ['image', 'proxy', 'exporter', 'tests', 'agent'].includes(key));
    expect(order).toEqual(['image', 'proxy', 'exporter', 'tests', 'agent']);
    const tags = ['proxy', 'exporter', 'agent'].map((key) => values[key]!.image.tag);
    expect(tags).toEqual(['v9', '', '']);
  });

  it.each([
    ['--leader-elect', true],
    ['--leader-elect=true', true],
    ['--leader-elect=false', false],
  ])('has the roles of the election by default with %s', (flag, isGated) => {
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'demo-leader-election', namespace: 'demo-system' },
      rules: [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get'] }],
    };
    const pod = { containers: [{ name: 'manager', image: 'a/b:v1', args: [flag] }] };
    const chart = buildChart([
      { ...DEPLOYMENT, spec: { template: { spec: pod } } },
      role,
    ] as unknown as KubernetesObject[]);
    expect(parse(chart.get('values.yaml')!)).toMatchObject({ leaderElection: { enabled: isGated } });
    expect(chart.get('templates/rbac/leader-election-role.yaml')!.includes('leaderElection')).toBe(isGated);
  });

  it('refuses no election of a leader with several pods only where the source does not have it so', () => {
    const chart = (replicas: number) => {
      const pod = { containers: [{ name: 'manager', image: 'a/b:v1', args: ['--leader-elect=false'] }] };
      return buildChart([
        { ...DEPLOYMENT, spec: { replicas, template: { spec: pod } } },
      ] as unknown as KubernetesObject[]);
    };
    expect(chart(1).get('templates/checks.yaml')).toContain('leaderElection.enabled=false and replicaCount above 1');
    expect(chart(3).get('templates/checks.yaml') ?? '').not.toContain('and replicaCount above 1');
  });

  it('tells who installs the chart that the image of the proxy is gone', () => {
    const containers = [
      { name: 'kube-rbac-proxy', image: 'gcr.io/kubebuilder/kube-rbac-proxy:v0.8.0' },
      { name: 'manager', image: 'a/b:v1' },
    ];
    const chart = buildChart([
      { ...DEPLOYMENT, spec: { template: { spec: { containers } } } },
    ] as unknown as KubernetesObject[]);
    expect(chart.get('README.md')).toContain('can no longer be pulled; quay.io/brancz/kube-rbac-proxy can. |');
    expect(chart.get('templates/NOTES.txt')).toContain(
      'Set kubeRbacProxy.image.registry to quay.io and kubeRbacProxy.image.repository to brancz/',
    );
    expect(chart.get('templates/NOTES.txt')).toContain(
      '{{- if and (eq .Values.kubeRbacProxy.image.repository "kubebuilder/kube-rbac-proxy") (eq .Values.kubeRbacProxy.image.registry "gcr.io") (not (.Values.global).imageRegistry) }}',
    );
  });

  it('keeps an annotation in the template whose characters toYaml does not escape', () => {
    const annotations = { plain: 'a\nb', odd: 'a\u2028 b' };
    const chart = buildChart([{ ...DEPLOYMENT, metadata: { ...DEPLOYMENT.metadata, annotations } }]);
    expect(parse(chart.get('values.yaml')!)).toMatchObject({ deployment: { annotations: { plain: 'a\nb' } } });
    expect(templatesOf(chart)).toContain('odd: "a\\u2028 b"');
  });

  it('lets another type of a profile leave out the place of the source on the node', () => {
    const seccompProfile = { type: 'Localhost', localhostProfile: 'profiles/demo.json' };
    const pod = { securityContext: { seccompProfile }, containers: [{ name: 'manager', image: 'a/b:v1' }] };
    const text = templatesOf(
      buildChart([{ ...DEPLOYMENT, spec: { template: { spec: pod } } }] as unknown as KubernetesObject[]),
    );
    expect(text).toContain('(omit (.seccompProfile | default dict) "localhostProfile")');
  });

  it('tells what is named like an object of the operator, and is none', () => {
    const args = ['--ca-secret-name=demo-ca', '--ingress=demo/gate', '--image=demo/agent', '--mode=demo-fast'];
    const pod = { containers: [{ name: 'manager', image: 'a/b:v1', args }] };
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'demo-watcher', namespace: 'demo' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name: 'demo-watcher', namespace: 'monitoring' }],
    };
    const { report } = buildChart([
      { ...DEPLOYMENT, metadata: { ...DEPLOYMENT.metadata, namespace: 'demo' }, spec: { template: { spec: pod } } },
      binding,
    ] as unknown as KubernetesObject[]);
    const told = report.assumptions.filter(({ code }) => code === 'made-elsewhere').map(({ message }) => message);
    expect(told).toEqual([expect.stringMatching(/^--ca-secret-name says demo-ca, which no manifest makes/)]);
    expect(report.notRewritten.map(({ path }) => path)).toEqual(['spec.template.spec.containers[0].args[1]']);
  });

  it('lets another tag leave out the digest of the source, and extraEnv go before its variables', () => {
    const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
    const deployment = structuredClone(DEPLOYMENT) as unknown as {
      spec: { template: { spec: { containers: JsonObject[] } } };
    };
    deployment.spec.template.spec.containers[0] = {
      name: 'manager',
      image: `example.com/demo:v1@${digest}`,
      env: [{ name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
    };
    const text = templatesOf(buildChart([deployment as unknown as KubernetesObject]));
    expect(text).toContain(
      `(and (eq .Values.image.digest "${digest}") (ne (toString (.Values.image.tag | default "")) "v1"))`,
    );
    expect(text).toContain('(hasKey .Values.env "NODE") (include "demo.hasName" (list $.Values.extraEnv "NODE"))');
  });

  it('tells the labels of a Namespace that Helm makes without them', () => {
    const labels = { 'pod-security.kubernetes.io/enforce': 'privileged', 'app.kubernetes.io/name': 'demo' };
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo-system', labels } };
    const { assumptions } = buildChart([namespace as KubernetesObject, DEPLOYMENT]).report;
    expect(assumptions.find(({ code }) => code === 'namespace-not-rendered')?.message).toMatch(
      /its labels pod-security\.kubernetes\.io\/enforce are/,
    );
  });

  it('mounts the Secret that the cluster makes for a Service', () => {
    const metadata = { name: 'demo-webhook', namespace: 'demo-system' };
    const key = 'service.beta.openshift.io/serving-cert-secret-name';
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...metadata, annotations: { [key]: 'demo-serving-certs' } },
      spec: { selector: { app: 'demo' }, ports: [{ port: 443 }] },
    };
    const webhook = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'demo-validation' },
      webhooks: [{ name: 'v.example.com', clientConfig: { service: metadata } }],
    };
    const deployment = {
      ...DEPLOYMENT,
      spec: {
        template: {
          metadata: { labels: { app: 'demo' } },
          spec: {
            containers: [{ name: 'manager', image: 'a/b:v1' }],
            volumes: [{ name: 'certs', secret: { secretName: 'demo-serving-certs' } }],
          },
        },
      },
    };
    const text = templatesOf(buildChart([deployment, service, webhook] as unknown as KubernetesObject[]));
    expect(text).toContain('name: certs');
    expect(text).toContain('{{- ternary "certManager" "serviceCA" (not (empty .Values.certManager.enabled)) }}');
  });

  it('gives every webhook server the certificate that there is', () => {
    const chart = CHARTS.get('company.yaml')!;
    const mounted = chart
      .paths()
      .filter((path) => path.endsWith('-deployment.yaml'))
      .map((path) => /secretName: \{\{ include "quarry\.webhook\.(\w+)"/.exec(chart.get(path)!)?.[1]);
    expect(mounted.sort()).toEqual(['secretName', 'secretNameOf']);
    for (const path of chart.paths().filter((each) => each.endsWith('-deployment.yaml')))
      expect(chart.get(path)).toContain('{{- if .Values.webhook.enabled }}\n        - name: cert\n');
  });

  it('names in the namespace of pods that leave it to their account', () => {
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'demo-operator', namespace: 'default' },
    };
    const { namespace: _, ...metadata } = DEPLOYMENT.metadata;
    const pod = { serviceAccountName: 'demo-operator', containers: [{ name: 'manager', image: 'a/b:v1' }] };
    const deployment = { ...DEPLOYMENT, metadata, spec: { template: { spec: pod } } };
    const chart = buildChart([account, deployment] as unknown as KubernetesObject[]);
    expect(chart.report.namespace).toBe('default');
    const paths = chart
      .paths()
      .filter((path) => chart.get(path)?.includes('ame: {{ include "demo.serviceAccountName" $ | quote }}'));
    expect(paths).toEqual([
      'templates/rbac/operator-service-account.yaml',
      'templates/workloads/controller-manager-deployment.yaml',
    ]);
  });

  it('refuses with numbers what Helm cannot store', () => {
    const noise = incompressible(300_000);
    const big = Array.from(
      { length: 4 },
      (_, n): KubernetesObject => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `demo-${n}`, namespace: 'demo-system' },
        data: { noise: noise.slice(n) },
      }),
    );
    expect(() => buildChart(big)).toThrowError(
      expect.objectContaining({ code: 'chart-too-large', message: expect.stringMatching(/templates \d{7,} bytes/) }),
    );
  });

  it.each([
    ['none', [], ['view', 'edit', 'admin'], false],
    ['its own', ['view'], ['view'], true],
    ['all', ['admin', 'edit', 'view'], ['admin', 'edit', 'view'], true],
  ])('switches what a role for people is part of, where the source has %s', (_, has, switched, value) => {
    const labels = Object.fromEntries(has.map((level) => [`rbac.authorization.k8s.io/aggregate-to-${level}`, 'true']));
    const role: KubernetesObject = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'demo-viewer', labels },
      rules: [{ apiGroups: ['example.com'], resources: ['looms'], verbs: ['get'] }],
    };
    const loom: KubernetesObject = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'looms.example.com' },
      spec: { group: 'example.com', names: { kind: 'Loom', plural: 'looms' }, scope: 'Namespaced', versions: [] },
    };
    const chart = buildChart([DEPLOYMENT, loom, role]);
    const values = parse(chart.get('values.yaml')!) as { rbac: JsonObject };
    expect(values.rbac.aggregateToView ?? false).toBe(value);
    const path = chart.paths().find((each) => each.endsWith('viewer-cluster-role.yaml'))!;
    const [guarded] = /if \.Values\.rbac\.aggregateToView \}\}\n[^{]*/.exec(chart.get(path)!)!;
    expect(guarded.match(/aggregate-to-\w+: "true"/g)).toEqual(
      switched.map((level) => `aggregate-to-${level}: "true"`),
    );
    expect(chart.get(path)!.match(/aggregate-to-\w+: /g)).toHaveLength(switched.length);
  });
});

describe('CRD policies', () => {
  const crd = (name: string, conversion?: JsonObject): KubernetesObject => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${name}.example.com` },
    spec: {
      group: 'example.com',
      names: { kind: 'Thing', plural: name },
      scope: 'Namespaced',
      ...(conversion === undefined ? {} : { conversion }),
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  });
  const service: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'demo-webhook-service', namespace: 'demo-system' },
    spec: { selector: { app: 'demo' }, ports: [{ port: 443 }] },
  };
  const clientConfig = { service: { name: 'demo-webhook-service', namespace: 'demo-system' } };
  const conversion = { strategy: 'Webhook', webhook: { conversionReviewVersions: ['v1'], clientConfig } };
  const objects = [DEPLOYMENT, service, crd('free'), crd('tied', conversion)];

  it.each([
    ['templates', ['templates/crds/free.example.com.yaml', 'templates/crds/tied.example.com.yaml']],
    ['subchart', ['charts/demo-schemas/templates/_free.example.com.tpl', 'templates/crds/free.example.com.yaml']],
    ['crds', ['crds/free.example.com.yaml', 'templates/crds/tied.example.com.yaml']],
    ['chart', ['demo-crds/templates/free.example.com.yaml', 'templates/crds/tied.example.com.yaml']],
  ] as const)('%s puts them where it says', (policy, paths) => {
    const chart = buildChart(objects, { crds: policy });
    expect(chart.paths()).toEqual(expect.arrayContaining([...paths]));
    expect(chart.report.crds).toMatchObject({ policy, count: 2 });
  });

  it('chart keeps them where the release goes', () => {
    const chart = buildChart([crd('free'), crd('tied', conversion)], { name: 'demo', crds: 'chart' });
    expect(chart.get('demo-crds/templates/free.example.com.yaml')).toContain('{{- if .Values.keep }}');
    expect(parse(chart.get('demo-crds/values.yaml')!)).toEqual({ keep: true });
  });

  it('chart takes the descriptions from one that is too much for a release, and says so', () => {
    const big = structuredClone(crd('big')) as unknown as { spec: { versions: { schema: object }[] } };
    big.spec.versions[0]!.schema = {
      openAPIV3Schema: {
        type: 'object',
        description: incompressible(700_000),
        properties: { description: { type: 'string', description: 'goes', default: 'stays' } },
      },
    };
    const chart = buildChart([big as unknown as KubernetesObject, crd('small')], { name: 'demo', crds: 'chart' });
    const printed = parse(chart.get('demo-crds/templates/big.example.com.yaml')!.replaceAll(/^.*\{\{.*\n/gm, ''));
    expect(printed.spec.versions[0].schema.openAPIV3Schema).toEqual({
      type: 'object',
      properties: { description: { type: 'string', default: 'stays' } },
    });
    expect(chart.report.assumptions.filter(({ code }) => code === 'crd-descriptions-removed')).toMatchObject([
      { object: 'CustomResourceDefinition big.example.com' },
    ]);
  });

  it.each(['crds', 'chart', 'templates', 'subchart'] as const)(
    '%s adds no versions to one that has a version',
    (policy) => {
      const { versions: _, ...spec } = crd('old').spec as JsonObject;
      const old = { ...crd('old'), apiVersion: 'apiextensions.k8s.io/v1beta1', spec: { ...spec, version: 'v1' } };
      const chart = buildChart([old], { name: 'demo', crds: policy });
      const path = chart.paths().find((each) => each.endsWith('/old.example.com.yaml'))!;
      expect(chart.get(path)).toContain('  version: v1\n');
      expect(chart.get(path)).not.toContain('versions:');
    },
  );

  it.each(['crds', 'chart', 'templates', 'subchart'] as const)(
    '%s keeps the versions in the spec, whatever is behind it',
    (policy) => {
      const text = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: late.example.com
spec:
  group: example.com
  names: {kind: Late, plural: late}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
status:
  versions:
  - name: v0
`;
      const chart = buildChart(text, { name: 'demo', crds: policy });
      const path = chart.paths().find((each) => /(crds|templates)\/late\.example\.com\.yaml$/.test(each))!;
      const schemas = chart.get('charts/demo-schemas/templates/_late.example.com.tpl')?.split('\n').slice(1, -2);
      const printed = chart.get(path)!.replace(/^.*schema\.late.*$/m, () => schemas?.join('\n') ?? '');
      const { spec, status } = parse(printed.replaceAll(/^.*\{\{.*\n/gm, ''));
      expect(spec.versions).toEqual([{ name: 'v1', served: true, storage: true }]);
      expect(status).toEqual({ versions: [{ name: 'v0' }] });
    },
  );

  it('none leaves them out', () => {
    const chart = buildChart(objects, { crds: 'none' });
    expect(chart.paths().filter((path) => path.includes('example.com'))).toEqual([]);
  });
});
