import type { Project } from '../../options/project.ts';
import type { LabelSet } from '../../presets/facts/config-facts.ts';
import { scalar } from './text.ts';

/** What an object's detailed label set says of it. */
export interface LabelSubject {
  readonly name: string;
  readonly instance: string;
  /** Samples have none. */
  readonly component?: string;
}

/** The label lines of an object, indented for `metadata.labels`. */
export function labels(set: LabelSet, project: Project, subject: LabelSubject, indent = '    '): string {
  const name = scalar(project.projectName);
  const lines =
    set === 'short'
      ? [`name: ${name}`, 'managed-by: kustomize']
      : [
          `name: ${subject.name}`,
          `instance: ${subject.instance}`,
          ...(subject.component === undefined ? [] : [`component: ${subject.component}`]),
          `created-by: ${name}`,
          `part-of: ${name}`,
          'managed-by: kustomize',
        ];
  return lines.map((line) => `${indent}app.kubernetes.io/${line}\n`).join('');
}

/** The labels by which pods of the manager are known, indented. */
export function podLabels(selectorsNameProject: boolean, project: Project, indent: string): string {
  const own = selectorsNameProject ? `${indent}app.kubernetes.io/name: ${scalar(project.projectName)}\n` : '';
  return `${indent}control-plane: controller-manager\n${own}`;
}
