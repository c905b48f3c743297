/**
 * A plugin for Kubebuilder by somebody else: it gives the manager a debug endpoint, and takes it away again.
 *
 * As a program: read standard input, write `JSON.stringify(runPlugin(plugin, input))` to standard output, and put the
 * file where Kubebuilder looks, as `pprof.example.com/v1/pprof.example.com`.
 */
import { commentCode, definePlugin, uncommentCode } from 'operator-scaffold';

const PATCHES = 'config/default/kustomization.yaml';
const PATCH = 'config/default/pprof_patch.yaml';
const ENTRY = '- path: pprof_patch.yaml\n  target:\n    kind: Deployment';

export const plugin = definePlugin({
  name: 'pprof.example.com',
  version: 'v1',
  flags: [
    { name: 'pprof-port', type: 'int', default: 6060, usage: 'The port of the debug endpoint.' },
    { name: 'pprof-off', type: 'bool', default: false, usage: 'Take the debug endpoint away.' },
  ],
  metadata: { description: 'Gives the manager a debug endpoint on localhost.' },
  edit({ tree, flags }) {
    const kustomization = tree.get(PATCHES) ?? 'resources:\n- ../manager\n';
    const commented = ENTRY.replaceAll(/^/gm, '# ');
    const known = kustomization.includes('pprof_patch.yaml')
      ? kustomization
      : `${kustomization.trimEnd()}\n${/^patches:/m.test(kustomization) ? '' : 'patches:\n'}${commented}\n`;
    const off = flags['pprof-off'] === true;
    const patch = `- op: add\n  path: /spec/template/spec/containers/0/args/-\n  value: --pprof-bind-address=127.0.0.1:${flags['pprof-port']}\n`;
    return {
      tree: tree.with({
        [PATCHES]: off ? commentCode(known, ENTRY, '# ') : uncommentCode(known, commented, '# '),
        [PATCH]: patch,
      }),
      notes: off ? [] : ['The manager needs a flag --pprof-bind-address.'],
    };
  },
});
