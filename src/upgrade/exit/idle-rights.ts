import { stringAt } from '../../kubernetes/identity.ts';
import { winningFlag } from '../../objects/wiring/flags.ts';
import type { Workload } from '../../objects/wiring/workloads.ts';
import type { Manifest } from './manifests.ts';
import { projectDirectory } from './program.ts';
import { isPast } from './proxy-image.ts';
import { withoutReviewRights } from './rights.ts';
import { isTrue } from './secure-switch.ts';
import type { ExitState } from './state.ts';
import { directoriesWithProxies, type Subject } from './survey.ts';

/** The rights that only proxies needed go, once none is left that needs them. */
export function planIdleRights(state: ExitState, subjects: readonly Subject[]): void {
  if (state.target !== 'http') return;
  const near = new Set(subjects.flatMap(({ roots }) => roots.flatMap((root) => [...state.manifests.reached(root)])));
  const projects = new Set(subjects.map(({ file }) => projectDirectory(file)));
  const { bound, unknown } = elsewhere(
    state,
    subjects.flatMap((subject) => subject.roots),
  );
  // What is built apart from the pods (a folder of rights alone) belongs to them where it is of the same project.
  const isIdle = ({ site: { file }, value }: Manifest) =>
    !bound.has(keyOf(file, stringAt(value, 'metadata', 'name') ?? '')) &&
    (near.has(file) || (projects.has(projectDirectory(file)) && !isPast(file) && !unknown.has(file)));
  const { tree, gone } = withoutReviewRights(state.tree, state.manifests, isIdle);
  for (const { value } of gone) {
    const [kind = '', name = ''] = [stringAt(value, 'kind'), stringAt(value, 'metadata', 'name')];
    state.intents.push({ kind, name, change: 'removed' });
    // A variant for one namespace makes a Role of a ClusterRole.
    if (kind.startsWith('Cluster')) state.intents.push({ kind: kind.slice('Cluster'.length), name, change: 'removed' });
  }
  state.step(
    {
      id: 'metrics/rights',
      title: 'Take the rights of the proxy away',
      why: 'Only the proxy asked the API server who reads metrics; over plain HTTP nobody does.',
      needs: state.builder.steps().flatMap(({ id }) => (id.startsWith('metrics/cut-proxy') ? [id] : [])),
    },
    tree,
  );
}

/** Roles that pods with a proxy of their own hold, or pods that ask who reads metrics; and the files of what cannot be built. */
function elsewhere(
  state: ExitState,
  roots: readonly string[],
): { bound: ReadonlySet<string>; unknown: ReadonlySet<string> } {
  const bound = new Set<string>();
  const unknown = new Set<string>();
  for (const directory of new Set([...roots, ...directoriesWithProxies(state.renders, state.manifests)])) {
    const { problem, origins } = state.renders.of(directory);
    if (problem !== undefined) {
      for (const file of state.manifests.reached(directory)) unknown.add(file);
      continue;
    }
    for (const { role, accounts } of state.renders.wiring(directory).bindings) {
      if (role === undefined || !accounts.some(({ workloads }) => workloads.some(asks))) continue;
      // Prefixes and suffixes come from kustomizations: the file has the rest of the name.
      const file = origins.get(role) ?? '';
      for (const { site, value } of state.manifests.all) {
        const name = stringAt(value, 'metadata', 'name') ?? '';
        if (site.file === file && role.metadata?.name?.includes(name) === true) bound.add(keyOf(file, name));
      }
    }
  }
  return { bound, unknown };
}

function asks({ containers }: Workload): boolean {
  return containers.some(({ part, flags }) => {
    const secure = winningFlag(flags, ['metrics-secure', 'metrics-require-rbac']);
    return part === 'proxy' || (secure !== undefined && isTrue(secure.value));
  });
}

function keyOf(file: string, name: string): string {
  return `${file}#${name}`;
}
