import { describe, expect, it } from 'vitest';
import { buildScaffold, type FileTree } from '../../src/index.ts';
import { EXITS, faultsWithout } from './left-out-steps.ts';

const resource = { group: 'shop', version: 'v1', kind: 'Order' };
const PATCH = 'config/default/manager_auth_proxy_patch.yaml';
const old = (options: object) =>
  buildScaffold({
    preset: 'kubebuilder@3.14.0',
    projectName: 'shop',
    domain: 'example.com',
    resources: [resource],
    ...options,
  });
const monitored = old({ features: { prometheus: true } });
/** What real operators have of it. */
const PROJECTS: Readonly<Record<string, FileTree>> = {
  'a monitor': monitored,
  webhooks: old({ resources: [{ ...resource, webhooks: { validation: true } }] }),
  'no sources': monitored.without('cmd/main.go', 'go.mod'),
  'a port by number': monitored.with({
    'config/rbac/auth_proxy_service.yaml': monitored
      .get('config/rbac/auth_proxy_service.yaml')!
      .replace('targetPort: https', 'targetPort: 8443'),
  }),
  'patches by place': monitored.with({
    'config/ci/kustomization.yaml': `resources:
- ../default
patches:
- target: {kind: Deployment}
  patch: |-
    - op: add
      path: /spec/template/spec/containers/1/args/-
      value: --zap-devel
`,
  }),
  'a certificate of its own': monitored.with({
    [PATCH]: monitored
      .get(PATCH)!
      .replace(
        '- --secure-listen-address',
        '- --tls-cert-file=/certs/tls.crt\n            - --tls-private-key-file=/certs/tls.key\n            - --secure-listen-address',
      ),
  }),
};

describe.each(Object.entries(PROJECTS))('a project with %s', (_, tree) => {
  it.each(Object.keys(EXITS) as (keyof typeof EXITS)[])('works as before whichever step to %s is left out', (exit) => {
    const { steps, faults } = faultsWithout(tree, { ...EXITS[exit], only: ['metrics'] });
    expect(steps).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });
});

// From release to release there are more steps: those pairs are in the conformance suite exit-steps.
describe('the whole upgrade', () => {
  it('works whichever step is left out', () => {
    const webhooks = { ...resource, webhooks: { validation: true } };
    const tree = old({ preset: 'kubebuilder@4.13.1', features: { prometheus: true }, resources: [webhooks] });
    const { steps, faults } = faultsWithout(tree, { to: 'https-metrics' });
    expect(steps).toBeGreaterThan(8);
    expect(faults).toEqual([]);
  });
});
