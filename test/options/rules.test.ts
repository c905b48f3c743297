import { describe, expect, it } from 'vitest';
import type { IssueCode } from '../../src/core/issue-codes.ts';
import { inspectOptions } from '../../src/options/check-options.ts';

const widget = { group: 'shop', version: 'v1', kind: 'Widget' };
const widget2 = { ...widget, version: 'v2' };
const hub = { ...widget, webhooks: { conversion: true, spoke: ['v2'] } };
const deployment = { core: true, group: 'apps', version: 'v1', kind: 'Deployment' };
const certificate = { external: true, group: 'cert-manager', domain: 'io', version: 'v1', kind: 'Certificate' };
const path = 'github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1';

/** [what it says, code, path, options] */
const refused: [string, IssueCode, string, object][] = [
  ['a metrics Service beyond 63 characters', 'name-too-long', 'projectName', { projectName: 'x'.repeat(29) }],
  [
    'a webhook Service beyond 63 characters where metrics are off',
    'name-too-long',
    'projectName',
    {
      projectName: 'x'.repeat(48),
      features: { metrics: false },
      resources: [{ ...widget, webhooks: { defaulting: true } }],
    },
  ],
  [
    'a list kind beyond 63 characters',
    'name-too-long',
    'resources[0].kind',
    { resources: [{ ...widget, kind: `K${'x'.repeat(59)}` }] },
  ],
  [
    'a plural beyond 63 characters',
    'name-too-long',
    'resources[0].kind',
    { resources: [{ ...widget, kind: `K${'x'.repeat(62)}` }] },
  ],
  [
    'a group beyond 253 characters with its domain',
    'name-too-long',
    'resources[0].group',
    { domain: 'd'.repeat(200), resources: [{ ...widget, group: 'g'.repeat(60) }] },
  ],
  ['a repo that Go refuses', 'invalid-go-path', 'repo', { repo: 'example.com/a b' }],
  ['a repo of the standard library', 'invalid-go-path', 'repo', { projectName: 'log', domain: '' }],
  [
    'an import path that Go refuses',
    'invalid-go-path',
    'resources[0].path',
    { resources: [{ ...certificate, path: 'x//y' }] },
  ],
  ['an image in upper case', 'invalid-image', 'image', { image: 'Controller:latest' }],
  ['an image with half a digest', 'invalid-image', 'image', { image: 'a/b@sha256:abcd' }],
  ['one version twice', 'duplicate-resource', 'resources[1]', { resources: [widget, widget] }],
  [
    'two groups in one directory',
    'groups-need-multigroup',
    'resources[1].group',
    { resources: [widget, { ...widget, group: 'store', kind: 'Shelf' }] },
  ],
  [
    'core and external at once',
    'core-and-external',
    'resources[0]',
    { resources: [{ ...deployment, external: true }] },
  ],
  ['an API of a core type', 'core-type-has-no-api', 'resources[0].api', { resources: [{ ...deployment, api: true }] }],
  [
    'a core group that is none',
    'unknown-core-group',
    'resources[0].group',
    { resources: [{ ...deployment, group: 'app' }] },
  ],
  [
    'an API of an external type',
    'external-type-has-no-api',
    'resources[0].api',
    { resources: [{ ...certificate, path, api: true }] },
  ],
  [
    'types of ours in the module of another project',
    'own-types-outside-repo',
    'resources[0].path',
    { resources: [{ ...widget, path: 'github.com/other/project/api/v1' }] },
  ],
  ['an external type without a path', 'external-type-needs-path', 'resources[0].path', { resources: [certificate] }],
  [
    'a group of Kubernetes without a package',
    'unknown-core-group',
    'resources[0].group',
    { resources: [{ core: true, group: 'metrics', version: 'v1', kind: 'NodeMetrics' }] },
  ],
  [
    'a module of our own types',
    'module-needs-external',
    'resources[0].module',
    { resources: [{ ...widget, module: 'x.y/z' }] },
  ],
  ...['x.y/z', 'github.com/cert-manager/cert', 'github.com/cert-manager/cert-manager@v2.0.0', 'a b', 'x@y@z'].map(
    (module): [string, IssueCode, string, object] => [
      `the module ${module}`,
      /[ ]|@.*@/.test(module) ? 'invalid-value' : 'invalid-go-path',
      'resources[0].module',
      { resources: [{ ...certificate, path, module }] },
    ],
  ),
  [
    'the group of Kubernetes itself',
    'reserved-group',
    'resources[0].group',
    { domain: '', resources: [{ version: 'v1', kind: 'Widget' }] },
  ],
  ['a group without a dot', 'reserved-group', 'resources[0].group', { domain: '', resources: [widget] }],
  ['a protected group', 'reserved-group', 'resources[0].group', { domain: 'k8s.io', resources: [widget] }],
  [
    'a group that no import alias can begin with',
    'reserved-group',
    'resources[0].group',
    { resources: [{ ...widget, group: '3d' }] },
  ],
  [
    'a Go keyword as a package of a group',
    'reserved-group',
    'resources[0].group',
    { multigroup: true, resources: [{ ...widget, group: 'default' }] },
  ],
  [
    'a Go keyword as a version',
    'reserved-version',
    'resources[0].version',
    { resources: [{ ...widget, version: 'type' }] },
  ],
  [
    'two kinds of one plural',
    'plural-collision',
    'resources[1]',
    { resources: [widget, { ...widget, kind: 'Gadget', plural: 'widgets' }] },
  ],
  [
    'two kinds that differ in letter case',
    'plural-collision',
    'resources[1]',
    { resources: [widget, { ...widget, kind: 'WidGet', plural: 'others', controller: false }] },
  ],
  [
    'another plural in another version',
    'inconsistent-kind',
    'resources[1].plural',
    { resources: [widget, { ...widget2, plural: 'widgetries' }] },
  ],
  [
    'another scope in another version',
    'inconsistent-kind',
    'resources[1].api',
    { resources: [widget, { ...widget2, api: { namespaced: false } }] },
  ],
  [
    'a second controller of one name',
    'controller-collision',
    'resources[1].controller',
    { resources: [widget, { ...widget2, controller: true }] },
  ],
  [
    'Go types of one name',
    'go-name-collision',
    'resources[1].kind',
    { resources: [widget, { ...widget, kind: 'WidgetList' }] },
  ],
  [
    'a Go type that every version declares',
    'go-name-collision',
    'resources[0].kind',
    { resources: [{ ...widget, kind: 'SchemeBuilder' }] },
  ],
  [
    'two packages under one alias',
    'go-name-collision',
    'resources[1]',
    {
      multigroup: true,
      resources: [
        { ...widget, group: 'a-b' },
        { ...widget, group: 'ab', kind: 'Gadget' },
      ],
    },
  ],
  [
    'metrics certificates without cert-manager',
    'metrics-certs-need-cert-manager',
    'features.certManager',
    { features: { metricsCerts: true, certManager: false } },
  ],
  [
    'metrics certificates without metrics',
    'metrics-certs-need-metrics',
    'features.metricsCerts',
    { features: { metricsCerts: true, metrics: false } },
  ],
  [
    'a ServiceMonitor without metrics',
    'prometheus-needs-metrics',
    'features.prometheus',
    { features: { prometheus: true, metrics: false } },
  ],
  [
    'a NetworkPolicy for nothing',
    'network-policy-needs-metrics',
    'features.networkPolicy',
    { features: { networkPolicy: true, metrics: false } },
  ],
  [
    'certificates for nothing',
    'cert-manager-needs-webhooks',
    'features.certManager',
    { features: { certManager: true } },
  ],
  [
    'a webhook server for nothing',
    'webhooks-feature-mismatch',
    'features.webhooks',
    { features: { webhooks: true }, resources: [widget] },
  ],
  [
    'a webhook for a type of nobody',
    'webhook-needs-api',
    'resources[0].webhooks',
    { resources: [{ ...widget, api: false, webhooks: { validation: true } }] },
  ],
  [
    'a conversion webhook for a core type',
    'conversion-needs-api',
    'resources[0].webhooks.conversion',
    { resources: [{ ...deployment, webhooks: { conversion: true } }] },
  ],
  [
    'a conversion webhook for one version',
    'conversion-needs-two-versions',
    'resources[0].webhooks.conversion',
    { resources: [{ ...widget, webhooks: { conversion: true } }] },
  ],
  [
    'two hubs',
    'conversion-several-hubs',
    'resources[1].webhooks.conversion',
    { resources: [hub, { ...widget2, webhooks: { conversion: true } }] },
  ],
  [
    'a spoke that is no version',
    'conversion-spoke-unknown',
    'resources[0].webhooks.spoke[0]',
    { resources: [{ ...hub, webhooks: { conversion: true, spoke: ['v3'] } }, widget2] },
  ],
  [
    'the hub as its own spoke',
    'conversion-spoke-unknown',
    'resources[0].webhooks.spoke[0]',
    { resources: [{ ...hub, webhooks: { conversion: true, spoke: ['v1'] } }, widget2] },
  ],
  [
    'spokes without conversion',
    'spoke-needs-conversion',
    'resources[0].webhooks.spoke',
    { resources: [{ ...widget, webhooks: { spoke: ['v2'] } }, widget2] },
  ],
];

