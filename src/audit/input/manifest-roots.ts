import type { FileTree } from '../../core/file-tree.ts';
import { isObject, stringAt } from '../../kubernetes/identity.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { podTemplatePath } from '../../kubernetes/workload-kinds.ts';
import { ofFiles } from '../../objects/of-files.ts';
import type { RenderedRoot } from '../../objects/places/render-root.ts';
import type { YamlMap } from '../../yaml/node.ts';
import { parseDocuments } from '../../yaml/parse-documents.ts';
import { toSharedJs } from '../../yaml/to-shared-js.ts';
import { isPartOfChart } from './chart-directories.ts';

/** Folders whose YAML is nobody's to apply: tests, samples, what others wrote. */
const ASIDE =
  /(?:^|\/)(?:vendor|node_modules|testdata|third_party|\.git|hack|\.github|samples?|examples?|tests?|e2e|docs?)\//;

/**
 * What is applied without kustomize: each file that makes pods, such as an installer, with all that stands in it; in a
 * tree without any kustomization all manifests together.
 *
 * @param named files that some kustomization reads
 */
export function* manifestRoots(
  tree: FileTree,
  named: ReadonlySet<string>,
  charts: readonly string[],
): Generator<RenderedRoot> {
  const kustomized = new Set(
    [...named].flatMap((path) =>
      /(?:^|\/)kustomization\.ya?ml$|(?:^|\/)Kustomization$/.test(path) ? [directoryOf(path)] : [],
    ),
  );
  const all: RenderedRoot[] = [];
  for (const { path, content } of tree) {
    if (named.has(path) || !/\.ya?ml$/.test(path) || ASIDE.test(`/${path}`) || isPartOfChart(path, charts)) continue;
    // Beside a kustomization lie its own parts; one that it does not name is switched off.
    if (kustomized.has(directoryOf(path))) continue;
    if (!/^kind:/m.test(content) || (named.size > 0 && !mayMakePods(content))) continue;
    const root = readManifests(path, content);
    if (root !== undefined) all.push(root);
  }
  if (named.size === 0) {
    if (all.length > 0) yield together(all);
    return;
  }
  // A patch makes no pods of its own: it lies beside others of its kind and has no image.
  for (const root of all) if (root.objects.length > 1 && root.objects.some(makesPods)) yield root;
}

function readManifests(file: string, content: string): RenderedRoot | undefined {
  try {
    const sources: RenderedRoot['sources'] = new Map(
      parseDocuments(content, file).flatMap((node) => {
        if (node.kind !== 'map') return [];
        const object = toSharedJs(node, file);
        const line = node.entries[0]?.key.line ?? 0;
        return isManifest(object)
          ? [[object, { node: node as YamlMap, origin: { file, line, generated: false } }]]
          : [];
      }),
    );
    if (sources.size === 0) return undefined;
    return {
      directory: file,
      objects: [...sources.keys()],
      sources,
      reached: { directories: [], files: new Set([file]) },
      issues: [],
    };
  } catch (error) {
    ofFiles(error);
    return undefined; // no YAML, or somebody's template
  }
}

function together(roots: readonly RenderedRoot[]): RenderedRoot {
  const sources = new Map(roots.flatMap((root) => [...root.sources]));
  const files = new Set(roots.flatMap(({ reached }) => [...reached.files]));
  return { directory: '.', objects: [...sources.keys()], sources, reached: { directories: [], files }, issues: [] };
}

function isManifest(value: unknown): value is KubernetesObject {
  return (
    isObject(value) &&
    stringAt(value, 'apiVersion') !== undefined &&
    stringAt(value, 'kind') !== undefined &&
    stringAt(value, 'metadata', 'name') !== undefined
  );
}

function makesPods(object: KubernetesObject): boolean {
  return podTemplatePath(object) !== undefined && /"image":"[^"]/.test(JSON.stringify(object));
}

/** Whether several documents may be in a text, and pods in one of them: most YAML of a repository is read for neither. */
function mayMakePods(content: string): boolean {
  return content.includes('\n---', content.search(/^\w/m)) && /\bimage["']?:/.test(content);
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
