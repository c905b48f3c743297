import type { FileTree } from '../../core/file-tree.ts';
import { directoryOf, relativePath } from '../../core/paths.ts';
import { addEntry } from '../../edit/yaml/kustomization.ts';
import { printValue } from '../../edit/yaml/print-value.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import { isObject, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { withText } from './entries.ts';
import { type Manifests, treePath } from './manifests.ts';
import type { Subject } from './survey.ts';

/** A port of the pods that stays open to everybody. */
export interface OpenPort {
  readonly port: number;
  readonly protocol: string;
}

/**
 * A NetworkPolicy beside the kustomizations that had the proxy: metrics for namespaces with the label
 * `metrics: enabled`, all other ports that something leads to for everybody. The API server, which calls webhooks, is in
 * no namespace, so no label would let it in.
 *
 * @param holders the kustomizations that named the proxy
 * @param rendered the labels by which every rendering selects the pods: those of a workload whose own file names none
 */
export function addNetworkPolicy(
  tree: FileTree,
  subject: Subject,
  manifests: Manifests,
  holders: readonly string[],
  port: number,
  open: readonly OpenPort[],
  rendered: JsonObject,
): { tree: FileTree; file: string | undefined; name: string } {
  const own = subject.manifests.find(({ role, site }) => role === 'resource' && site.file === subject.file);
  const written = objectAt(own?.value, 'spec', 'selector', 'matchLabels') ?? {};
  const selector = Object.keys(written).length > 0 ? written : rendered;
  const none = { tree, file: undefined, name: '' };
  if (Object.keys(selector).length === 0) return none;
  const places = outermost(manifests, holders);
  const [first] = places;
  if (first === undefined) return none;
  const directory = siblingDirectory(tree, first, ['network-policy']) ?? beside(first, 'metrics-network-policy');
  const namespace = stringAt(own?.value, 'metadata', 'namespace');
  const name =
    subject.name !== 'controller-manager' ? `${subject.name}-allow-metrics-traffic` : 'allow-metrics-traffic';
  const file = `${directory}/${name}.yaml`;
  const policy = policyOf(name.slice(0, 253), namespace, selector, port, open);
  const holdsMore = manifests.all.find(({ site }) => site.file === file);
  if (holdsMore !== undefined) return none;
  let next = tree.with({ [file]: `${printValue(policy, STYLE).join('\n')}\n` });
  const kustomization = `${directory}/kustomization.yaml`;
  if (!next.has(kustomization)) next = next.with({ [kustomization]: `resources:\n- ${name}.yaml\n` });
  else {
    const editor = new YamlEditor(next.get(kustomization)!, kustomization);
    addEntry(editor, 'resources', `${name}.yaml`);
    next = withText(next, kustomization, editor.text);
  }
  for (const holder of places) {
    const view = manifests.kustomizations.get(holder)!;
    const editor = new YamlEditor(next.get(view.file)!, view.file);
    const text = relativePath(holder, directory);
    const there = view.names.some(({ path }) => path === treePath(holder, text));
    if (!there) addEntry(editor, fieldOf(editor), text);
    next = withText(next, view.file, editor.text);
  }
  return { tree: next, file, name };
}

const STYLE = { indent: 2, indentLists: false, newline: '\n' };

/** The list that the kustomization already has: an old one may say `bases`. */
export function fieldOf(editor: YamlEditor): string {
  const root = editor.values[0];
  return isObject(root) && Array.isArray(root.bases) && !Array.isArray(root.resources) ? 'bases' : 'resources';
}

/** Where one kustomization builds on another, what is added to both would come twice. */
export function outermost(manifests: Manifests, holders: readonly string[]): string[] {
  return holders.filter((holder) => !holders.some((other) => other !== holder && manifests.reached(holder).has(other)));
}

/** The first of some directories beside a kustomization that nothing stands in. */
export function siblingDirectory(tree: FileTree, holder: string, names: readonly string[]): string | undefined {
  return names
    .map((name) => beside(holder, name))
    .find((directory) => !tree.paths().some((path) => path.startsWith(`${directory}/`)));
}

function beside(holder: string, name: string): string {
  const parent = holder === '.' ? '' : `${directoryOf(holder)}/`.replace(/^\.\//, '');
  return `${parent}${name}`;
}

function policyOf(
  name: string,
  namespace: string | undefined,
  selector: JsonObject,
  port: number,
  open: readonly OpenPort[],
): JsonValue {
  const rest = open.map(({ port: each, protocol }) => ({ port: each, protocol }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: namespace === undefined ? { name } : { name, namespace },
    spec: {
      podSelector: { matchLabels: selector },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { metrics: 'enabled' } } }],
          ports: [{ port, protocol: 'TCP' }],
        },
        ...(rest.length === 0 ? [] : [{ ports: rest }]),
      ],
    },
  };
}
