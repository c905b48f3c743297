/**
 * The doc comments of scaffolded API types. Each stands twice: above the Go field, and as `description` in the CRD,
 * because controller-gen makes the one from the other. So there is one source for both.
 */
export const API_DOCS = {
  object: (kind: string) => `${kind} is one object of this API.`,
  list: (kind: string) => `${kind}List holds a list of ${kind}.`,
  specType: (kind: string) => `${kind}Spec is the state that a user asks for.`,
  statusType: (kind: string) => `${kind}Status is the state that the controller last saw.`,
  /** Field comments of the object, since 4.7.0. */
  metadata: 'metadata is the standard metadata of a Kubernetes object.',
  spec: (kind: string) => `spec is the state that a user asks for of this ${kind}.`,
  status: (kind: string) => `status is the state that the controller last saw of this ${kind}.`,
  /** The example field of the spec. Two forms: the name in Go's spelling up to 4.6.0, in JSON's since 4.7.0. */
  foo: (name: 'Foo' | 'foo') => `${name} is an example field, to be replaced by your own.`,
  /** Since 4.8.0. */
  conditions: 'conditions say how far this object is from what its spec asks for, one condition for each type.',
} as const;
