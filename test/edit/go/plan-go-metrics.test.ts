import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../src/core/file-tree.ts';
import { definesFlag } from '../../../src/edit/go/flags.ts';
import type { GoMetricsTarget } from '../../../src/edit/go/metrics-plan.ts';
import { parseGo } from '../../../src/edit/go/parse.ts';
import { planGoMetrics } from '../../../src/edit/go/plan-go-metrics.ts';
import { SHAPES } from './shapes.ts';

const goMod = (version: string, more = '') =>
  `module example.com/weather\n\ngo 1.22.0\n\nrequire (\n\tk8s.io/apiserver v0.31.0\n\tsigs.k8s.io/controller-runtime ${version}\n${more})\n`;
const project = (files: Readonly<Record<string, string>>, version = 'v0.19.0') =>
  FileTree.from({ ...files, 'go.mod': goMod(version) });
const applied = (tree: FileTree, target: GoMetricsTarget) =>
  tree.with(planGoMetrics(tree, target).edits.map(({ path, after }) => [path, after] as const));
const HTTPS = { protection: 'https' } as const;
const PLAIN = { protection: 'network-policy' } as const;

describe.each(Object.entries(SHAPES))('%s', (name, files) => {
  const tree = project(files, name.startsWith('configuration file') ? 'v0.17.3' : 'v0.19.0');

  it('serves HTTPS with one plan, and a second one has nothing to do', () => {
    const plan = planGoMetrics(tree, HTTPS);
    expect(plan.manual).toEqual([]);
    expect(plan.complete).toBe(true);
    expect(plan.edits.length).toBeGreaterThan(0);
    expect(planGoMetrics(applied(tree, HTTPS), HTTPS)).toMatchObject({ edits: [], manual: [], complete: true });
  });

  it('keeps every comment and every line that it has no reason to change', () => {
    for (const { path, before, after } of planGoMetrics(tree, { ...HTTPS, certificates: true }).edits) {
      for (const { from, to } of parseGo(path, before)!.comments) expect(after).toContain(before.slice(from, to));
      const words = (line: string) => line.replaceAll(/[ \t]+/g, ' ');
      const kept = new Set(after.split('\n').map(words));
      const gone = before.split('\n').filter((line) => !kept.has(words(line)));
      for (const line of gone) expect(line).toMatch(/Options\{.*\}|false/);
    }
  });

  it('serves plain HTTP again', () => {
    const secure = applied(tree, HTTPS);
    const plan = planGoMetrics(secure, PLAIN);
    expect(plan).toMatchObject({ manual: [], complete: true });
    const again = applied(applied(secure, PLAIN), HTTPS);
    expect(planGoMetrics(again, HTTPS).edits).toEqual([]);
    const texts = plan.edits.map(({ after }) => after).join('');
    expect(texts).not.toMatch(/SecureServing: +true|"metrics-secure", true|^\s+FilterProvider: /m);
  });

  it('needs no change for plain HTTP', () => {
    expect(planGoMetrics(tree, PLAIN)).toMatchObject({ edits: [], manual: [], complete: true });
    expect(planGoMetrics(tree, { protection: 'sidecar' })).toMatchObject({ edits: [], manual: [], complete: true });
  });
});

