import { ScaffoldError } from '../../../core/errors.ts';
import type { FileTree } from '../../../core/file-tree.ts';
import { addEntry, kustomizationEntries, removeEntries } from '../../../edit/yaml/kustomization.ts';
import { YamlEditor } from '../../../edit/yaml/yaml-editor.ts';
import { treeObjects } from '../../../objects/render/tree-objects.ts';
import type { FeatureName } from '../../../options/generated/types.ts';
import { projectContext } from '../../../switches/project-context.ts';
import { readFeatures } from '../../../switches/read-features.ts';
import { setFeature } from '../../../switches/set-feature.ts';
import { textDigest } from '../../../upgrade/plan/text-digest.ts';
import type { PluginCall, PluginResult } from '../../define-plugin.ts';
import { proxyComponent } from './component.ts';
import { programPart } from './program.ts';
import { proxyOptions } from './proxy-options.ts';
import { type ProxyState, readState, stateLine } from './state.ts';
import { deployedService, readSubject } from './subject.ts';

const NAME = 'kube-rbac-proxy';
const DEFAULT = 'config/default/kustomization.yaml';
const ENTRY = `../${NAME}`;
/** What serves or guards metrics otherwise; each needs the next one, so they go in this order. */
const REPLACED: readonly FeatureName[] = ['metricsCerts', 'metrics', 'networkPolicy'];

/** `kubebuilder init` and `edit`: puts the proxy in front of the metrics endpoint, or takes it out again. */
export function editProxy({ tree, flags }: PluginCall): PluginResult {
  const { root, profile } = projectContext(tree);
  const directory = `${root}config/${NAME}`;
  const state = readState(tree, `${directory}/kustomization.yaml`);
  if (flags.remove === true) return removed(tree, root, directory, state);
  if (profile.metricsPatch === 'sidecar') {
    throw new ScaffoldError({
      code: 'feature-not-in-tree',
      path: `${root}config/default`,
      message: 'the scaffold of this release has kube-rbac-proxy of its own',
      expected:
        'a scaffold of 3.15.0 or newer; upgrade --only metrics --to pre-3.15 gives the proxy an image that can be pulled',
    });
  }
  return added(tree, root, directory, state, flags);
}

function added(
  tree: FileTree,
  root: string,
  directory: string,
  state: ProxyState | undefined,
  flags: PluginCall['flags'],
): PluginResult {
  const options = proxyOptions(flags, state?.options ?? {});
  const base = withoutEntry(tree, root);
  const { tree: plain, off, half } = switchedOff(base);
  const subject = readSubject(plain, root);
  if (subject.ports.has(Number(options.port))) {
    throw new ScaffoldError({
      code: 'usage',
      path: '--proxy-port',
      message: 'a container of the pod serves on this port',
      expected: `a port that is none of ${[...subject.ports].join(', ')}`,
      received: options.port,
    });
  }
  const program = programPart(tree, root);
  const build = (deployed?: { readonly name: string; readonly namespace: string }) =>
    proxyComponent(options, subject, program.arguments, deployed);
  let component = build();
  if (options.tls === 'cert-manager') {
    // The Service's name and namespace are known where config/default has put its own on them.
    const first = withEntry(plain.with(filesOf(directory, component.files, component.kustomization)), root);
    component = build(deployedService(first, root, subject.service.name));
  }
  const switched = joined(state?.off, off);
  const halves = joined(state?.half, half);
  const notes = [...program.notes];
  const written = component.files.filter(([name]) => {
    if (!isEdited(tree, `${directory}/${name}`, state?.files[name])) return true;
    notes.push(`${directory}/${name} was edited, and stays as it is.`);
    return false;
  });
  const digests = Object.fromEntries(
    component.files.map(([name, text]) => [
      name,
      written.some(([each]) => each === name) ? textDigest(text) : (state?.files[name] ?? ''),
    ]),
  );
  const unterminated =
    state === undefined ? !tree.get(`${root}${DEFAULT}`)!.endsWith('\n') : state.unterminated === true;
  const head = `# Written by the plugin kube-rbac-proxy/v1 of operator-scaffold. Take it out again with:
# kubebuilder edit --plugins=kube-rbac-proxy/v1 --remove
${stateLine({
  options,
  off: switched,
  files: digests,
  ...(halves.length > 0 ? { half: halves } : {}),
  ...(unterminated ? { unterminated } : {}),
})}
`;
  const gone = Object.keys(state?.files ?? {}).filter((name) => !Object.hasOwn(digests, name));
  const result = withEntry(
    withoutUnedited(plain, directory, gone, state).with(filesOf(directory, written, head + component.kustomization)),
    root,
  );
  checkBuild(tree, result, root);
  if (state === undefined) {
    for (const feature of off) notes.push(`${feature} is switched off: the proxy is in its place.`);
    const back = removed(result, root, directory, readState(result, `${directory}/kustomization.yaml`)) as {
      tree: FileTree;
    };
    for (const { path, content } of tree) {
      if (back.tree.get(path) !== content && tree.get(path) !== '') {
        notes.push(`${path}: --remove will not give its bytes back; keep a copy.`);
      }
    }
  }
  return { tree: result, notes };
}

