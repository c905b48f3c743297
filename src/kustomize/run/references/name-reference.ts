import { type YamlNode, YamlScalar } from '../../../yaml/node.ts';
import { Refusal } from '../../errors/refusal.ts';
import { type Gvk, isSelected } from '../../ids/gvk.ts';
import { describeId } from '../../ids/res-id.ts';
import { fieldOf, isMissingOrNull, rawText } from '../../nodes/fields.ts';
import { setField, setScalar } from '../../nodes/set-field.ts';
import { applyPath } from '../../resources/apply-field-spec.ts';
import type { Resource } from '../../resources/resource.ts';
import type { ResourceMap } from '../../resources/resource-map.ts';
import type { NameReference } from '../../specs/data/name-references.ts';
import type { FieldSpec } from '../../specs/field-spec.ts';
import { ReferralIndex, type Referrer } from './referral-index.ts';
import { sameAffixes } from './same-affixes.ts';

/** A field that may hold the name of an object of a kind. */
interface Reference {
  readonly target: Gvk;
  readonly field: FieldSpec;
}

/**
 * Writes the new names of objects into the fields by which others refer to them: after all prefixes, suffixes, hashes
 * and namespaces.
 *
 * @throws Refusal where a name may mean several objects that have got different names
 */
export function updateNameReferences(map: ResourceMap, nameReferences: readonly NameReference[]): void {
  const index = new ReferralIndex(map.list);
  const byKind = new Map<string, readonly Reference[]>();
  for (const resource of map.list) {
    const id = resource.originalId;
    const key = `${id.group}\0${id.version}\0${id.kind}`;
    let references = byKind.get(key);
    if (references === undefined) {
      references = referencesOf(id, nameReferences);
      byKind.set(key, references);
    }
    if (references.length === 0) continue;
    const referrer = index.referrer(resource);
    for (const { target, field } of references) {
      applyPath(resource, field.path, (node) => new ReferenceUpdate(index, referrer, target, field).apply(node));
    }
  }
  map.touch();
}

function referencesOf(id: Gvk, nameReferences: readonly NameReference[]): readonly Reference[] {
  return nameReferences.flatMap((target) =>
    target.fieldSpecs.filter((field) => isSelected(id, field)).map((field) => ({ target, field })),
  );
}

class ReferenceUpdate {
  readonly #index: ReferralIndex;
  readonly #referrer: Referrer;
  readonly #target: Gvk;
  readonly #field: FieldSpec;

  constructor(index: ReferralIndex, referrer: Referrer, target: Gvk, field: FieldSpec) {
    this.#index = index;
    this.#referrer = referrer;
    this.#target = target;
    this.#field = field;
  }

  apply(node: YamlNode): void {
    if (isMissingOrNull(node)) return;
    if (node.kind === 'seq') for (const item of node.items) this.#applyItem(item);
    else this.#applyItem(node);
  }

  #applyItem(node: YamlNode): void {
    if (isMissingOrNull(node)) return;
    if (node.kind === 'seq') {
      throw new Refusal('kustomize-conflict', 'a name, or a map with a name, is needed here', { received: 'a list' });
    }
    if (node.kind === 'map') this.#updateMap(node);
    else this.#updateName(node);
  }

  /** A field that is the name. */
  #updateName(node: YamlScalar): void {
    const candidates = this.#index.candidates(this.#referrer, node.value);
    const referral = this.#choose(candidates, (a, b) => a.name === b.name);
    if (referral === undefined || referral.name === node.value) return;
    setScalar(node, new YamlScalar(referral.name));
  }

  /** A map with `name` and perhaps `namespace`, such as a subject or a webhook's service. */
  #updateMap(node: YamlNode): void {
    const name = fieldOf(node, 'name');
    if (name === undefined) {
      throw new Refusal('kustomize-conflict', 'there is no name in this map', { expected: 'a map with a field name' });
    }
    const oldName = rawText(name);
    const namespace = fieldOf(node, 'namespace');
    const candidates =
      namespace === undefined
        ? this.#index.candidates(this.#referrer, oldName)
        : this.#index.candidatesIn(this.#referrer, oldName, rawText(namespace));
    const referral = this.#choose(candidates, (a, b) => a.name === b.name && a.namespace === b.namespace);
    if (referral === undefined || (referral.name === oldName && referral.namespace === '')) return;
    setField(node, 'name', new YamlScalar(referral.name));
    if (referral.namespace !== '') setField(node, 'namespace', new YamlScalar(referral.namespace));
  }

  #choose(found: readonly Resource[], alike: (a: Resource, b: Resource) => boolean): Resource | undefined {
    const referrer = this.#referrer;
    let candidates = found.filter((resource) => this.#index.hadKind(resource, this.#target));
    candidates = this.#onlyRole(candidates);
    if (!referrer.id.clusterScoped) {
      candidates = candidates.filter(
        (resource) => resource.kind === 'ServiceAccount' || this.#index.isReachable(referrer, resource),
      );
    }
    if (candidates.length === 1) return candidates[0];
    candidates = candidates.filter((resource) => sameAffixes(resource, referrer.resource, true));
    if (candidates.length > 1) {
      candidates = candidates.filter((resource) => sameAffixes(resource, referrer.resource, false));
    }
    const first = candidates[0];
    if (first === undefined || candidates.every((other) => alike(first, other))) return first;
    throw new Refusal('kustomize-conflict', 'the name may mean several objects', {
      expected: 'one object of that name, or several that keep the same name',
      received: candidates.map((resource) => describeId(resource.currentId)).join(', '),
    });
  }

  /** The name in a roleRef belongs to the kind and group beside it. */
  #onlyRole(candidates: Resource[]): Resource[] {
    if (!this.#field.path.endsWith('roleRef/name')) return candidates;
    const roleRef = fieldOf(this.#referrer.resource.node, 'roleRef');
    const group = fieldOf(roleRef, 'apiGroup');
    const kind = fieldOf(roleRef, 'kind');
    if (group === undefined || kind === undefined) return candidates;
    const gvk = { group: rawText(group), version: '', kind: rawText(kind) };
    return candidates.filter((resource) => this.#index.hadKind(resource, gvk));
  }
}