describe('what is written', () => {
  const written = (name: string, path: string, target: GoMetricsTarget = HTTPS) =>
    applied(project(SHAPES[name]!, name.startsWith('configuration file') ? 'v0.17.3' : 'v0.19.0'), target).get(path);

  it('spreads a literal over lines and ends the alignment there', () => {
    expect(written('options literal, flags of the function', 'main.go')).toContain(`ctrl.Options{
		Metrics: metricsserver.Options{
			BindAddress:    metricsAddr,
			SecureServing:  true,
			FilterProvider: filters.WithAuthenticationAndAuthorization,
		},
		LeaderElection:   leader,
		LeaderElectionID: "weather.example.com", // stays as it is
`);
  });

  it('makes a flag for HTTPS true by default, and nothing else of it', () => {
    const text = written('filter only where it is secure, and that is off', 'cmd/main.go');
    expect(text).toBe(
      SHAPES['filter only where it is secure, and that is off']!['cmd/main.go']!.replace(
        '"metrics-secure", false',
        '"metrics-secure", true',
      ),
    );
  });

  it('sets the fields of a variable before the manager is made', () => {
    expect(written('configuration file of the manager', 'main.go')).toContain(`	}

	options.Metrics.SecureServing = true
	options.Metrics.FilterProvider = filters.WithAuthenticationAndAuthorization
	// The manager runs everything.
	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), options)
`);
  });

  it('takes another name for a package where its own is in use', () => {
    const text = written('names that are taken, address passed on', 'cmd/weather/main.go');
    expect(text).toContain('import metricsfilters "sigs.k8s.io/controller-runtime/pkg/metrics/filters"\n');
    expect(text).toContain('FilterProvider: metricsfilters.WithAuthenticationAndAuthorization,');
  });

  it('adds fields to a struct of options, aligned, and their flags on the same set', () => {
    const text = written('options struct of its own package', 'internal/options/options.go', {
      ...HTTPS,
      certificates: true,
    });
    expect(text).toContain(`	MetricsAddr     string
	MetricsCertPath string
	MetricsCertName string
	MetricsCertKey  string
	ProbeAddr       string \`json:"probe"\`
	Replicas        int    // of the operator
`);
    expect(text).toContain(`	fs.StringVar(&o.MetricsCertPath, "metrics-cert-path", "",
		"The directory with the certificate of the metrics server.")
`);
  });

  it('reads the certificate of flags where the address comes from one', () => {
    for (const name of Object.keys(SHAPES)) {
      const plan = planGoMetrics(project(SHAPES[name]!), { ...HTTPS, certificates: true });
      const byHand = plan.manual.map(({ reason }) => reason);
      const elsewhere = /extra handlers|configuration file|passed on/.test(name);
      expect([name, byHand]).toEqual([name, elsewhere ? ['no-place-for-flags'] : []]);
      expect(definesFlag(plan.flags, 'metrics-cert-path')).toBe(!elsewhere);
    }
  });
});

