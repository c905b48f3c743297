import { nameOf } from '../../kubernetes/identity.ts';
import type { Workload } from '../../objects/wiring/workloads.ts';
import type { Renders } from './renders.ts';
import type { Subject } from './survey.ts';

/** A subject's workload in what a kustomization renders to, by whatever name it has there. */
export function workloadOf(renders: Renders, root: string, subject: Subject): Workload | undefined {
  return workloadsOf(renders, root, subject)[0];
}

/** All of them: a kustomization may build on two others that have it each, in namespaces of their own. */
export function workloadsOf(renders: Renders, root: string, subject: Subject): Workload[] {
  const { origins } = renders.of(root);
  return renders
    .wiring(root)
    .workloads.filter(
      ({ object }) =>
        object.kind === subject.kind && origins.get(object) === subject.file && nameOf(object).includes(subject.name),
    );
}