const accepted: [string, object][] = [
  ['a name alone', {}],
  ['the longest name', { projectName: 'x'.repeat(28) }],
  [
    'a longer one where nothing needs a long Service name',
    { projectName: 'x'.repeat(56), features: { metrics: false } },
  ],
  ['two versions of a kind, one controller', { resources: [widget, widget2] }],
  ['a hub with a spoke', { resources: [hub, widget2] }],
  [
    'core types of any group beside an API',
    { resources: [widget, deployment, { ...deployment, group: 'core', kind: 'Pod' }] },
  ],
  ['an external type', { resources: [{ ...certificate, path }] }],
  ...['', '@v1.18.2', '@latest', '@v0.0.0-20200101000000-abcdefabcdef', '@v2.0.0+incompatible', '@master'].map(
    (version): [string, object] => [
      `an external type in a module${version}`,
      { resources: [{ ...certificate, path, module: `github.com/cert-manager/cert-manager${version}` }] },
    ],
  ),
  ['a controller for no type', { resources: [{ ...widget, api: false }] }],
  ['two groups with multigroup', { multigroup: true, resources: [widget, { ...widget, group: 'store' }] }],
  ['a group that is the domain alone', { resources: [{ version: 'v1', kind: 'Widget' }] }],
  ['a version of any letters', { resources: [{ ...widget, version: 'stable' }] }],
  ['a kind that Kubebuilder has no plural for', { resources: [{ ...widget, kind: 'DNS' }] }],
  ['an image of a private registry', { image: `localhost:5000/a_b/c:V1@sha256:${'0'.repeat(64)}` }],
  [
    'certificates for webhooks',
    { features: { certManager: true }, resources: [{ ...widget, webhooks: { validation: true } }] },
  ],
  ['certificates for metrics alone', { features: { certManager: true, metricsCerts: true } }],
  [
    'webhooks that are switched off',
    { features: { webhooks: false }, resources: [{ ...widget, webhooks: { validation: true } }] },
  ],
  ['keys whose value is undefined', { domain: undefined, resources: [{ ...widget, webhooks: undefined }] }],
];

describe('rules', () => {
  it.each(refused)('refuses %s', (_, code, at, options) => {
    const { issues } = inspectOptions({ projectName: 'demo', ...options });
    expect(issues.map((issue) => [issue.code, issue.path])).toEqual([[code, at]]);
  });

  it.each(accepted)('accepts %s', (_, options) => {
    expect(inspectOptions({ projectName: 'demo', ...options }).issues).toEqual([]);
  });

  it('accepts for a release what that release accepts, installable or not', () => {
    const options = {
      preset: 'some',
      projectName: 'x'.repeat(56),
      domain: '',
      resources: [{ ...widget, webhooks: { conversion: true } }],
    };
    expect(inspectOptions(options, () => true).issues).toEqual([]);
    const codes = inspectOptions(options).issues.map((issue) => issue.code);
    expect(codes).toEqual(['name-too-long', 'reserved-group', 'conversion-needs-two-versions']);
  });
});
