/** A value as JSON knows it. */
export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** An object's metadata: the fields that nearly every program reads, and all others. */
export type ObjectMeta = JsonObject & {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
};

/**
 * A Kubernetes object as parsed YAML or JSON: `apiVersion`, `kind`, `metadata` and whatever its kind has.
 * Plain data: no class, no prototype, safe to clone and to send.
 */
export interface KubernetesObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/**
 * An object of somebody's else: of `@kubernetes/client-node`, `kubernetes-types`, or written down. What it lacks is told
 * when it is read.
 */
export interface ObjectInput {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly metadata?: object | undefined;
}
