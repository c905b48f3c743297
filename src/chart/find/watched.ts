import { listAt } from '../../kubernetes/identity.ts';
import { type ChartInput, type Document, documentOf, managerOf, type Workload } from '../draft.ts';
import { findFlag, mainContainerOf } from '../pods/container-args.ts';
import { type Item, Literal, TemplateList, TemplateMap } from '../template/nodes.ts';
import { type SplitRules, splitRules } from './split-rules.ts';
import { referrers } from './webhooks.ts';

const ENV = /^WATCH(ED)?_NAMESPACES?$|_WATCH_NAMESPACES?$/;
const FLAG = /^--?(watch-namespaces?|watched-namespaces?|namespaces-to-watch|watch_namespaces?)(=|$)/;

/** How an operator is told which namespaces to watch, and what of its rights a Role can grant. */
export interface Watched {
  /** Items of the manager's environment. */
  readonly variables: readonly Item[];
  /** The argument that says it, with what stands before its value. */
  readonly argument: { readonly list: TemplateList; readonly item: Item; readonly start: string } | undefined;
  readonly roles: readonly WatchedRole[];
}

export interface WatchedRole extends SplitRules {
  readonly role: Document;
  readonly binding: Document;
}

/** Undefined where the manifests show nothing of it, and where rights alone would be limited in a newer chart. */
export function findWatched(input: ChartInput): Watched | undefined {
  const manager = managerOf(input);
  if (manager?.account === undefined) return undefined;
  const variables = findVariables(manager);
  const argument = findArgument(manager);
  const isTold = variables.length > 0 || argument !== undefined;
  // Rights in some namespaces only, for an operator that goes on watching all of them, are one that does not work.
  if (!isTold && input.rules > 1) return undefined;
  const roles = referrers(input, manager.account).flatMap((binding) => {
    if (binding.kind !== 'ClusterRoleBinding' || listAt(binding.manifest?.object, 'subjects').length !== 1) return [];
    const role = roleOf(input, binding);
    if (role?.root.get('rules') === undefined) return [];
    const rules = splitRules(
      listAt(role.manifest?.object, 'rules'),
      input.graph.nodes.map(({ object }) => object),
    );
    return rules.namespaced.length === 0 ? [] : [{ ...rules, role, binding }];
  });
  return isTold || roles.length > 0 ? { variables, argument, roles } : undefined;
}

/** The ClusterRole of a binding, if it is ours and bound by nothing else: built-in roles stay as they are. */
function roleOf(input: ChartInput, binding: Document): Document | undefined {
  const span = input.graph.spans[binding.node!.index]!.find(({ path }) => path[0] === 'roleRef');
  const role = span !== undefined && 'node' in span.target ? documentOf(input, span.target.node) : undefined;
  if (role?.kind !== 'ClusterRole' || role.manifest?.object.aggregationRule !== undefined) return undefined;
  const bindings = referrers(input, role.node!.id).filter(({ kind }) => kind.endsWith('Binding'));
  return bindings.length === 1 ? role : undefined;
}

function findVariables(manager: Workload): Item[] {
  const env = mainContainerOf(manager)?.get('env');
  return (env instanceof TemplateList ? env.items : []).flatMap((item) => {
    const name = 'value' in item && item.value instanceof TemplateMap ? item.value.get('name') : undefined;
    return 'value' in item && name instanceof Literal && ENV.test(String(name.value)) ? [item] : [];
  });
}

function findArgument(manager: Workload): Watched['argument'] {
  const flag = findFlag(manager, FLAG);
  if (flag === undefined) return undefined;
  const { list, item, text } = flag;
  if (text.includes('=')) return { list, item, start: text.slice(0, text.indexOf('=') + 1) };
  const next = list.items[list.items.indexOf(item) + 1];
  return next !== undefined && 'value' in next ? { list, item: next, start: '' } : undefined;
}
