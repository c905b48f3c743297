/**
 * What Kubernetes says about its own types (k8s.io/apimachinery, Apache License 2.0). controller-gen copies it into
 * every CRD, so a CRD without it would change with the first `make manifests`. One line here is one line of the comment.
 */
export const TYPE_META_DOCS = {
  apiVersion: [
    'APIVersion defines the versioned schema of this representation of an object.',
    'Servers should convert recognized schemas to the latest internal value, and',
    'may reject unrecognized values.',
    'More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources',
  ],
  kind: [
    'Kind is a string value representing the REST resource this object represents.',
    'Servers may infer this from the endpoint the client submits requests to.',
    'Cannot be updated.',
    'In CamelCase.',
    'More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds',
  ],
} as const;

/** `metav1.Condition`. */
export const CONDITION_DOCS = {
  condition: ['Condition contains details for one aspect of the current state of this API Resource.'],
  lastTransitionTime: [
    'lastTransitionTime is the last time the condition transitioned from one status to another.',
    'This should be when the underlying condition changed.  If that is not known, then using the time when the API field changed is acceptable.',
  ],
  message: [
    'message is a human readable message indicating details about the transition.',
    'This may be an empty string.',
  ],
  observedGeneration: [
    'observedGeneration represents the .metadata.generation that the condition was set based upon.',
    'For instance, if .metadata.generation is currently 12, but the .status.conditions[x].observedGeneration is 9, the condition is out of date',
    'with respect to the current state of the instance.',
  ],
  reason: [
    "reason contains a programmatic identifier indicating the reason for the condition's last transition.",
    'Producers of specific condition types may define expected values and meanings for this field,',
    'and whether the values are considered a guaranteed API.',
    'The value should be a CamelCase string.',
    'This field may not be empty.',
  ],
  status: ['status of the condition, one of True, False, Unknown.'],
  type: ['type of condition in CamelCase or in foo.example.com/CamelCase.'],
} as const;