describe('what is left to a person', () => {
  const OLD = `package main

import (
	"flag"

	ctrl "sigs.k8s.io/controller-runtime"
)

func main() {
	var addr string
	flag.StringVar(&addr, "metrics-addr", ":8080", "metrics")
	flag.Parse()
	mgr, _ := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{MetricsBindAddress: addr, Port: 9443})
	_ = mgr.Start(ctrl.SetupSignalHandler())
}
`;

  it('is a newer controller-runtime, with the snippet in the names of the file', () => {
    const plan = planGoMetrics(project({ 'main.go': OLD }, 'v0.14.6'), HTTPS);
    expect(plan).toMatchObject({ edits: [], complete: false });
    expect(plan.manual.map(({ path, line, reason }) => [path, line, reason])).toEqual([
      ['go.mod', 7, 'old-controller-runtime'],
      ['main.go', 13, 'old-options'],
    ]);
    expect(plan.manual[0]!.text).toMatch(/v0\.14\.6 .* 0\.16\.0 .*Go 1\.20/s);
    expect(plan.manual[1]!.snippet).toContain('BindAddress:    addr,');
    expect(definesFlag(plan.flags, 'metrics-addr')).toBe(true);
    expect(definesFlag(plan.flags, 'metrics-bind-address')).toBe(false);
  });

  it('is nothing where the old program may go on serving plain HTTP', () => {
    const tree = project({ 'main.go': OLD }, 'v0.14.6');
    expect(planGoMetrics(tree, PLAIN)).toMatchObject({ edits: [], manual: [], complete: true });
  });

  it('is the choice between several programs, unless a name tells them apart', () => {
    const main = SHAPES['options literal, flags of the function']!['main.go']!;
    const tree = project({ 'cmd/hub/main.go': main, 'cmd/spoke/main.go': main });
    expect(planGoMetrics(tree, HTTPS).manual.map(({ reason }) => reason)).toEqual([
      'several-programs',
      'several-programs',
    ]);
    const of = (program: GoMetricsTarget['program']) => planGoMetrics(tree, { ...HTTPS, program: program! }).main;
    expect(of({ command: '/usr/local/bin/spoke' })).toBe('cmd/spoke');
    expect(of({ image: 'registry:5000/weather/hub:v1@sha256:0' })).toBe('cmd/hub');
    expect(of({ names: ['controller-manager', 'spoke'] })).toBe('cmd/spoke');
    const docker = tree.with({ Dockerfile: 'FROM golang\nRUN CGO_ENABLED=0 go build -a -o manager ./cmd/hub\n' });
    expect(planGoMetrics(docker, { ...HTTPS, program: { command: '/manager' } }).main).toBe('cmd/hub');
  });

  it('is a value that comes from elsewhere', () => {
    const text = SHAPES['literal over several lines, with TLS options']!['cmd/main.go']!.replace(
      'SecureServing: secure,',
      'SecureServing: secure && os.Getenv("TLS") != "",',
    );
    const plan = planGoMetrics(project({ 'cmd/main.go': text }), HTTPS);
    expect(plan.edits).toEqual([]);
    expect(plan.manual).toMatchObject([{ path: 'cmd/main.go', reason: 'computed-value' }]);
  });

  it('is a statement where the old options are a variable', () => {
    const text = SHAPES['literal over several lines, with TLS options']!['cmd/main.go']!.replace(
      /\tmgr, err := [\s\S]*?\n\t\}\)\n/,
      '\tvar o ctrl.Options\n\to.MetricsBindAddress = address\n\tmgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), o)\n',
    );
    const { manual } = planGoMetrics(project({ 'cmd/main.go': text }, 'v0.15.0'), HTTPS);
    expect(manual.at(-1)?.snippet).toContain('o.Metrics = server.Options{\n\tBindAddress:    address,\n');
    expect(manual.at(-1)?.snippet).toMatch(/\n\}$/);
  });

  it('is nothing where the options of metrics are what a pointer leads to', () => {
    const text = SHAPES['literal over several lines, with TLS options']!['cmd/main.go']!.replace(
      /\t\tMetrics: server\.Options\{[\s\S]*?\n\t\t\},\n/,
      '\t\tMetrics: *served,\n',
    ).replace('\tmgr, err :=', '\tserved := options()\n\tmgr, err :=');
    const tree = project({ 'cmd/main.go': text });
    expect(planGoMetrics(tree, HTTPS).manual).toEqual([]);
    const next = applied(tree, HTTPS);
    expect(next.get('cmd/main.go')).toContain('\tserved.SecureServing = true\n');
    expect(planGoMetrics(next, HTTPS)).toMatchObject({ edits: [], manual: [] });
  });

  it('is no variable that nothing but its declaration sets', () => {
    const shape = SHAPES['literal over several lines, with TLS options']!['cmd/main.go']!;
    const text = shape
      .replace('\t\tsecure  bool\n', '')
      .replace('\tflag.BoolVar(&secure, "metrics-secure", false, "HTTPS")\n', '\tvar secure bool\n');
    const tree = project({ 'cmd/main.go': text });
    expect(planGoMetrics(tree, PLAIN)).toMatchObject({ edits: [], manual: [] });
    const secure = applied(tree, HTTPS);
    expect(secure.get('cmd/main.go')).toContain('\tvar secure = true\n');
    expect(secure.get('cmd/main.go')).toContain('SecureServing:  secure, // set by the flag\n');
    expect(planGoMetrics(secure, HTTPS)).toMatchObject({ edits: [], manual: [] });
    expect(applied(secure, PLAIN).get('cmd/main.go')).toContain('\tvar secure = false\n');
    const written = project({ 'cmd/main.go': text.replace('\tflag.Parse()\n', '\tflag.Parse()\n\tsecure = ask()\n') });
    expect(planGoMetrics(written, HTTPS).manual).toMatchObject([{ reason: 'computed-value' }]);
  });

  it('is go mod tidy where the filter needs a module that is not required', () => {
    const files = SHAPES['cobra command']!;
    const tree = project(files).with({
      'go.mod': 'module example.com/weather\n\nrequire sigs.k8s.io/controller-runtime v0.19.0\n',
      'vendor/modules.txt': '',
    });
    const plan = planGoMetrics(tree, HTTPS);
    expect(plan.complete).toBe(true);
    expect(plan.manual).toMatchObject([
      { path: 'go.mod', reason: 'tidy-modules', snippet: 'go mod tidy\ngo mod vendor' },
    ]);
  });
});

