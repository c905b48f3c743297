import type { FileTree } from '../../core/file-tree.ts';
import { nameOf, namespaceOf } from '../../kubernetes/identity.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { type BareObjectChange, diffObjects } from '../../objects/compare/diff-objects.ts';
import { sameJson } from '../../objects/compare/json.ts';
import type { ObjectRef } from '../../objects/model.ts';
import type { PlanProof } from '../model.ts';
import type { Manifests } from './manifests.ts';
import type { Rendered, Renders } from './renders.ts';

export interface ProofIssue {
  readonly directory: string;
  readonly message: string;
}

/**
 * Builds every kustomization that reads a changed file before and after, and says what differs that no step is about.
 *
 * @param isNamed whether a step is about a change
 */
export function prove(
  before: Renders,
  manifestsBefore: Manifests,
  after: Renders,
  manifestsAfter: Manifests,
  isNamed: (change: BareObjectChange, directory: string) => boolean,
): { proof: PlanProof; issues: ProofIssue[] } {
  const changedFiles = differing(before.tree, after.tree);
  const rendered: string[] = [];
  const unrendered: { directory: string; message: string }[] = [];
  const issues: ProofIssue[] = [];
  const changed = new Map<string, ObjectRef>();
  for (const { directory, isComponent } of manifestsBefore.kustomizations.values()) {
    if (isComponent) continue;
    const reads = [...manifestsBefore.reached(directory), ...manifestsAfter.reached(directory)];
    if (!reads.some((path) => changedFiles.has(path))) continue;
    const old = before.of(directory);
    if (old.problem !== undefined) {
      unrendered.push({ directory, message: old.problem });
      continue;
    }
    const lacking = reads.filter(
      (path) => before.standIns.has(path) || before.standIns.has(`${path}/kustomization.yaml`),
    );
    if (lacking.length > 0) {
      const refused = lacking.filter((path) => before.tree.has(path));
      const absent = lacking.filter((path) => !before.tree.has(path));
      const message = [
        ...(absent.length === 0
          ? []
          : [`it was built with something in place of what is not there: ${listed(absent)}`]),
        ...(refused.length === 0 ? [] : [`it was built without fields that kustomize refuses, in ${listed(refused)}`]),
      ].join('; ');
      unrendered.push({ directory, message });
    }
    if (!manifestsAfter.kustomizations.has(directory)) {
      // Nothing was in it but what went.
      continue;
    }
    const now = after.of(directory);
    if (now.problem !== undefined) {
      issues.push({ directory, message: `it does not build any more: ${now.problem}` });
      continue;
    }
    if (lacking.length === 0) rendered.push(directory);
    for (const change of changesOf(old, now)) {
      const ref = (change.change.to ?? change.change.from) as ObjectRef;
      changed.set(JSON.stringify(ref), ref);
      if (isNamed(change, directory)) continue;
      const fields = change.change.fields
        .slice(0, 3)
        .map(({ path }) => path)
        .join(', ');
      issues.push({
        directory,
        message: `${ref.kind} ${ref.name} is ${change.change.kind}${fields === '' ? '' : ` (${fields})`}, which no step is about`,
      });
    }
  }
  return { proof: { rendered, unrendered, changed: [...changed.values()] }, issues };
}

function listed(paths: readonly string[]): string {
  return [...new Set(paths)].join(', ');
}

/** Objects that are the same by name are compared first: most are equal, and CRDs are large. */
function changesOf(old: Rendered, now: Rendered): BareObjectChange[] {
  const key = (object: KubernetesObject) =>
    `${object.apiVersion} ${object.kind} ${namespaceOf(object) ?? ''} ${nameOf(object)}`;
  const twins = new Map(old.objects.map((object) => [key(object), object]));
  const equal = new Set<KubernetesObject>();
  for (const object of now.objects) {
    const twin = twins.get(key(object));
    if (twin === undefined || !sameJson(twin, object)) continue;
    equal.add(twin);
    equal.add(object);
  }
  return diffObjects(
    old.objects.filter((object) => !equal.has(object)),
    now.objects.filter((object) => !equal.has(object)),
  );
}

export function differing(from: FileTree, to: FileTree): Set<string> {
  return new Set([...from.paths(), ...to.paths()].filter((path) => from.get(path) !== to.get(path)));
}
