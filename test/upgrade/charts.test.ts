import { describe, expect, it } from 'vitest';
import { FileTree } from '../../src/core/file-tree.ts';
import { exitCharts } from '../../src/upgrade/exit/charts.ts';

const PROXY = `      - args:
        - --secure-listen-address=0.0.0.0:8443
        - --upstream=http://127.0.0.1:8080/
        image: "{{ .Values.proxy.image }}"
        name: kube-rbac-proxy
        ports:
        - containerPort: 8443
          name: https
        {{- if .Values.proxy.resources }}
        resources:
          {{- toYaml .Values.proxy.resources | nindent 10 }}
        {{- end }}
`;
const MANAGER = `      - args:
        - --leader-elect
        - --metrics-bind-address=127.0.0.1:8080
        image: "{{ .Values.image }}"
        name: manager
        ports:
        - containerPort: 9443
          name: webhook
`;
const deployment = (containers: string) => `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
${containers}      {{- with .Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
---
apiVersion: batch/v1
kind: Job
spec:
  template:
    spec:
      containers:
      - name: clean-up
        image: kubectl
`;
const DEPLOYMENT = 'charts/shop/templates/deployment.yaml';
const RIGHTS = `kind: ClusterRole
rules:
- {apiGroups: [authentication.k8s.io], resources: [tokenreviews], verbs: [create]}
- {apiGroups: [authorization.k8s.io], resources: [subjectaccessreviews], verbs: [create]}
`;
const chart = (containers: string, rights = RIGHTS) =>
  FileTree.from({
    'charts/shop/Chart.yaml': 'name: shop\n',
    'charts/shop/templates/rights.yaml': rights,
    [DEPLOYMENT]: deployment(containers),
  });
const flags = { more: [], address: undefined };
const SERVED = MANAGER.replace('127.0.0.1:8080', ':8443').replace(
  '        ports:\n',
  '        ports:\n        - containerPort: 8443\n          name: https\n          protocol: TCP\n',
);

describe('a chart of the repository', () => {
  it.each([
    ['behind', MANAGER + PROXY],
    ['before', PROXY + MANAGER],
    ['on a condition before', `      {{- if .Values.proxy.enabled }}\n${PROXY}      {{- end }}\n${MANAGER}`],
  ])('loses the proxy %s the manager, which takes over its port', (_, containers) => {
    const { tree, charts } = exitCharts(chart(containers), flags);
    expect(tree.get(DEPLOYMENT)).toBe(deployment(SERVED));
    expect(charts).toEqual([{ chart: 'charts/shop', file: DEPLOYMENT, line: expect.any(Number) }]);
  });

  it('is given the address where nothing tells it, and other flags', () => {
    const silent = MANAGER.replace('        - --metrics-bind-address=127.0.0.1:8080\n', '');
    const { tree } = exitCharts(chart(silent + PROXY), { more: ['--metrics-secure'], address: 'metrics-addr' });
    expect(tree.get(DEPLOYMENT)).toContain(
      '      - args:\n        - --metrics-addr=:8443\n        - --metrics-secure\n        - --leader-elect\n',
    );
    expect(exitCharts(chart(silent + PROXY), flags).charts[0]?.reason).toContain('metrics address');
  });

  it('is given ports where the manager has none', () => {
    const bare = MANAGER.slice(0, MANAGER.indexOf('        ports:'));
    const { tree } = exitCharts(chart(PROXY + bare), flags);
    expect(tree.get(DEPLOYMENT)).toContain(
      '        name: manager\n        ports:\n        - containerPort: 8443\n          name: https\n          protocol: TCP\n      {{- with',
    );
  });

  it('stays as it is where a script writes its Chart.yaml', () => {
    const made = chart(MANAGER + PROXY)
      .without('charts/shop/Chart.yaml')
      .with({ 'charts/shop/Chart.yaml.tpl': 'name: $NAME\n' });
    const { tree, charts } = exitCharts(made, flags);
    expect(tree).toBe(made);
    expect(charts[0]?.reason).toContain('a script');
  });

  it.each([
    ['among three', `${MANAGER}${PROXY}      - name: other\n        image: other\n`, 'it is not one of two containers'],
    [
      'with an address on a condition',
      PROXY + MANAGER.replace(/( +- --metrics.*\n)/, '        {{- if .Values.x }}\n$1        {{- end }}\n'),
      'metrics address',
    ],
    [
      'with a port from the values',
      MANAGER + PROXY.replace('Port: 8443', 'Port: {{ .Values.port }}'),
      'port of the proxy',
    ],
    [
      'with a certificate of the proxy',
      MANAGER + PROXY.replace(/( +- )--upstream.*/, '$&\n$1--tls-cert-file=/tls/tls.crt'),
      'certificate',
    ],
  ])('stays as it is %s', (_, containers, reason) => {
    const { tree, charts } = exitCharts(chart(containers), flags);
    expect(tree.get(DEPLOYMENT)).toBe(deployment(containers));
    expect(charts[0]?.reason).toContain(reason);
  });

  it('stays as it is where nothing lets its pods ask who reads metrics', () => {
    const { charts } = exitCharts(chart(MANAGER + PROXY, 'kind: ClusterRole\nrules: []\n'), flags);
    expect(charts[0]?.reason).toContain('ask who reads metrics');
  });

  it('serves by arguments that are values', () => {
    const args = (of: string) => `      - args: {{- toYaml .Values.${of}.args | nindent 8 }}\n`;
    const containers =
      PROXY.replace(/ +- args:\n.*\n.*\n/, args('proxy')) + MANAGER.replace(/ +- args:\n.*\n.*\n/, args('manager'));
    const values = `proxy:\n  args:\n  - --secure-listen-address=0.0.0.0:8443\nmanager:\n  # Of the manager.\n  args:\n  - --leader-elect\n  - --metrics-bind-address=127.0.0.1:8080\n`;
    const file = 'charts/shop/values.yaml';
    const old = chart(containers).with({ [file]: values });
    const { tree, charts } = exitCharts(old, { ...flags, more: ['--metrics-secure'] });
    expect(charts[0]?.reason).toBeUndefined();
    expect(tree.get(file)).toBe(values.replace('127.0.0.1:8080', ':8443\n  - --metrics-secure'));
    expect(tree.get(DEPLOYMENT)).toBe(deployment(SERVED.replace(/ +- args:\n.*\n.*\n/, args('manager'))));
    const other = old.with({ 'charts/shop/ci/values.yaml': 'manager:\n  args: [--x]\n' });
    expect(exitCharts(other, flags).charts[0]?.reason).toContain('other values');
    expect(exitCharts(old.without(file), flags).charts[0]?.reason).toContain('port of the proxy');
  });
});
