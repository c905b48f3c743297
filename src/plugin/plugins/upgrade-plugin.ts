import type { PluginEntry } from './plugin-entry.ts';

/** The exit from kube-rbac-proxy, by `kubebuilder edit`. */
export const upgradePlugin: PluginEntry = {
  name: 'upgrade.operator-scaffold',
  version: 'v1',
  summary: 'moves a project off the kube-rbac-proxy sidecar, and tells the plan',
  flags: [
    {
      name: 'upgrade-to',
      type: 'string',
      default: 'https-metrics',
      usage:
        'Where to: https-metrics, 3.15 (a NetworkPolicy) or pre-3.15 (the sidecar with an image that can be pulled).',
    },
    {
      name: 'upgrade-certificates',
      type: 'bool',
      default: false,
      usage: 'Take the metrics certificate from cert-manager.',
    },
    {
      name: 'upgrade-without',
      type: 'string',
      default: '',
      usage: 'Ids of steps to leave out, separated by commas.',
    },
    { name: 'upgrade-plan', type: 'bool', default: false, usage: 'Only tell the plan; change nothing.' },
  ],
  metadata: {
    description: 'Moves a project off the kube-rbac-proxy sidecar, where certain edits do, and tells what is left.',
    examples: '  kubebuilder edit --plugins=upgrade.operator-scaffold/v1 --upgrade-plan',
  },
  commands: ['edit'],
  load: async () => ({ edit: (await import('./upgrade-project.ts')).upgradeProject }),
};