describe('operators of ansible and helm', () => {
  const docker = (image: string) => FileTree.from({ Dockerfile: `FROM ${image}\nCOPY watches.yaml .\n` });

  it('get the flags of their base image, and a newer one where it does not know them', () => {
    const old = planGoMetrics(docker('quay.io/operator-framework/ansible-operator:v1.34.0'), HTTPS);
    expect(old).toMatchObject({ kind: 'ansible', complete: true });
    expect(old.arguments).toEqual(['--metrics-secure', '--metrics-require-rbac']);
    expect(old.edits[0]!.after).toBe('FROM quay.io/operator-framework/ansible-operator:v1.36.1\nCOPY watches.yaml .\n');
    const new_ = planGoMetrics(docker('quay.io/operator-framework/helm-operator:v1.38.0'), HTTPS);
    expect(new_).toMatchObject({ kind: 'helm', complete: true, edits: [] });
    expect(definesFlag(new_.flags, 'metrics-secure')).toBe(true);
  });

  it('say that the base image is another one', () => {
    const { manual } = planGoMetrics(docker('quay.io/operator-framework/helm-operator:v1.9'), HTTPS);
    expect(manual).toMatchObject([{ path: 'Dockerfile', line: 1, reason: 'old-base-image' }]);
    expect(manual[0]!.text).toContain('it was v1.9');
  });

  it.each([
    ['quay.io/operator-framework/helm-operator@sha256:1234'],
    ['registry.example.com/tools/helm-operator:v1.40.0'],
    ['registry.example.com/ose-ansible-rhel9-operator:v4.14'],
  ])('get no flag that an image of unknown version might not have: %s', (image) => {
    const plan = planGoMetrics(docker(image), HTTPS);
    expect(plan).toMatchObject({ complete: false, edits: [], arguments: [] });
    expect(plan.manual).toMatchObject([{ path: 'Dockerfile', line: 1, reason: 'old-base-image' }]);
    expect(plan.manual[0]!.snippet).toBe('- --metrics-secure\n- --metrics-require-rbac');
  });

  it('are found by what PROJECT says, wherever the Dockerfile is, and by the value of an ARG', () => {
    const image = 'ARG VERSION=v1.30.0\nFROM quay.io/operator-framework/ansible-operator:${VERSION} AS base\n';
    const tree = (layout: string) =>
      FileTree.from({
        'shop/PROJECT': `layout:\n- ${layout}\nplugins:\n  x/v1: {}\n`,
        'images/shop.Dockerfile': image,
      });
    const target = { ...HTTPS, program: { directory: 'shop' } };
    const plan = planGoMetrics(tree('ansible.sdk.operatorframework.io/v1'), target);
    expect(plan).toMatchObject({ kind: 'ansible', arguments: ['--metrics-secure', '--metrics-require-rbac'] });
    expect(plan.edits[0]!.after).toBe(image.replace('v1.30.0', 'v1.36.1'));
    expect(planGoMetrics(tree('go.kubebuilder.io/v4'), target).kind).toBe('none');
    expect(planGoMetrics(tree('hybrid.helm.sdk.operatorframework.io/v1-alpha'), target).kind).toBe('none');
  });
});
