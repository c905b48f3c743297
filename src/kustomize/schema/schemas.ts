import { Refusal } from '../errors/refusal.ts';
import { type Gvk, parseApiVersion } from '../ids/gvk.ts';
import { CLUSTER_SCOPED } from '../specs/data/cluster-scoped.ts';
import { builtInDefinition, builtInSchema, isBuiltIn } from './built-in-schema.ts';
import { type OpenApi, parseOpenApi } from './open-api.ts';
import type { Schema } from './schema.ts';

/** The OpenAPI version that kustomize 5 has built in; a kustomization may name it. */
export const BUILT_IN_VERSION = 'v1.21.2';

const BUILT_IN_CLUSTER_SCOPED: ReadonlySet<string> = new Set(
  Object.entries(CLUSTER_SCOPED).flatMap(([apiVersion, kinds]) =>
    kinds.split(' ').map((kind) => `${apiVersion}\0${kind}`),
  ),
);

/** Group, version and kind of an object, and whether objects of that kind are known to live in no namespace. */
export interface ObjectType extends Gvk {
  readonly clusterScoped: boolean;
}

/** Whether the built-in types have been looked at: never, for their scope only, or for their fields. */
type Use = 'none' | 'scope' | 'fields';

/**
 * The schemas of one build: the built-in ones, or those of the file that `openapi.path` names. The first kustomization
 * that chooses decides for all. Built-in types that were in use before a file was chosen stay in use beside it.
 */
export class Schemas {
  #chosen = false;
  #custom: OpenApi | undefined;
  #use: Use = 'none';
  readonly #types = new Map<string, Map<string, { -readonly [K in keyof ObjectType]: ObjectType[K] }>>();

  /**
   * Takes over the `openapi` field of a kustomization.
   *
   * @param file the one that `path` names
   */
  choose(field: ReadonlyMap<string, string> | undefined, file: { path: string; text: string } | undefined): void {
    if (this.#chosen) return;
    const version = field?.get('version');
    if (file !== undefined) {
      if (version !== undefined) {
        throw new Refusal('kustomization-invalid', 'openapi names both a version and a file', {
          expected: 'version or path',
        });
      }
      // Types that have been read before stand behind those of the file, types that are read after it in front.
      const before = this.#use === 'scope' ? builtInDefinition : undefined;
      const after = this.#use === 'fields' ? builtInDefinition : undefined;
      this.#custom = parseOpenApi(file.text, file.path, before, after);
      this.#chosen = true;
      for (const [apiVersion, kinds] of this.#types) {
        for (const [kind, type] of kinds) type.clusterScoped = this.#isClusterScoped(apiVersion, kind);
      }
      return;
    }
    if (version === undefined || version === '') return;
    if (version !== BUILT_IN_VERSION) {
      throw new Refusal('kustomization-invalid', 'this OpenAPI version is not built in', {
        expected: BUILT_IN_VERSION,
        received: version,
      });
    }
    this.#chosen = true;
  }

  schemaOf(apiVersion: string, kind: string): Schema | undefined {
    const custom = this.#custom;
    if (custom === undefined) {
      this.#use = 'fields';
      return builtInSchema(apiVersion, kind);
    }
    if (this.#use === 'none') return custom.schemaOf(apiVersion, kind);
    const builtIn = builtInSchema(apiVersion, kind);
    return this.#use === 'scope'
      ? (builtIn ?? custom.schemaOf(apiVersion, kind))
      : (custom.schemaOf(apiVersion, kind) ?? builtIn);
  }

  /** A definition that `$ref` in a comment may name. */
  readonly definition = (name: string): Schema | undefined => {
    if (this.#custom !== undefined) return this.#custom.definition(name);
    this.#use = 'fields';
    return builtInDefinition(name);
  };

  /** The same object for the same API version and kind, so that things can be kept by it; its scope may still change. */
  typeOf(apiVersion: string, kind: string): ObjectType {
    let kinds = this.#types.get(apiVersion);
    if (kinds === undefined) {
      kinds = new Map();
      this.#types.set(apiVersion, kinds);
    }
    let type = kinds.get(kind);
    if (type === undefined) {
      type = { ...parseApiVersion(apiVersion), kind, clusterScoped: this.#isClusterScoped(apiVersion, kind) };
      kinds.set(kind, type);
    }
    return type;
  }

  #isClusterScoped(apiVersion: string, kind: string): boolean {
    const key = `${apiVersion}\0${kind}`;
    const builtIn = BUILT_IN_CLUSTER_SCOPED.has(key);
    if (this.#use === 'none' && this.#custom === undefined && !builtIn && !isBuiltIn(apiVersion, kind)) {
      this.#use = 'scope';
    }
    return builtIn || (this.#custom?.isClusterScoped(apiVersion, kind) ?? false);
  }
}
