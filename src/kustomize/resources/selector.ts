import { matchesLabels } from '../go/label-selector.ts';
import { goRegExp, isLiteral } from '../go/regexp/go-regexp.ts';
import type { Gvk } from '../ids/gvk.ts';
import { effectiveNamespace, type ResId } from '../ids/res-id.ts';
import type { Resource } from './resource.ts';
import type { ResourceMap } from './resource-map.ts';

/** Which objects an entry is about. Group, version, kind, name and namespace are regular expressions for whole values. */
export interface Selector extends Gvk {
  readonly name: string;
  readonly namespace: string;
  readonly labelSelector: string;
  readonly annotationSelector: string;
}

interface Pattern {
  test(text: string): boolean;
}

/** A selector with its expressions compiled. An empty field stands for any value. */
export class SelectorMatcher {
  readonly selector: Selector;
  readonly #group: Pattern | undefined;
  readonly #version: Pattern | undefined;
  readonly #kind: Pattern | undefined;
  readonly #name: Pattern | undefined;
  readonly #namespace: Pattern | undefined;

  /** @throws Refusal for what is no regular expression */
  constructor(selector: Selector) {
    this.selector = selector;
    this.#group = compile(selector.group);
    this.#version = compile(selector.version);
    this.#kind = compile(selector.kind);
    this.#name = compile(selector.name);
    this.#namespace = compile(selector.namespace);
  }

  matchesGvk(gvk: Gvk): boolean {
    return (
      (this.#group?.test(gvk.group) ?? true) &&
      (this.#version?.test(gvk.version) ?? true) &&
      (this.#kind?.test(gvk.kind) ?? true)
    );
  }

  matchesName(name: string): boolean {
    return this.#name?.test(name) ?? true;
  }

  matchesNamespace(namespace: string): boolean {
    return this.#namespace?.test(namespace) ?? true;
  }

  /** Whether name, namespace, group, version and kind of one id fit; the namespace as the id has it. */
  matchesId(id: ResId): boolean {
    return this.matchesGvk(id) && this.matchesName(id.name) && this.matchesNamespace(id.namespace);
  }

  matchesLabelsOf(resource: Resource): boolean {
    const { labelSelector, annotationSelector } = this.selector;
    return (
      (labelSelector === '' || matchesLabels(labelSelector, resource.labels)) &&
      (annotationSelector === '' || matchesLabels(annotationSelector, resource.annotations))
    );
  }

  /** The objects that can fit, by an exact name or kind where the selector has one. */
  candidates(map: ResourceMap): readonly Resource[] {
    const { name, kind } = this.selector;
    if (name !== '' && isLiteral(name)) return map.index.byName(name);
    if (kind !== '' && isLiteral(kind)) return map.index.byKind(kind);
    return map.list;
  }
}

/** The objects that a selector picks, by their original or current name and namespace and their current kind. */
export function select(map: ResourceMap, selector: Selector): Resource[] {
  const matcher = new SelectorMatcher(selector);
  // What is wrong with a label selector is to be found even where nothing else fits.
  matchesLabels(selector.labelSelector, new Map());
  matchesLabels(selector.annotationSelector, new Map());
  return matcher.candidates(map).filter((resource) => {
    const current = resource.currentId;
    const original = resource.originalId;
    return (
      (matcher.matchesNamespace(effectiveNamespace(original)) ||
        matcher.matchesNamespace(effectiveNamespace(current))) &&
      (matcher.matchesName(original.name) || matcher.matchesName(current.name)) &&
      matcher.matchesGvk(current) &&
      matcher.matchesLabelsOf(resource)
    );
  });
}

/** Most are plain words. */
function compile(pattern: string): Pattern | undefined {
  if (pattern === '') return undefined;
  return isLiteral(pattern) ? { test: (text) => text === pattern } : goRegExp(pattern, true);
}
