import type { Project, Resource } from '../../options/project.ts';
import { type Emitter, NO_FILES } from '../context.ts';
import { labels } from './labels.ts';
import { apiResources } from './resource-names.ts';
import { listItems, scalar } from './text.ts';

export const samples: Emitter = ({ project, profile }) =>
  apiResources(project).map((resource) => {
    const kind = resource.kind.toLowerCase();
    const spec = profile.sampleSpec === 'valid' ? 'spec: {}\n' : 'spec:\n  # The fields of the kind go here.\n';
    return [
      `config/samples/${sampleName(resource, profile.samplePathKeepsEmptyGroup)}`,
      `apiVersion: ${resource.qualifiedGroup}/${resource.version}
kind: ${scalar(resource.kind)}
metadata:
  labels:
${sampleLabelLines(project, kind, profile.sampleLabels)}  name: ${kind}-sample
${spec}`,
    ];
  });

function sampleLabelLines(project: Project, kind: string, set: 'short' | 'detailed'): string {
  return labels(set, project, { name: scalar(kind), instance: `${kind}-sample` });
}

export const samplesKustomization: Emitter = ({ project, profile }) => {
  const resources = apiResources(project);
  if (resources.length === 0) return NO_FILES;
  const names = resources.map((resource) => sampleName(resource, profile.samplePathKeepsEmptyGroup));
  return [
    [
      'config/samples/kustomization.yaml',
      `# The samples in one: kubectl apply -k config/samples
resources:
${listItems([...new Set(names)])}${profile.markerPrefix}kubebuilder:scaffold:manifestskustomizesamples
`,
    ],
  ];
};

function sampleName(resource: Resource, keepsEmptyGroup: boolean): string {
  const group = resource.group === '' && !keepsEmptyGroup ? '' : `${resource.group}_`;
  return `${group}${resource.version}_${resource.kind.toLowerCase()}.yaml`;
}
