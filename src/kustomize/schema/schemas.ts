import { CLUSTER_SCOPED } from '../data/cluster-scoped.ts';
import { Refusal } from '../refusal.ts';
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

/** Whether the built-in types have been looked at: never, for their scope only, or for their fields. */
type Use = 'none' | 'scope' | 'fields';

/**
 * The schemas of one build: the built-in ones, or those of the file that `openapi.path` names. The first kustomization
 * that chooses decides for all. Built-in types that were in use before a file was chosen stay in use beside it.
 */
export class Schemas {
  #chosen = false;
  #custom: OpenApi | undefined;
  #use: Use = 'scope';
  readonly #clusterScoped = new Map<string, boolean>();

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
      this.#clusterScoped.clear();
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

  /** Whether the kind is known to live in no namespace. */
  isClusterScoped(apiVersion: string, kind: string): boolean {
    const key = `${apiVersion}\0${kind}`;
    const known = this.#clusterScoped.get(key);
    if (known !== undefined) return known;
    const builtIn = BUILT_IN_CLUSTER_SCOPED.has(key);
    if (this.#use === 'none' && this.#custom === undefined && !builtIn && !isBuiltIn(apiVersion, kind)) {
      this.#use = 'scope';
    }
    const result = builtIn || (this.#custom?.isClusterScoped(apiVersion, kind) ?? false);
    this.#clusterScoped.set(key, result);
    return result;
  }
}
