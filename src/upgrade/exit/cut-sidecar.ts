import type { FileTree } from '../../core/file-tree.ts';
import { isObject, listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { ABOUT_PROXY, withoutFiles, withoutInline } from './entries.ts';
import { containersOf, editSite, type Manifest, Manifests, POD_PATHS } from './manifests.ts';
import { isProxyEntry, type Subject } from './survey.ts';

/**
 * Takes the proxy out of every document that makes it or patches it, and keeps what else they carry. Documents in which
 * nothing is left go, with the entries that name them.
 *
 * @param volumes names of volumes that nobody but the proxy mounts, and that go with it
 */
export function cutSidecar(tree: FileTree, subject: Subject, volumes: ReadonlySet<string>): FileTree {
  let next = tree;
  const touched: Manifest[] = [];
  for (const manifest of subject.manifests) {
    const before = next;
    next =
      manifest.role === 'operations'
        ? cutOperations(next, manifest, subject)
        : cutContainers(next, manifest, subject, volumes);
    if (next !== before) touched.push(manifest);
  }
  return withoutEmpty(next, touched);
}

function cutContainers(tree: FileTree, manifest: Manifest, subject: Subject, volumes: ReadonlySet<string>): FileTree {
  const comment = (text: string) => ABOUT_PROXY.test(text);
  const prune = manifest.role === 'patch';
  return editSite(tree, manifest.site, (editor, document) => {
    const value = editor.values[document] ?? null;
    const containers = containersOf(value);
    const hadProxy = containers.some((each) => isProxyEntry(each.value, subject));
    // The manager's name alone only kept the order of the two.
    const only = hadProxy && prune && containers.length === 2;
    for (const { path, value: container } of containers.reverse()) {
      const isBare = only && container.name === subject.managerName && Object.keys(container).length === 1;
      if (isBare || isProxyEntry(container, subject)) editor.remove(document, path, { prune, comment });
    }
    for (const base of POD_PATHS) {
      const order = [...base, '$setElementOrder/containers'];
      for (const [index, item] of [...listAt(editor.values[document], ...order).entries()].reverse()) {
        if (isProxyEntry(item, subject)) editor.remove(document, [...order, index], { prune });
      }
      for (const [index, item] of [...listAt(editor.values[document], ...base, 'volumes').entries()].reverse()) {
        if (volumes.has(stringAt(item, 'name') ?? '')) editor.remove(document, [...base, 'volumes', index], { prune });
      }
    }
  });
}

/** Operations that add the proxy; those that reach into it by its place are re-indexed elsewhere. */
function cutOperations(tree: FileTree, manifest: Manifest, subject: Subject): FileTree {
  const operations = manifest.value as readonly JsonValue[];
  return editSite(tree, manifest.site, (editor, document) => {
    for (const [index, operation] of [...operations.entries()].reverse()) {
      const path = stringAt(operation, 'path') ?? '';
      const value = isObject(operation) ? operation.value : undefined;
      if (/\/containers\/(-|\d+)$/.test(path) && isProxyEntry(value, subject)) {
        editor.remove(document, [index], { comment: (text) => ABOUT_PROXY.test(text) });
      } else if (/\/containers$/.test(path)) {
        for (const [place, item] of [...listAt(operation, 'value').entries()].reverse()) {
          if (isProxyEntry(item, subject)) editor.remove(document, [index, 'value', place]);
        }
      }
    }
  });
}

/** Documents that say nothing any more go; a file without any, too. */
export function withoutEmpty(tree: FileTree, touched: readonly Manifest[]): FileTree {
  let next = tree;
  const files = new Map<string, Manifest[]>();
  for (const manifest of touched) {
    const key = `${manifest.site.file}#${JSON.stringify(manifest.site.inline ?? '')}`;
    files.set(key, [...(files.get(key) ?? []), manifest]);
  }
  const all = new Manifests(next);
  for (const group of files.values()) {
    const [first] = group as [Manifest];
    const { file, inline } = first.site;
    const here = all.all.filter(
      ({ site }) => site.file === file && JSON.stringify(site.inline) === JSON.stringify(inline),
    );
    const empty = here.filter(({ value, role }) => role !== 'resource' && saysNothing(value));
    if (here.every((manifest) => manifest.value === null || empty.includes(manifest))) {
      if (here.length === 0 || first.role === 'resource') continue;
      next = inline === undefined ? withoutFiles(next, [file]) : withoutInline(next, file, inline);
      continue;
    }
    for (const { site } of [...empty].reverse()) {
      next = editSite(next, site, (editor, document) => editor.removeDocument(document));
    }
  }
  return next;
}

function saysNothing(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (!isObject(value)) return false;
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const { spec } = value;
  return (
    Object.keys(value).every((key) => ['apiVersion', 'kind', 'metadata', 'spec'].includes(key)) &&
    (spec === undefined || onlyNames(spec)) &&
    Object.keys(metadata).every((key) => key === 'name' || key === 'namespace')
  );
}

/** Containers that are named and no more stood there for their order before the proxy. */
function onlyNames(spec: JsonValue): boolean {
  let value: JsonValue = spec;
  for (const key of ['template', 'spec', 'containers']) {
    if (!isObject(value) || Object.keys(value).length !== 1 || value[key] === undefined) return false;
    value = value[key];
  }
  return Array.isArray(value) && value.every((each) => isObject(each) && Object.keys(each).join() === 'name');
}
