import { type Issue, ScaffoldError } from '../core/errors.ts';
import { stringAt } from '../kubernetes/identity.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { podTemplatePath } from '../kubernetes/workload-kinds.ts';
import type { ChartOptions } from '../options/generated/types.ts';
import { mainContainerIn } from './pods/container-args.ts';
import { imageParts, isPlaceholderTag } from './pods/images.ts';
import type { WorkloadPlan } from './pods/workload-plan.ts';
import type { ProjectNames } from './project.ts';

export interface ChartIdentity {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  readonly description: string;
}

/** Names that Helm's own values and template objects have taken are no obstacle; only the form of a name is. */
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** What the chart is called, from the options or else from the objects. */
export function chartIdentity(
  objects: readonly KubernetesObject[],
  project: ProjectNames,
  workloads: readonly WorkloadPlan[],
  options: ChartOptions,
): ChartIdentity {
  const name =
    options.name ??
    project.prefix ??
    (project.namespace === 'default' ? undefined : project.namespace?.replace(/-system$/, '')) ??
    workloadName(objects);
  if (name === undefined || !NAME.test(name) || name.length > 53) {
    const issue: Issue = {
      code: 'chart-invalid-name',
      path: 'name',
      message: 'the chart needs a name, and the objects have no common prefix or namespace to take one from',
      expected: 'at most 53 lower case letters, digits and hyphens',
    };
    throw new ScaffoldError(name === undefined ? issue : { ...issue, received: name });
  }
  return {
    name,
    version: options.version ?? '0.1.0',
    appVersion: options.appVersion ?? imageTag(workloads) ?? options.version ?? '0.1.0',
    description: options.description ?? `Installs ${name}, a Kubernetes operator.`,
  };
}

function workloadName(objects: readonly KubernetesObject[]): string | undefined {
  const workload = objects.find((object) => podTemplatePath(object) !== undefined) ?? objects[0];
  return workload === undefined
    ? undefined
    : stringAt(workload.metadata, 'name')
        ?.replace(/[^a-z0-9-]+/g, '-')
        .slice(0, 53);
}

/** The tag of the manager's image; of another workload's only where the manager's has none, or one to be filled in. */
function imageTag(workloads: readonly WorkloadPlan[]): string | undefined {
  for (const workload of workloads) {
    const { tag } = imageParts(stringAt(mainContainerIn(workload), 'image') ?? '');
    if (tag !== '' && !isPlaceholderTag(tag)) return tag;
  }
  return undefined;
}
