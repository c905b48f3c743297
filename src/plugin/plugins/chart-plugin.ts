import type { PluginEntry } from './plugin-entry.ts';

/** Kubebuilder's own flags of its helm plugin have other names: both plugins can stand in one chain. */
const FLAGS = [
  { name: 'chart-source', default: 'config/default', usage: 'The kustomize directory that the chart is made of.' },
  { name: 'chart-output', default: 'dist/chart', usage: 'The directory of the chart.' },
  { name: 'chart-name', default: '', usage: "The chart's name; the objects' name prefix by default." },
  { name: 'chart-version', default: '', usage: "The chart's version, semver 2; 0.1.0 by default." },
  { name: 'chart-app-version', default: '', usage: "The version of what is installed; the image's tag by default." },
  { name: 'chart-crds', default: '', usage: 'Where CRDs go: auto, templates, crds, subchart, chart or none.' },
] as const;

/** A Helm chart of the project, written by `kubebuilder edit` and updated by the next. */
export const chartPlugin: PluginEntry = {
  name: 'chart.operator-scaffold',
  version: 'v1',
  summary: 'a Helm chart of the project in dist/chart, which later edits keep up to date',
  flags: [
    ...FLAGS.map((flag) => ({ ...flag, type: 'string' as const })),
    {
      name: 'chart-force',
      type: 'bool',
      default: false,
      usage: 'Replace the chart that stands there, with what was edited in it.',
    },
  ],
  metadata: {
    description: 'Writes a Helm chart of the project to dist/chart, and updates it: what was edited in it stays.',
    examples: '  kubebuilder edit --plugins=chart.operator-scaffold/v1 --chart-name=guestbook',
  },
  commands: ['edit'],
  load: async () => ({ edit: (await import('./write-chart.ts')).writeChart }),
};
