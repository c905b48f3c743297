import { describe, expect, it } from 'vitest';
import { auditTree } from '../../src/audit/audit-tree.ts';
import type { FileTree } from '../../src/core/file-tree.ts';
import { listAt, objectAt } from '../../src/kubernetes/identity.ts';
import { renderObjects } from '../../src/kustomize/render-objects.ts';
import { commentCode } from '../../src/plugin/comment-code.ts';
import { definePlugin } from '../../src/plugin/define-plugin.ts';
import { editProxy } from '../../src/plugin/plugins/rbac-proxy/edit-proxy.ts';
import { rbacProxyPlugin } from '../../src/plugin/plugins/rbac-proxy-plugin.ts';
import type { PluginResponse } from '../../src/plugin/protocol.ts';
import { runPlugin } from '../../src/plugin/run-plugin.ts';
import { listPresets } from '../../src/presets/list-presets.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { readFeatures } from '../../src/switches/read-features.ts';

const { name, version, flags = [] } = rbacProxyPlugin;
const plugin = definePlugin({ name, version, flags, edit: editProxy });
const edit = (tree: FileTree, ...args: readonly string[]): PluginResponse =>
  runPlugin(plugin, { apiVersion: 'v1alpha1', command: 'edit', args, universe: tree.toRecord() });
/** The tree as Kubebuilder leaves it. */
function edited(tree: FileTree, ...args: readonly string[]): FileTree {
  const response = edit(tree, ...args);
  expect(response.errorMsgs).toEqual([]);
  return tree.with(response.universe);
}
/** Without the files that have no content: the protocol cannot delete. */
const filled = (tree: FileTree) => tree.filter(({ content }) => content !== '').toRecord();

const DEFAULT = 'config/default/kustomization.yaml';
const resources = [
  { group: 'web', version: 'v1', kind: 'Shop', webhooks: { validation: true, defaulting: true } },
] as const;
const basic = { projectName: 'demo', domain: 'example.com', resources };
const scaffold = (release: string, features = {}, kinds: typeof resources | [] = resources) =>
  buildScaffold({
    ...basic,
    resources: kinds,
    preset: `kubebuilder@${release}`,
    features: { prometheus: true, ...features },
  });
const releases = listPresets()
  .map((preset) => /^kubebuilder@([0-9.]+)$/.exec(preset.name)?.[1])
  .filter((release) => release !== undefined)
  .filter((release) => !/^3\.1[0-4]\./.test(release));

function containers(tree: FileTree) {
  const deployment = renderObjects(tree, 'config/default').find(({ object }) => object.kind === 'Deployment')!.object;
  return listAt(objectAt(deployment, 'spec', 'template', 'spec'), 'containers') as { name: string; args: string[] }[];
}