function removed(tree: FileTree, root: string, directory: string, state: ProxyState | undefined): PluginResult {
  if (state === undefined) return { tree, notes: [`There is no ${directory}: nothing is to be taken out.`] };
  const notes: string[] = [];
  for (const [name, digest] of Object.entries(state.files)) {
    if (isEdited(tree, `${directory}/${name}`, digest)) {
      notes.push(`${directory}/${name} was edited, and stays; no kustomization reads it any more.`);
    }
  }
  const names = [...Object.keys(state.files)];
  let result = withoutUnedited(withoutEntry(tree, root), directory, names, state).without(
    `${directory}/kustomization.yaml`,
  );
  for (const feature of [...state.off].reverse()) {
    result = setFeature(result, feature, true);
    if (state.half?.includes(feature)) {
      notes.push(`${feature} was on in parts before the proxy, and is on as a whole now: see what of it you want.`);
    }
  }
  const path = `${root}${DEFAULT}`;
  if (state.unterminated === true) result = result.with({ [path]: result.get(path)!.replace(/\r?\n$/, '') });
  return { tree: result, notes };
}

/** The tree with what the proxy replaces commented out, which of it was on, and which of that only in parts. */
function switchedOff(tree: FileTree): { tree: FileTree; off: FeatureName[]; half: FeatureName[] } {
  const off: FeatureName[] = [];
  const half: FeatureName[] = [];
  let result = tree;
  for (const feature of REPLACED) {
    const state = readFeatures(result)[feature];
    if (state !== 'on' && state !== 'partly') continue;
    result = setFeature(result, feature, false);
    off.push(feature);
    if (state === 'partly') half.push(feature);
  }
  return { tree: result, off, half };
}

/** What an earlier edit switched off, and what this one does besides. */
function joined(earlier: readonly FeatureName[] = [], now: readonly FeatureName[]): readonly FeatureName[] {
  return [...earlier, ...now.filter((feature) => !earlier.includes(feature))];
}

function withEntry(tree: FileTree, root: string): FileTree {
  const path = `${root}${DEFAULT}`;
  const editor = new YamlEditor(tree.get(path)!, path);
  if (kustomizationEntries(editor).some((entry) => entry.field === 'components' && entry.path === ENTRY)) return tree;
  addEntry(editor, 'components', ENTRY);
  return tree.with({ [path]: editor.text });
}

function withoutEntry(tree: FileTree, root: string): FileTree {
  const path = `${root}${DEFAULT}`;
  const editor = new YamlEditor(tree.get(path)!, path);
  const own = kustomizationEntries(editor).filter((entry) => entry.field === 'components' && entry.path === ENTRY);
  if (own.length === 0) return tree;
  removeEntries(editor, own);
  return tree.with({ [path]: editor.text });
}

function withoutUnedited(
  tree: FileTree,
  directory: string,
  names: readonly string[],
  state: ProxyState | undefined,
): FileTree {
  const paths = names.filter((name) => !isEdited(tree, `${directory}/${name}`, state?.files[name]));
  return tree.without(...paths.map((name) => `${directory}/${name}`));
}

/** Whether somebody has changed a file since it was written, or written it himself. */
function isEdited(tree: FileTree, path: string, digest: string | undefined): boolean {
  const text = tree.get(path);
  return text !== undefined && text !== '' && textDigest(text) !== digest;
}

function filesOf(
  directory: string,
  files: readonly (readonly [name: string, text: string])[],
  kustomization: string,
): Record<string, string> {
  return Object.fromEntries(
    [...files, ['kustomization.yaml', kustomization] as const].map(([name, text]) => [`${directory}/${name}`, text]),
  );
}

/** What was built before is built afterwards. */
function checkBuild(before: FileTree, after: FileTree, root: string): void {
  const directory = `${root}config/default`;
  const { problem } = treeObjects(after, directory);
  if (problem === undefined || treeObjects(before, directory).problem !== undefined) return;
  throw new ScaffoldError({
    code: 'feature-breaks-build',
    path: problem.path,
    message: `config/default builds, and would not with the proxy: ${problem.message}`,
    expected: `what config/${NAME} names`,
  });
}
