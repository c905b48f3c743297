import { once } from '../../core/memo.ts';
import { nameOf, namespaceOf } from '../../kubernetes/identity.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { BareObjectChange } from '../../objects/compare/diff-objects.ts';
import { sameJson } from '../../objects/compare/json.ts';
import { refOf } from '../../objects/identity.ts';
import { Manifests } from '../exit/manifests.ts';
import type { PlannedExit } from '../exit/plan-exit.ts';
import { prove } from '../exit/prove.ts';
import { Renders } from '../exit/renders.ts';
import { standIns } from '../exit/stand-ins.ts';
import type { ClusterCommand, PlanProof } from '../model.ts';
import type { PlanBuilder } from '../plan/plan-builder.ts';
import { leftByRelease } from './named-changes.ts';
import type { Sides } from './sides.ts';

/** Kinds that a cluster is rid of without a loss: nobody's data, and nothing that others hang on. */
const DELETABLE = [
  'ClusterRoleBinding',
  'RoleBinding',
  'ClusterRole',
  'Role',
  'Service',
  'ServiceMonitor',
  'NetworkPolicy',
];

export interface ProvenWhole {
  readonly proof: PlanProof;
  /** Directories that do not build any more. */
  readonly broken: readonly string[];
}

/**
 * Builds what reads a changed file before and after. What does not build any more, and what changes that neither the
 * release nor the exit is about, is told as a task; what a cluster is left with, or refuses, as commands.
 *
 * @param rendered what the user's tree renders to, where it was rendered already, and what steps of an exit are about
 * @param settled files that nobody has edited
 */
export function proveWhole(
  builder: PlanBuilder,
  sides: Sides,
  { before: rendered, isNamed: isOfExit }: Pick<Partial<PlannedExit>, 'before' | 'isNamed'>,
  settled: ReadonlySet<string>,
): ProvenWhole {
  const manifests = new Manifests(builder.start);
  const before = rendered ?? new Renders(builder.start, standIns(builder.start, manifests));
  const after = new Renders(builder.tree, before.standIns);
  const scaffold = new Renders(sides.base.tree);
  const byRelease = once(() => {
    const untouched = [...settled].flatMap((path) =>
      sides.base.tree.has(path) ? [[path, builder.start.get(path)!] as const] : [],
    );
    return leftByRelease(sides, scaffold, sides.base.tree.with(untouched));
  });
  const inner = innerDirectories(manifests, before);
  const isNamed = (change: BareObjectChange, directory: string) => {
    if (inner.has(directory)) return true;
    const [old, now] = [before.of(directory).origins, after.of(directory).origins];
    const left = byRelease()(change, (object) => old.get(object) ?? now.get(object), directory);
    return left === undefined || isOfExit?.(left) === true;
  };
  const { proof, issues } = prove(before, manifests, after, new Manifests(builder.tree), isNamed);
  const broken = issues.filter(({ directory }) => after.of(directory).problem !== undefined);
  const told = new Set<string>();
  for (const issue of issues) {
    const { directory, message } = issue;
    if (told.has(message)) continue;
    told.add(message);
    const text = broken.includes(issue) ? message : `${message}: see whether it is meant.`;
    builder.manual.push({ path: directory, text, steps: [] });
  }
  const root = 'config/default';
  if (proof.rendered.includes(root)) {
    const made = once(() => new Set(scaffold.of(root).objects.map(keyOf)));
    for (const command of leftInCluster(before.of(root).objects, after.of(root).objects, made)) {
      if (!builder.cluster.some((known) => known.command === command.command)) builder.cluster.push(command);
    }
  }
  return { proof, broken: broken.map(({ directory }) => directory) };
}

/** What another kustomization builds, too: objects that move from one file to another are still there in that one. */
function innerDirectories(manifests: Manifests, before: Renders): Set<string> {
  const inner = new Set<string>();
  for (const { directory: outer, isComponent } of manifests.kustomizations.values()) {
    if (isComponent) continue;
    const within = [...manifests.reached(outer)].filter((path) => path !== outer && manifests.kustomizations.has(path));
    if (within.length > 0 && before.of(outer).problem === undefined) for (const path of within) inner.add(path);
  }
  return inner;
}

/** What the scaffold made and the manifests no longer have, and what the API server refuses to change. */
function leftInCluster(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  made: () => ReadonlySet<string>,
): ClusterCommand[] {
  const now = new Map(after.map((object) => [keyOf(object), object]));
  const commands: ClusterCommand[] = [];
  for (const object of before) {
    const next = now.get(keyOf(object));
    const isLeft = next === undefined && DELETABLE.includes(object.kind);
    if (!isLeft && object.kind !== 'Deployment') continue;
    if (!made().has(keyOf(object))) continue;
    if (isLeft) {
      commands.push(deletion(object, 'No longer in the manifests, and kubectl apply takes nothing away.'));
    } else if (next !== undefined && !sameJson(selectorOf(object), selectorOf(next))) {
      const why =
        'The API server refuses to change the selector of a Deployment: delete it before the new one is applied.';
      commands.push(deletion(object, why));
    }
  }
  return commands.sort((a, b) => DELETABLE.indexOf(a.object.kind) - DELETABLE.indexOf(b.object.kind));
}

function deletion(object: KubernetesObject, why: string): ClusterCommand {
  const namespace = object.kind.startsWith('Cluster') ? undefined : namespaceOf(object);
  const where = namespace === undefined ? '' : ` --namespace ${namespace}`;
  return {
    command: `kubectl delete ${object.kind.toLowerCase()} ${nameOf(object)}${where}`,
    why,
    object: refOf(object),
  };
}

function selectorOf(object: KubernetesObject): never {
  return ((object.spec as { selector?: unknown } | undefined)?.selector ?? null) as never;
}

function keyOf(object: KubernetesObject): string {
  return `${object.kind} ${namespaceOf(object) ?? ''} ${nameOf(object)}`;
}
