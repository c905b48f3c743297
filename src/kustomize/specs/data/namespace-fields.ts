import type { FieldSpec } from '../field-spec.ts';
import { spec } from './spec.ts';

/** What `namespace:` sets besides metadata.namespace and the subjects of role bindings. */
export const NAMESPACE_FIELDS: readonly FieldSpec[] = [
  spec('metadata/name', 'Namespace', { create: true }),
  spec('spec/service/namespace', 'APIService', { group: 'apiregistration.k8s.io', create: true }),
  spec('spec/conversion/webhook/clientConfig/service/namespace', 'CustomResourceDefinition', {
    group: 'apiextensions.k8s.io',
  }),
];
