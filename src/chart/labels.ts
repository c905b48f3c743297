import { append } from '../core/append.ts';
import { objectAt, stringAt } from '../kubernetes/identity.ts';
import type { JsonObject } from '../kubernetes/object.ts';
import type { ChartInput, Workload } from './draft.ts';
import { labelByName } from './name-labels.ts';
import { goString } from './template/escape.ts';
import { mapAt, nodeAt } from './template/from-json.ts';
import { Action, Literal, TemplateList, TemplateMap, type TemplateNode, YamlPipeline } from './template/nodes.ts';

export const INSTANCE = 'app.kubernetes.io/instance';

/**
 * Labels that tell which release an object belongs to (helm.sh/docs/chart_best_practices/labels): a chart sets them, so
 * what the source says in them goes.
 */
export const RELEASE_LABELS: readonly string[] = ['helm.sh/chart', INSTANCE, 'app.kubernetes.io/managed-by'];

/** The chart's labels on every object, the release's name on every pod and in every selector that selects ours. */
export function labelEverything(input: ChartInput): void {
  const instance = instanceExpression(input);
  for (const document of input.documents) {
    if (document.manifest === undefined) continue;
    const object = document.manifest.object;
    labelObject(input, document.root, objectAt(object.metadata, 'labels') ?? {});
  }
  for (const workload of input.workloads) {
    // A bare Pod has its labels by now.
    if (workload.templatePath.length === 0) continue;
    const metadata = mapAt(workload.document.root, ...workload.templatePath)?.map('metadata');
    metadata?.map('labels').set(INSTANCE, new Action(instance(sourceInstance(workload))));
  }
  for (const [index, selectors] of input.graph.selectors.entries()) {
    const root = input.documents.find((document) => document.node?.index === index)?.root;
    if (root === undefined) continue;
    for (const selector of selectors) {
      const node = nodeAt(root, selector.path);
      if (!(node instanceof TemplateMap)) continue;
      const selectsServices = input.graph.nodes[selector.selects[0]!]?.kind === 'Service';
      // What a custom resource does with a selector is not known: it is as narrow as in the source, but not narrower.
      if (selector.isCustom && !saysRelease(node, selectsServices ? RELEASE_LABELS : [INSTANCE])) continue;
      const ours = (source: string | undefined) =>
        new Action(selectsServices ? '$.Release.Name | quote' : instance(source));
      const isSaid = sayInstances(node, ours);
      if (isSaid && !(node.get('matchLabels') instanceof TemplateMap)) continue;
      const labels = selector.form === 'labels' ? node : node.map('matchLabels');
      const old = labels.get(INSTANCE);
      const source = textOf(old);
      if (!isSaid || old !== undefined) labels.set(INSTANCE, ours(source));
      if (selectsServices && labels.get('app.kubernetes.io/managed-by') !== undefined) {
        labels.set('app.kubernetes.io/managed-by', new Action('$.Release.Service | quote'));
      }
    }
  }
  if (input.rules > 1) labelByName(input);
}

/** The labels of one object: the chart's, without those that the source has of its own, and the source's. */
export function labelObject(input: ChartInput, root: TemplateMap, source: JsonObject): void {
  const metadata = root.map('metadata');
  const own = Object.keys(source).filter((key) => !RELEASE_LABELS.includes(key));
  const labels = new TemplateMap();
  const template = goString(`${input.chart}.labels`);
  const argument = own.length === 0 ? '$' : `(list $ ${own.map(goString).join(' ')})`;
  labels.entries.push({ inset: new YamlPipeline(`include ${template} ${argument}`) });
  const old = metadata.get('labels');
  if (old instanceof TemplateMap) {
    append(
      labels.entries,
      old.entries.filter((entry) => !('key' in entry) || own.includes(entry.key as string)),
    );
  }
  metadata.set('labels', labels);
}

/**
 * The value of the instance label on pods. Where the source tells its workloads apart by that label alone, the release's
 * name is put before what it says.
 */
function instanceExpression(input: ChartInput): (source: string | undefined) => string {
  const isAlone = new Set(input.workloads.map(sourceInstance)).size < 2;
  return (source) =>
    isAlone || source === undefined
      ? '$.Release.Name | quote'
      : `include ${goString(`${input.chart}.instance`)} (list $ ${goString(source)}) | quote`;
}

/** What the instance label of the chart's pods is, as expressions: one, or more where the source tells workloads apart by it. */
export function instancesOf(input: ChartInput): string[] {
  const instance = instanceExpression(input);
  return [...new Set(input.workloads.map((workload) => instance(sourceInstance(workload))))];
}

function sourceInstance({ object, templatePath }: Workload): string | undefined {
  return stringAt(object, ...templatePath, 'metadata', 'labels', INSTANCE);
}

/** Whether a selector asks for one of some labels, which have other values in the chart. */
function saysRelease(selector: TemplateMap, labels: readonly string[]): boolean {
  const map = selector.get('matchLabels');
  const expressions = selector.get('matchExpressions');
  const keys = expressions instanceof TemplateList ? expressions.items.map(keyOf) : [];
  return labels.some(
    (label) =>
      (map instanceof TemplateMap ? map : selector).get(label) !== undefined || keys.some((key) => key === label),
  );
}

/**
 * What the expressions of a selector say of the instance label, which has another value by now; whether they ask for one.
 */
function sayInstances(selector: TemplateMap, ours: (source: string) => Action): boolean {
  const expressions = selector.get('matchExpressions');
  if (!(expressions instanceof TemplateList)) return false;
  let isSaid = false;
  expressions.items = expressions.items.filter((item) => {
    if (keyOf(item) !== INSTANCE || !('value' in item) || !(item.value instanceof TemplateMap)) return true;
    const operator = textOf(item.value.get('operator'));
    const values = item.value.get('values');
    if (operator === 'In' && values instanceof TemplateList) {
      const named = values.items.map((each) => ours(('value' in each && textOf(each.value)) || ''));
      // Instances that are one release now are named once.
      const unique = new Map(named.map((action) => [action.expression, action]));
      values.items = [...unique.values()].map((value) => ({ value }));
      isSaid = true;
    }
    return operator !== 'DoesNotExist';
  });
  if (expressions.items.length === 0) selector.delete('matchExpressions');
  return isSaid;
}

/** The label that an item of `matchExpressions` is about. */
function keyOf(item: TemplateList['items'][number]): string | undefined {
  return 'value' in item && item.value instanceof TemplateMap ? textOf(item.value.get('key')) : undefined;
}

function textOf(node: TemplateNode | undefined): string | undefined {
  return node instanceof Literal && typeof node.value === 'string' ? node.value : undefined;
}
