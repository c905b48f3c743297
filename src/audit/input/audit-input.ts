import { detectBase } from '../../base/detect-base.ts';
import type { Base } from '../../base/model.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { sharedSource } from '../../kustomize/read/source.ts';
import { type KustomizationFile, readKustomizations } from '../../objects/kustomizations/read-kustomizations.ts';
import { Places } from '../../objects/places/places.ts';
import { type RenderedRoot, renderRoot } from '../../objects/places/render-root.ts';
import { kustomizeRoots } from '../../objects/render/kustomize-roots.ts';
import { readWiring, type Wiring } from '../../objects/wiring/read-wiring.ts';
import { chartDirectories, isPartOfChart } from './chart-directories.ts';
import { chartRoot } from './chart-root.ts';
import { type GoFacts, readGoFacts } from './go-facts.ts';
import { manifestRoots } from './manifest-roots.ts';

/** Something that is applied as a whole. */
export interface AuditRoot extends RenderedRoot {
  readonly kind: 'kustomize' | 'manifests' | 'chart';
  readonly wiring: Wiring;
}

/** What every rule looks at. */
export interface AuditInput {
  readonly tree: FileTree;
  /** Kustomize directories first, then what no kustomization reads. */
  readonly roots: readonly AuditRoot[];
  readonly kustomizations: ReadonlyMap<string, KustomizationFile>;
  readonly charts: readonly string[];
  readonly go: GoFacts;
  /** Where the project comes from. */
  readonly base: Base;
  readonly places: Places;
  /** Files that some kustomization names, whether or not it builds. */
  readonly named: ReadonlySet<string>;
}

/** Where a project puts together what it deploys, which is looked at although others build upon it. */
const ALWAYS = /(?:^|\/)config\/default$/;
/** Files that build what is deployed. */
const BUILDS = /(?:^|\/)(?:Makefile|Taskfile\.ya?ml|Tiltfile|skaffold\.ya?ml)$|\.(?:mk|sh)$|(?:^|\/)\.github\//;

/** Reads a project. Never throws for what stands in its files. */
export function readAuditInput(tree: FileTree): AuditInput {
  const kustomizations = readKustomizations(tree);
  const charts = chartDirectories(tree);
  const named = new Set(
    [...kustomizations.values()].flatMap(({ file, entries }) => [
      file,
      ...entries.flatMap(({ target }) => (target.kind === 'file' ? [target.path] : [])),
    ]),
  );
  const roots: AuditRoot[] = [];
  const add = (rendered: RenderedRoot, kind: AuditRoot['kind']) =>
    roots.push({ ...rendered, kind, wiring: readWiring(rendered.objects) });
  for (const root of kustomizeBuilds(tree, kustomizations, charts)) add(root, 'kustomize');
  for (const root of manifestRoots(tree, named, charts)) add(root, 'manifests');
  for (const directory of charts) add(chartRoot(tree, directory), 'chart');
  return {
    tree,
    roots,
    kustomizations,
    charts,
    go: readGoFacts(tree),
    base: detectBase(tree),
    places: new Places(tree),
    named,
  };
}

/**
 * The directories that nothing builds upon; where one does not build, those that it names in its place: what they hold is
 * in use all the same.
 */
function* kustomizeBuilds(
  tree: FileTree,
  kustomizations: ReadonlyMap<string, KustomizationFile>,
  charts: readonly string[],
): Generator<RenderedRoot> {
  const source = sharedSource(tree);
  const wanted = new Set(kustomizeRoots(tree));
  for (const directory of kustomizations.keys()) {
    if (ALWAYS.test(directory) && isBuilt(tree, directory)) wanted.add(directory);
  }
  const failed: KustomizationFile[] = [];
  const reached = new Set<string>();
  const attempt = function* (directory: string): Generator<RenderedRoot> {
    const kustomization = kustomizations.get(directory);
    if (kustomization === undefined || isPartOfChart(directory, charts)) return;
    const rendered = renderRoot(source, directory, kustomizations);
    yield rendered;
    if (rendered.issues.length > 0) failed.push(kustomization);
    else for (const each of rendered.reached.directories) reached.add(each);
  };
  for (const directory of wanted) yield* attempt(directory);
  const tried = new Set(wanted);
  for (const { entries } of failed) {
    for (const { target } of entries) {
      if (target.kind !== 'directory' || reached.has(target.path) || tried.has(target.path)) continue;
      tried.add(target.path);
      if (kustomizations.get(target.path)?.isComponent === false) yield* attempt(target.path);
    }
  }
}

/** Whether a project builds a directory by itself, as far as its build files tell: some deploy by overlays alone. */
function isBuilt(tree: FileTree, directory: string): boolean {
  let builds = false;
  for (const { path, content } of tree) {
    if (!BUILDS.test(path) || !content.includes('kustomize')) continue;
    if (content.includes('config/default')) return true;
    builds ||= /\bconfig\/[a-z]/.test(content);
  }
  return !builds || directory !== 'config/default';
}
