import { listAt, nameOf, valueAt } from '../../kubernetes/identity.ts';
import { type Argument, type ChartInput, type Document, managerOf } from '../draft.ts';
import { Literal } from '../template/nodes.ts';

/** The flags by which controller-runtime managers elect a leader, today's and that of Kubebuilder 2. */
const FLAG = /^(--?(?:leader-elect|enable-leader-election|leader-election))(?:=(true|false))?$/;

/** How the manager is told to elect a leader. */
export interface LeaderElection {
  readonly argument: Argument;
  readonly flag: string;
  /** What is behind the flag's `=`, if anything. */
  readonly given: string | undefined;
  /** The Roles that only the election needs, and their bindings. */
  readonly roles: readonly Document[];
  /** Several pods, and no election: so it is meant. */
  readonly isSeveral: boolean;
}

export function findLeaderElection(input: ChartInput): LeaderElection | undefined {
  const manager = managerOf(input);
  const argument = manager?.arguments.find(({ item, text }) => item.value instanceof Literal && FLAG.test(text));
  if (manager === undefined || argument === undefined) return undefined;
  const [, flag, given] = FLAG.exec(argument.text)!;
  const isSeveral = given === 'false' && Number(valueAt(manager.object, 'spec', 'replicas') ?? 1) > 1;
  // Where the source elects none, what it has for the election is there all the same.
  return { argument, flag: flag!, given, isSeveral, roles: given === 'false' ? [] : electionRoles(input) };
}

function electionRoles({ documents, graph }: ChartInput): Document[] {
  const roles = documents.filter(({ kind, manifest, node }) => {
    if (kind !== 'Role' || manifest === undefined || node === undefined) return false;
    const resources = listAt(manifest.object, 'rules').flatMap((rule) => listAt(rule, 'resources').map(String));
    const only = resources.every((name) => /^(leases|configmaps|events)(\/|$)/.test(name));
    return nameOf(manifest.object).includes('leader') && only;
  });
  const ids = new Set(roles.map(({ node }) => node!.id));
  const bindings = documents.filter(
    ({ kind, node }) =>
      kind === 'RoleBinding' &&
      graph.spans[node?.index ?? -1]?.some((span) => 'node' in span.target && ids.has(span.target.node)),
  );
  return [...roles, ...bindings];
}
