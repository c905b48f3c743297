import type { FieldSpec } from '../field-spec.ts';
import { spec } from './spec.ts';

/** Images outside of lists called containers or initContainers, which are looked through at any depth. */
export const IMAGE_FIELDS: readonly FieldSpec[] = [
  'spec/containers[]/image',
  'spec/initContainers[]/image',
  'spec/volumes[]/image/reference',
  'spec/template/spec/containers[]/image',
  'spec/template/spec/initContainers[]/image',
  'spec/template/spec/volumes[]/image/reference',
  'spec/jobTemplate/spec/template/spec/volumes[]/image/reference',
].map((path) => spec(path, '', { create: true }));
