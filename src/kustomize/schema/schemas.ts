import { CLUSTER_SCOPED } from '../data/cluster-scoped.ts';
import { Refusal } from '../refusal.ts';
import { builtInSchema } from './built-in-schema.ts';
import { type OpenApi, parseOpenApi } from './open-api.ts';
import type { Schema } from './schema.ts';

/** The OpenAPI version that kustomize 5 has built in; a kustomization may name it. */
export const BUILT_IN_VERSION = 'v1.21.2';

const BUILT_IN_CLUSTER_SCOPED: ReadonlySet<string> = new Set(
  Object.entries(CLUSTER_SCOPED).flatMap(([apiVersion, kinds]) =>
    kinds.split(' ').map((kind) => `${apiVersion}\0${kind}`),
  ),
);

/**
 * The schemas of one build: the built-in ones, or those of the file that `openapi.path` names. The first kustomization
 * that chooses decides for all.
 */
export class Schemas {
  #chosen = false;
  #custom: OpenApi | undefined;
  /** The built-in types stay in use beside a custom file where they were in use before it was chosen. */
  #builtIn = true;
  #used = false;
  readonly #clusterScoped = new Map<string, boolean>();

  /**
   * Takes over the `openapi` field of a kustomization.
   *
   * @param document the text that `path` names
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
      this.#custom = parseOpenApi(file.text, file.path);
      this.#builtIn = this.#used;
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
    return this.#custom?.schemaOf(apiVersion, kind) ?? (this.#builtIn ? builtInSchema(apiVersion, kind) : undefined);
  }

  /** Whether the kind is known to live in no namespace. */
  isClusterScoped(apiVersion: string, kind: string): boolean {
    this.#used = true;
    const key = `${apiVersion}\0${kind}`;
    const known = this.#clusterScoped.get(key);
    if (known !== undefined) return known;
    const result = BUILT_IN_CLUSTER_SCOPED.has(key) || (this.#custom?.isClusterScoped(apiVersion, kind) ?? false);
    this.#clusterScoped.set(key, result);
    return result;
  }
}
