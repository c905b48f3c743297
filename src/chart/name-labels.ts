import { listAt, objectAt, stringAt, valueAt } from '../kubernetes/identity.ts';
import type { JsonValue } from '../kubernetes/object.ts';
import type { ChartInput, Workload } from './draft.ts';
import { goString } from './template/escape.ts';
import { mapAt, nodeAt } from './template/from-json.ts';
import { Action, Literal, TemplateList, TemplateMap } from './template/nodes.ts';

export const NAME = 'app.kubernetes.io/name';

/**
 * `app.kubernetes.io/name` on pods and in selectors, beside the release's name, as `helm create` has them: two charts in one
 * umbrella are one release, and so are two aliases of one chart, which differ by `.Chart.Name` alone.
 *
 * What the source says stays the value by default. Pods without the label get the chart's name, or one of their own where
 * a selector of another workload would then select them too.
 */
export function labelByName(input: ChartInput): void {
  const asked = namesAsked(input);
  const names = new Map(
    input.workloads.map((workload) => [workload.index, nameOfPods(input, asked, workload)] as const),
  );
  const roots = new Map(input.documents.map(({ node, root }) => [node?.index, root]));
  for (const workload of input.workloads) {
    const name = names.get(workload.index);
    if (name === undefined || workload.templatePath.length === 0) continue;
    const labels = mapAt(workload.document.root, ...workload.templatePath)
      ?.map('metadata')
      .map('labels');
    labels?.set(NAME, nameLabel(input, name));
  }
  for (const { root, manifest, kind } of input.documents) {
    const labels = root.map('metadata').get('labels');
    if (manifest === undefined || kind !== 'Service' || !(labels instanceof TemplateMap)) continue;
    const own = labels.get(NAME);
    if (own instanceof Literal && typeof own.value === 'string') labels.set(NAME, nameLabel(input, own.value));
  }
  for (const [index, selectors] of input.graph.selectors.entries()) {
    const root = roots.get(index);
    for (const selector of root === undefined ? [] : selectors) {
      const node = nodeAt(root!, selector.path);
      if (!(node instanceof TemplateMap)) continue;
      const said = selector.selects.map((each) => names.get(each) ?? nameOfService(input, each));
      const name = new Set(said).size === 1 ? said[0] : undefined;
      sayNames(input, node, selector.form === 'labels', selector.isCustom === true ? undefined : name);
    }
  }
}

/** The label of a name that the manifests have, or that is the chart's. */
function nameLabel(input: ChartInput, name: string): Action {
  return new Action(
    name === input.chart
      ? `include ${goString(`${input.chart}.name`)} $ | quote`
      : `include ${goString(`${input.chart}.nameLabel`)} (list $ ${goString(name)}) | quote`,
  );
}

/** What a selector says of the label follows; where it says nothing and `name` is given, it says that. */
function sayNames(input: ChartInput, selector: TemplateMap, isPlain: boolean, name: string | undefined): void {
  const found = isPlain ? selector : selector.get('matchLabels');
  const own = found instanceof TemplateMap ? found.get(NAME) : undefined;
  if (found instanceof TemplateMap && own instanceof Literal && typeof own.value === 'string') {
    found.set(NAME, nameLabel(input, own.value));
  }
  const expressions = selector.get('matchExpressions');
  let isSaid = own !== undefined;
  for (const item of expressions instanceof TemplateList ? expressions.items : []) {
    if (!('value' in item) || !(item.value instanceof TemplateMap)) continue;
    const key = item.value.get('key');
    const values = item.value.get('values');
    if (!(key instanceof Literal) || key.value !== NAME) continue;
    isSaid = true;
    for (const each of values instanceof TemplateList ? values.items : []) {
      if ('value' in each && each.value instanceof Literal && typeof each.value.value === 'string')
        each.value = nameLabel(input, each.value.value);
    }
  }
  if (isSaid || name === undefined) return;
  (isPlain ? selector : selector.map('matchLabels')).set(NAME, nameLabel(input, name));
}

/** How many selectors ask for the label: by the value that they want, `undefined` for those that say it in other words. */
type Asked = ReadonlyMap<string | undefined, number>;

/** That of all selectors, and of those that select a workload by the workload's index. */
interface NamesAsked {
  readonly all: Asked;
  readonly by: ReadonlyMap<number, Asked>;
}

function namesAsked(input: ChartInput): NamesAsked {
  const all = new Map<string | undefined, number>();
  const by = new Map<number, Map<string | undefined, number>>();
  for (const [at, selectors] of input.graph.selectors.entries()) {
    for (const { path, selects } of selectors) {
      const selector = selectorAt(input, at, path);
      const words = listAt(selector, 'matchExpressions').some((expression) => stringAt(expression, 'key') === NAME);
      const value = stringAt(objectAt(selector, 'matchLabels') ?? selector, NAME);
      for (const asked of [...(words ? [undefined] : []), ...(value === undefined ? [] : [value])]) {
        all.set(asked, (all.get(asked) ?? 0) + 1);
        for (const index of new Set(selects)) {
          const own = by.get(index) ?? new Map<string | undefined, number>();
          by.set(index, own.set(asked, (own.get(asked) ?? 0) + 1));
        }
      }
    }
  }
  return { all, by };
}

/** What the label of a workload's pods is in the manifests, or will be; undefined where it had better have none. */
function nameOfPods(
  input: ChartInput,
  { all, by }: NamesAsked,
  { index, object, templatePath, title }: Workload,
): string | undefined {
  const own = valueAt(object, ...templatePath, 'metadata', 'labels', NAME);
  if (own !== undefined) return typeof own === 'string' ? own : undefined;
  const othersAsk = (name: string | undefined) => (all.get(name) ?? 0) > (by.get(index)?.get(name) ?? 0);
  if (othersAsk(undefined)) return undefined;
  return [input.chart, `${input.chart}-${title}`].find((name) => name.length <= 63 && !othersAsk(name));
}

function selectorAt(input: ChartInput, index: number, path: readonly (string | number)[]): JsonValue | undefined {
  let value: JsonValue | undefined = input.graph.nodes[index]!.object as JsonValue;
  for (const key of path) {
    value = (typeof value === 'object' && value !== null ? (value as Record<string, JsonValue>)[key] : undefined) as
      | JsonValue
      | undefined;
  }
  return value;
}

function nameOfService(input: ChartInput, index: number): string | undefined {
  const { kind, object } = input.graph.nodes[index]!;
  if (kind !== 'Service') return undefined;
  return stringAt(object.metadata, 'labels', NAME) ?? input.chart;
}