describe('kube-rbac-proxy/v1', () => {
  it('has releases to be tried on', () => expect(releases.length).toBeGreaterThan(20));

  // What differs for the plugin comes with few releases; the suite `plugin` has the real ones.
  it.each(releases.filter((_, index) => index % 5 === 0 || index === releases.length - 1))(
    'guards a scaffold of %s, once, and goes without a trace',
    (release) => {
      const tree = scaffold(release, {}, []);
      const guarded = edited(tree);
      const [manager, proxy] = containers(guarded);
      expect(manager!.args.filter((word) => word.startsWith('--metrics-'))).toEqual([
        '--metrics-bind-address=127.0.0.1:8080',
        '--metrics-secure=false',
      ]);
      expect(proxy!.args).toContain('--upstream=http://127.0.0.1:8080/');
      expect(filled(edited(guarded, '--remove'))).toEqual(tree.toRecord());
    },
  );

  it.each(['3.15.0', '4.0.0', '4.4.0', '4.16.0'])('passes the audit on %s, with a certificate', (release) => {
    const features = release === '4.16.0' ? { certManager: true, metricsCerts: true, networkPolicy: true } : {};
    const tree = scaffold(release, features);
    const guarded = edited(tree, '--proxy-tls=cert-manager', '--proxy-port=9444');
    const rules = (audited: FileTree) => auditTree(audited).findings.map(({ rule }) => rule);
    // A role to read metrics waits for the account that scrapes, as in the scaffold.
    const known = [...rules(tree), 'reader-unbound'];
    expect(rules(guarded).filter((rule) => !known.includes(rule))).toEqual([]);
    const objects = renderObjects(guarded, 'config/default').map(({ object }) => object);
    expect(objects.filter(({ kind }) => kind === 'NetworkPolicy')).toEqual([]);
    const service = objects.find(({ kind, metadata }) => kind === 'Service' && /metrics/.test(String(metadata?.name)));
    expect(service).toMatchObject({ spec: { ports: [{ name: 'https', port: 9444, targetPort: 9444 }] } });
    const monitor = objects.find(({ kind }) => kind === 'ServiceMonitor');
    expect(monitor).toMatchObject({
      spec: {
        endpoints: [
          {
            port: 'https',
            scheme: 'https',
            tlsConfig: { serverName: 'demo-controller-manager-metrics-service.demo-system.svc' },
          },
        ],
      },
    });
    // Flags of an earlier edit hold.
    expect(edit(guarded).universe).toEqual({});
    expect(filled(edited(guarded, '--remove'))).toEqual(tree.toRecord());
  });

  it('takes flags, and takes back the certificate', () => {
    const tree = scaffold('4.16.0');
    const certified = edited(tree, '--proxy-tls', 'cert-manager', '--proxy-image=example.com/proxy:v1');
    const plain = edited(certified, '--proxy-tls=self-signed', '--proxy-allow-paths=/metrics,/slow');
    expect(plain.get('config/kube-rbac-proxy/certificate.yaml')).toBe('');
    const [, proxy] = containers(plain);
    expect(proxy).toMatchObject({ image: 'example.com/proxy:v1' });
    expect(proxy!.args).toContain('--allow-paths=/metrics,/slow');
    expect(filled(edited(plain, '--remove'))).toEqual(tree.toRecord());
  });

  it('keeps what people edited, in the project and in its own files', () => {
    const text = scaffold('4.4.0').get(DEFAULT)!;
    const tree = scaffold('4.4.0').with({
      [DEFAULT]: `# Ours.\n${text.replace('- ../rbac\n', '- ../rbac # ours\n')}`.trimEnd(),
    });
    const guarded = edited(tree);
    expect(guarded.get(DEFAULT)).toContain('- ../rbac # ours\n');
    expect(filled(edited(guarded, '--remove'))).toEqual(tree.toRecord());
    const patch = 'config/kube-rbac-proxy/sidecar_patch.yaml';
    const own = guarded.with({ [patch]: guarded.get(patch)!.replace('500m', '250m') });
    const again = edit(own, '--proxy-image=example.com/proxy:v1');
    expect(again.universe[patch]).toBeUndefined();
    expect(again.notes).toContain(`${patch} was edited, and stays as it is.`);
    const gone = edit(own.with(again.universe), '--remove');
    expect(gone.universe[patch]).toBeUndefined();
    expect(gone.notes.join('\n')).toContain(`${patch} was edited, and stays`);
  });

  it('tells what was on only in parts, and is on as a whole when the proxy goes', () => {
    const whole = scaffold('4.16.0', { certManager: true, metricsCerts: true });
    const tree = whole.with({
      [DEFAULT]: commentCode(
        whole.get(DEFAULT)!,
        '- path: cert_metrics_manager_patch.yaml\n  target:\n    kind: Deployment',
        '#',
      ),
    });
    expect(readFeatures(tree).metricsCerts).toBe('partly');
    const response = edit(tree);
    expect(response.notes).toContain(`${DEFAULT}: --remove will not give its bytes back; keep a copy.`);
    const guarded = tree.with(response.universe);
    const again = guarded.with(edit(guarded, '--proxy-port=9444').universe);
    const gone = edit(again, '--remove');
    expect(gone.notes.filter((note) => note.includes('on in parts'))).toEqual([
      expect.stringMatching(/^metricsCerts was on in parts/),
    ]);
    expect(filled(again.with(gone.universe))).toEqual(whole.toRecord());
  });

  it('tells what the program has to be told by hand', () => {
    const tree = buildScaffold({ ...basic, repo: 'example.com/demo', preset: 'kubebuilder@4.1.0' });
    const response = edit(tree);
    expect(response.universe['cmd/main.go']).toBeUndefined();
    expect(response.notes.join('\n')).toContain('- \t\tFilterProvider: filters.WithAuthenticationAndAuthorization');
    const later = edit(buildScaffold({ ...basic, repo: 'example.com/demo', preset: 'kubebuilder@4.16.0' }));
    expect(later.notes.join('\n')).not.toContain('by hand');
  });

  it('refuses what cannot be', () => {
    const tree = scaffold('4.16.0');
    expect(edit(tree, '--proxy-port=0', '--proxy-upstream=http://10.0.0.1:80/').errorMsgs).toEqual([
      expect.stringContaining('--proxy-port'),
      expect.stringContaining('--proxy-upstream'),
    ]);
    expect(edit(tree, '--proxy-port=8081').errorMsgs).toEqual([expect.stringContaining('--proxy-port')]);
    expect(edit(scaffold('3.14.2')).errorMsgs[0]).toMatch(/kube-rbac-proxy/);
    const theirs = tree.with({ 'config/kube-rbac-proxy/kustomization.yaml': 'resources: []\n' });
    expect(edit(theirs).errorMsgs).toEqual([expect.stringContaining('[file-exists]')]);
  });
});
