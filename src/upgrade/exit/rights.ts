import type { FileTree } from '../../core/file-tree.ts';
import { isObject, listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { withoutFiles, withoutInline } from './entries.ts';
import { editSite, type Manifest, type Manifests, type Use } from './manifests.ts';
import { isTarget } from './survey.ts';

const REVIEWS: readonly (readonly [group: string, resource: string])[] = [
  ['authentication.k8s.io', 'tokenreviews'],
  ['authorization.k8s.io', 'subjectaccessreviews'],
];

/** A role with nothing but the rights to ask the API server who a caller is and what it may. */
export function isReviewRole(value: JsonValue): value is JsonObject {
  if (!isObject(value) || (value.kind !== 'ClusterRole' && value.kind !== 'Role')) return false;
  const rules = listAt(value, 'rules');
  return (
    rules.length > 0 &&
    rules.every(isReviewRule) &&
    rules.some((rule) => listAt(rule, 'resources').includes('tokenreviews'))
  );
}

function isReviewRule(rule: JsonValue): boolean {
  const groups = listAt(rule, 'apiGroups');
  const resources = listAt(rule, 'resources');
  return (
    resources.length > 0 &&
    resources.every((resource) => REVIEWS.some(([group, known]) => known === resource && groups.includes(group)))
  );
}

/** A role that lets its holders read `/metrics`, and nothing else. */
export function isReaderRole(value: JsonValue): value is JsonObject {
  if (!isObject(value) || value.kind !== 'ClusterRole') return false;
  const rules = listAt(value, 'rules');
  return (
    rules.length > 0 &&
    rules.every((rule) => {
      const urls = listAt(rule, 'nonResourceURLs');
      return urls.length > 0 && urls.every((url) => url === '/metrics') && listAt(rule, 'resources').length === 0;
    })
  );
}

/** The documents that bind a role, by the names that their files have. */
export function bindingsOf(manifests: Manifests, role: Manifest): Manifest[] {
  const { value } = role;
  return manifests.all.filter(
    (manifest) =>
      isObject(manifest.value) &&
      (manifest.value.kind === 'ClusterRoleBinding' || manifest.value.kind === 'RoleBinding') &&
      stringAt(manifest.value, 'roleRef', 'kind') === stringAt(value, 'kind') &&
      stringAt(manifest.value, 'roleRef', 'name') === stringAt(value, 'metadata', 'name'),
  );
}

/**
 * Takes away the roles that only the proxy needed, with their bindings: the rights to review callers, and the role for
 * readers of `/metrics` where nothing binds it, since plain HTTP asks nobody for rights.
 *
 * @param isIdle whether nothing needs a role or binding any more
 */
export function withoutReviewRights(
  tree: FileTree,
  manifests: Manifests,
  isIdle: (right: Manifest) => boolean,
): { tree: FileTree; gone: Manifest[] } {
  const idle = manifests.all.filter((manifest) => manifest.role === 'resource' && isIdle(manifest));
  const roles = idle.filter(({ value }) => isReviewRole(value));
  // Another project of the tree has roles of the same names.
  const bindings = roles.flatMap((role) => bindingsOf(manifests, role)).filter(isIdle);
  const readers = idle.filter(
    (manifest) => isReaderRole(manifest.value) && bindingsOf(manifests, manifest).length === 0,
  );
  const gone = [...roles, ...bindings, ...readers];
  const patches = patchesOfOnly(gone, manifests);
  // Texts within a kustomization go from the last to the first: the places of those before stay.
  const inline = patches.filter(({ site }) => site.inline !== undefined).reverse();
  let next = tree;
  for (const { site } of inline) next = withoutInline(next, site.file, site.inline!);
  const files = patches.filter(({ site }) => site.inline === undefined);
  return { tree: withoutDocuments(next, [...gone, ...files], manifests), gone };
}

/** Patches of nothing but some documents: kustomize refuses a patch that fits no object. */
function patchesOfOnly(gone: readonly Manifest[], manifests: Manifests): Manifest[] {
  const left = manifests.all.filter((manifest) => manifest.role === 'resource' && !gone.includes(manifest));
  return manifests.all.filter((patch) => {
    if (patch.role === 'resource') return false;
    const fits = (document: Manifest) => patch.uses.every((use) => isFor(patch, use, document.value));
    return gone.some(fits) && !left.some(fits);
  });
}

/** Whether a patch is one of an object: its target says so, or else its own name. */
function isFor({ value }: Manifest, { target }: Use, object: JsonValue): boolean {
  const [kind = '', name = ''] = [stringAt(object, 'kind'), stringAt(object, 'metadata', 'name')];
  if (target !== undefined) return typeof target.kind === 'string' && isTarget(target, kind, name);
  // By its own name, or by that which kustomize has made of it.
  return stringAt(value, 'kind') === kind && stringAt(value, 'metadata', 'name')?.endsWith(name) === true;
}

/** Takes documents away; files of which none is left go with their entries. */
export function withoutDocuments(tree: FileTree, gone: readonly Manifest[], manifests: Manifests): FileTree {
  let next = tree;
  const files = new Set(gone.map(({ site }) => site.file));
  const whole: string[] = [];
  for (const file of files) {
    const here = manifests.all.filter(({ site }) => site.file === file && site.inline === undefined);
    const left = here.filter((manifest) => manifest.value !== null && !gone.includes(manifest));
    if (left.length === 0) {
      whole.push(file);
      continue;
    }
    const documents = here.filter((manifest) => gone.includes(manifest));
    for (const { site } of documents.reverse()) {
      next = editSite(next, site, (editor, document) => editor.removeDocument(document));
    }
  }
  return whole.length === 0 ? next : withoutFiles(next, whole);
}
