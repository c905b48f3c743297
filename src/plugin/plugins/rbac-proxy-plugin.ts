import type { PluginEntry } from './plugin-entry.ts';
import { DEFAULTS } from './rbac-proxy/defaults.ts';

const TEXTS = [
  ['proxy-image', `The proxy's image; ${DEFAULTS.image} by default.`],
  ['proxy-port', `The port on which the proxy serves metrics; ${DEFAULTS.port} by default.`],
  ['proxy-upstream', `Where the manager serves metrics for the proxy alone; ${DEFAULTS.upstream} by default.`],
  ['proxy-tls', `Whose certificate it has: self-signed or cert-manager; ${DEFAULTS.tls} by default.`],
  ['proxy-allow-paths', `Paths that pass, separated by commas; ${DEFAULTS.allowPaths} by default.`],
  ['proxy-cpu-request', `The CPU that it asks for; ${DEFAULTS.cpuRequest} by default.`],
  ['proxy-cpu-limit', `The CPU that it may take; ${DEFAULTS.cpuLimit} by default.`],
  ['proxy-memory-request', `The memory that it asks for; ${DEFAULTS.memoryRequest} by default.`],
  ['proxy-memory-limit', `The memory that it may take; ${DEFAULTS.memoryLimit} by default.`],
] as const;

/** The kube-rbac-proxy sidecar for projects of releases that no longer have it. */
export const rbacProxyPlugin: PluginEntry = {
  name: 'kube-rbac-proxy',
  version: 'v1',
  summary: 'metrics behind a kube-rbac-proxy sidecar, as a kustomize component that can be taken out again',
  flags: [
    ...TEXTS.map(([name, usage]) => ({
      name,
      type: 'string' as const,
      default: '',
      usage,
      commands: ['init', 'edit'] as const,
    })),
    { name: 'remove', type: 'bool', default: false, usage: 'Take the proxy out again.', commands: ['edit'] },
  ],
  metadata: {
    description:
      'Puts a kube-rbac-proxy sidecar in front of the metrics endpoint: a component in config/kube-rbac-proxy, instead of what the scaffold has for metrics.',
    examples:
      '  kubebuilder edit --plugins=kube-rbac-proxy/v1 --proxy-tls=cert-manager\n  kubebuilder edit --plugins=kube-rbac-proxy/v1 --remove',
  },
  commands: ['init', 'edit'],
  load: async () => {
    const { editProxy } = await import('./rbac-proxy/edit-proxy.ts');
    return { init: editProxy, edit: editProxy };
  },
};
