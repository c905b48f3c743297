import type { FileTree } from '../../core/file-tree.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import { isObject, listAt, stringAt } from '../../kubernetes/identity.ts';
import { winningFlag } from '../../objects/wiring/flags.ts';
import type { ManualTask } from '../model.ts';
import { withText } from './entries.ts';
import { containersOf, editSite, type Manifest, type Use } from './manifests.ts';
import type { ProxyCertificate } from './proxy-certificate.ts';
import type { Renders } from './renders.ts';
import type { ExitState } from './state.ts';
import type { Subject } from './survey.ts';
import { workloadOf } from './workload-of.ts';

/** The directories in which the proxy is told to serve with a certificate. */
export function certifiedRoots(state: ExitState, subject: Subject): string[] {
  return subject.proxied.filter((root) =>
    workloadOf(state.before, root, subject)?.containers.some(
      ({ part, flags }) => part === 'proxy' && winningFlag(flags, ['tls-cert-file'])?.value !== undefined,
    ),
  );
}

/**
 * The certificate that the proxy has in some variants only, for the manager in just these: its mount goes where that of
 * the proxy was, and its flags are appended by a JSON patch, as another list of arguments would hide what other
 * documents have in theirs.
 *
 * @param roots the directories with the certificate
 * @param flags those of the program for it; none where it has none
 * @returns undefined where that does not come out
 */
export function certifyVariants(
  state: ExitState,
  subject: Subject,
  certificate: ProxyCertificate,
  roots: readonly string[],
  flags: readonly string[],
): FileTree | undefined {
  const holders = subject.manifests.filter(
    ({ role, value, site }) => role !== 'operations' && state.tree.has(site.file) && certifies(value, subject),
  );
  let next = state.tree;
  for (const holder of holders) {
    const told = mounted(next, holder, subject, certificate, flags);
    if (told === undefined) return undefined;
    next = told.tree;
    if (told.hasFlags || flags.length === 0) continue;
    for (const use of holder.uses) {
      const patched = appended(next, state.renders, use, holder, subject, roots, flags, state);
      if (patched === undefined) return undefined;
      next = patched;
    }
  }
  const { renders } = state.read(next);
  const isRight = subject.proxied.every((root) => {
    const manager = workloadOf(renders, root, subject)?.containers.find(({ name }) => name === subject.managerName);
    const isTold = winningFlag(manager?.flags ?? [], ['metrics-cert-path'])?.value === certificate.directory;
    const isMounted = manager?.mounts.some(({ volume }) => volume === certificate.volume) === true;
    return isTold === (flags.length > 0 && roots.includes(root)) && isMounted === roots.includes(root);
  });
  return isRight ? next : undefined;
}

/** What is left where it does not. */
export function variantCertificateByHand(
  { file, managerName }: Subject,
  { volume, directory }: ProxyCertificate,
  roots: readonly string[],
  flags: readonly string[],
): ManualTask {
  return {
    path: file,
    text: `In ${roots.join(', ')} the proxy served with the certificate of the volume ${volume}. Without it the manager signs one itself, which who reads metrics cannot check: mount it there${flags.length === 0 ? '' : ', and give the manager its flags'}.`,
    snippet: [
      `- name: ${managerName}`,
      ...(flags.length === 0 ? [] : ['  args: # behind those that are there', ...flags.map((flag) => `  - ${flag}`)]),
      '  volumeMounts:',
      `  - mountPath: ${directory}`,
      `    name: ${volume}`,
      '    readOnly: true',
    ].join('\n'),
    steps: [],
  };
}

function certifies(value: Manifest['value'], { proxyNames }: Subject): boolean {
  return containersOf(value).some(
    ({ value: container }) =>
      proxyNames.has(String(container.name)) &&
      listAt(container, 'args').some((word) => /^--?tls-cert-file(=|$)/.test(String(word))),
  );
}

/** The document with the mount, and with the flags where it has the manager's arguments. */
function mounted(
  tree: FileTree,
  holder: Manifest,
  subject: Subject,
  { volume, directory }: ProxyCertificate,
  flags: readonly string[],
): { tree: FileTree; hasFlags: boolean } | undefined {
  const mount = { mountPath: directory, name: volume, readOnly: true };
  const list = containersOf(holder.value)
    .find(({ path }) => path.includes('containers'))
    ?.path.slice(0, -1);
  if (list === undefined) return undefined;
  let hasFlags = false;
  const next = editSite(tree, holder.site, (editor, document) => {
    const own = containersOf(editor.values[document] ?? null).find(({ value }) => value.name === subject.managerName);
    if (own === undefined) {
      editor.insert(document, list, { name: subject.managerName, volumeMounts: [mount] });
      return;
    }
    editor.insert(document, [...own.path, 'volumeMounts'], mount);
    hasFlags = listAt(own.value, 'args').length > 0;
    if (hasFlags) for (const flag of flags) editor.insert(document, [...own.path, 'args'], flag);
  });
  return { tree: next, hasFlags };
}

/** The kustomization with a patch more, behind its others, that appends the flags. */
function appended(
  tree: FileTree,
  renders: Renders,
  use: Use,
  { value }: Manifest,
  subject: Subject,
  roots: readonly string[],
  flags: readonly string[],
  { manifests }: ExitState,
): FileTree | undefined {
  const root = roots.find((each) => manifests.reached(each).has(use.directory));
  const containers = root === undefined ? [] : (workloadOf(renders, root, subject)?.containers ?? []);
  const manager = containers.find(({ name }) => name === subject.managerName);
  if (manager === undefined || listAt(manager.value, 'args').length === 0) return undefined;
  const place = listAt(workloadOf(renders, root!, subject)!.object, ...PODS, 'containers').findIndex(
    (each) => isObject(each) && each.name === subject.managerName,
  );
  if (place === -1) return undefined;
  const patch = flags.map(
    (flag) => `- op: add\n  path: /spec/template/spec/containers/${place}/args/-\n  value: ${flag}\n`,
  );
  const target = use.target ?? { kind: subject.kind, name: stringAt(value, 'metadata', 'name') ?? subject.name };
  const editor = new YamlEditor(tree.get(use.file)!, use.file);
  editor.insert(0, ['patches'], { patch: patch.join(''), target });
  return withText(tree, use.file, editor.text);
}

const PODS = ['spec', 'template', 'spec'];
