/** A value as JSON knows it. */
export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Metadata as far as this project reads it. */
export interface ObjectMeta extends JsonObject {}

/**
 * A Kubernetes object as parsed YAML or JSON: `apiVersion`, `kind`, `metadata` and whatever its kind has.
 * Plain data: no class, no prototype, safe to clone and to send.
 */
export interface KubernetesObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}
