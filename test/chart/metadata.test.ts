import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildChart } from '../../src/chart/build-chart.ts';
import type { FileTree } from '../../src/core/file-tree.ts';
import type { JsonObject, KubernetesObject } from '../../src/kubernetes/object.ts';
import { renderManifests } from '../../src/kustomize/render-manifests.ts';
import type { ChartOptions } from '../../src/options/generated/types.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';

const SCAFFOLD = {
  projectName: 'shop',
  domain: 'example.org',
  resources: [{ group: 'store', version: 'v1', kind: 'Order' }],
} as const;
const MANIFESTS = renderManifests(buildScaffold(SCAFFOLD));
const ORDER = {
  apiVersion: 'store.example.org/v1',
  kind: 'Order',
  metadata: { name: 'one' },
  spec: { note: '{{ x }}' },
};

function annotations(options: ChartOptions): JsonObject {
  const chart = buildChart(MANIFESTS, options);
  return parse(chart.get('Chart.yaml')!).annotations as JsonObject;
}

describe('Chart.yaml', () => {
  it('says to Artifact Hub what the options say, each in its own form', () => {
    const signKey = { fingerprint: 'C8', url: 'https://example.com/key' };
    const changes = [{ kind: 'added', description: 'Orders can be locked.' }] as const;
    const links = [{ name: 'support', url: 'https://example.com' }];
    const found = annotations({
      version: '1.0.0-rc.1',
      license: 'MIT',
      operatorCapabilities: 'Deep Insights',
      signKey,
      changes,
      links,
      annotations: { 'artifacthub.io/operator': 'false', 'example.com/own': 'yes' },
    });
    expect(found).toMatchObject({
      'artifacthub.io/license': 'MIT',
      'artifacthub.io/operatorCapabilities': 'Deep Insights',
      'artifacthub.io/prerelease': 'true',
      'artifacthub.io/operator': 'false',
      'example.com/own': 'yes',
    });
    expect(parse(String(found['artifacthub.io/signKey']))).toEqual(signKey);
    expect(parse(String(found['artifacthub.io/changes']))).toEqual(changes);
    expect(parse(String(found['artifacthub.io/links']))).toEqual(links);
  });

  it.each([
    [['v1', 'v1alpha1'], 'v1'],
    [['v1beta1', 'v2', 'v11'], 'v11'],
    [['v1alpha2', 'v1beta1'], 'v1beta1'],
  ])('names the newest of the versions %j of a kind', (names, newest) => {
    const crd = MANIFESTS.find(({ kind }) => kind === 'CustomResourceDefinition')!;
    const spec = { ...(crd.spec as JsonObject), versions: names.map((name) => ({ name, served: true })) };
    const { annotations } = parse(buildChart([{ ...crd, spec }] as KubernetesObject[]).get('Chart.yaml')!);
    expect(parse(annotations['artifacthub.io/crds'])[0].version).toBe(newest);
  });

  it.each([
    ['policy/v1', 'PodDisruptionBudget', '>=1.21.0-0 || 1.20.0', undefined],
    ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', '>=1.30.0-0 || 1.20.0', undefined],
    ['policy/v1beta1', 'PodDisruptionBudget', '>=1.16.0-0', '1.25'],
    ['extensions/v1beta1', 'Ingress', '>=1.16.0-0', '1.22'],
  ])(
    'asks for a Kubernetes that serves %s %s, and warns of one that does not any more',
    (apiVersion, kind, wanted, until) => {
      const object = { apiVersion, kind, metadata: { name: 'shop' }, spec: {} };
      const chart = buildChart([...MANIFESTS, object as KubernetesObject]);
      expect(parse(chart.get('Chart.yaml')!).kubeVersion).toBe(wanted);
      const gone = chart.report.warnings.filter(({ code }) => code === 'api-gone');
      expect(gone.map(({ message }) => /since (1\.\d+)/.exec(message)?.[1])).toEqual(
        until === undefined ? [] : [until],
      );
    },
  );

  it('says nothing of what nobody has said', () => {
    const keys = Object.keys(annotations({ version: '1.0.0' }));
    expect(keys).toEqual(['artifacthub.io/crds', 'artifacthub.io/images', 'artifacthub.io/operator']);
  });
});

/** What `helm test` has checked where the values name nothing else. */
function checked(chart: FileTree): unknown {
  const define = /define "[\w-]+\.testResources"[^[]*\n(\[.*\])\n/.exec(chart.get('templates/_helpers.tpl')!);
  return define === null
    ? undefined
    : JSON.parse(define[1]!.replaceAll('{{ "{{" }}', '{{').replaceAll('{{ "}}" }}', '}}'));
}

describe('samples', () => {
  it('are examples, and what the test of the chart has checked where the chart defines their kind', () => {
    const other = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'beside' } };
    const chart = buildChart(MANIFESTS, { samples: [ORDER, other] });
    const hub = parse(chart.get('Chart.yaml')!).annotations['artifacthub.io/crdsExamples'];
    expect(parse(hub)).toEqual([ORDER, other]);
    expect(checked(chart)).toEqual([ORDER]);
  });

  it('are by default the custom resources of the manifests', () => {
    const chart = buildChart([...MANIFESTS, ORDER as KubernetesObject]);
    expect(checked(chart)).toEqual([ORDER]);
  });

  it('are a scaffold’s own in a chart of it', () => {
    const chart = buildScaffold({ ...SCAFFOLD, format: 'helm' });
    expect(checked(chart)).toMatchObject([{ kind: 'Order' }]);
    const chosen = buildScaffold({ ...SCAFFOLD, format: 'helm', chart: { samples: [] } });
    expect(checked(chosen)).toBeUndefined();
  });
});

describe('values-hardened.yaml', () => {
  it('pulls every image and lets in what network policies let in', () => {
    const chart = buildChart(renderManifests(buildScaffold({ ...SCAFFOLD, preset: 'pre-3.15' })));
    const values = parse(chart.get('values-hardened.yaml')!);
    expect(values).toEqual({
      image: { pullPolicy: 'Always' },
      kubeRbacProxy: { image: { pullPolicy: 'Always' } },
      networkPolicy: { enabled: true },
    });
    expect(chart.get('README.md')).toContain('--values ./shop/values-hardened.yaml');
  });

  it('is not there where it would say nothing', () => {
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } } as unknown as KubernetesObject;
    expect(buildChart([map]).has('values-hardened.yaml')).toBe(false);
  });
});
