import type { CommandEntry } from './command.ts';

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'write a scaffold, as kustomize files or as a Helm chart',
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'render',
    summary: 'print the manifests that a kustomize directory builds to',
    load: async () => (await import('./commands/render.ts')).render,
  },
  {
    name: 'chart',
    summary: 'turn manifests or a kustomize directory into a Helm chart',
    load: async () => (await import('./commands/chart.ts')).chart,
  },
  {
    name: 'diff',
    summary: 'show what changes between two presets for the same options',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  {
    name: 'audit',
    summary: 'say what is wrong with an existing project, worst first',
    load: async () => (await import('./commands/audit.ts')).audit,
  },
  {
    name: 'upgrade',
    summary: 'bring an existing project to another preset, or off kube-rbac-proxy',
    load: async () => (await import('./commands/upgrade.ts')).upgrade,
  },
  {
    name: 'plugin',
    summary: 'list and install the plugins for Kubebuilder',
    load: async () => (await import('./commands/plugin.ts')).plugin,
  },
  {
    name: 'feature',
    summary: 'show which features of a project are on, or switch one',
    load: async () => (await import('./commands/feature.ts')).feature,
  },
  {
    name: 'presets',
    summary: 'list the presets',
    load: async () => (await import('./commands/presets.ts')).presets,
  },
  {
    name: 'completion',
    summary: 'print a completion script for bash, zsh or fish',
    load: async () => (await import('./commands/completion.ts')).completionOf(COMMANDS),
  },
];
