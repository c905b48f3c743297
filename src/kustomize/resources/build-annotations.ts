/**
 * Annotations in which kustomize keeps notes on an object during a build. They are real annotations while it runs, so
 * that patches and selectors see them, and removed at the end.
 */
const DOMAIN = 'internal.config.kubernetes.io';

export const PREVIOUS_KINDS = `${DOMAIN}/previousKinds`;
export const PREVIOUS_NAMES = `${DOMAIN}/previousNames`;
export const PREVIOUS_NAMESPACES = `${DOMAIN}/previousNamespaces`;
export const PREFIXES = `${DOMAIN}/prefixes`;
export const SUFFIXES = `${DOMAIN}/suffixes`;
export const ALLOW_NAME_CHANGE = `${DOMAIN}/allowNameChange`;
export const ALLOW_KIND_CHANGE = `${DOMAIN}/allowKindChange`;
export const REFERRED_BY = `${DOMAIN}/refBy`;
export const GENERATOR_BEHAVIOR = `${DOMAIN}/generatorBehavior`;
export const NEEDS_HASH_SUFFIX = `${DOMAIN}/needsHashSuffix`;
export const HELM_GENERATED = `${DOMAIN}/helm-generated`;

export const ENABLED = 'enabled';

/** Every annotation that a finished build removes. */
export const BUILD_ANNOTATIONS: readonly string[] = [
  PREVIOUS_KINDS,
  PREVIOUS_NAMES,
  PREFIXES,
  SUFFIXES,
  PREVIOUS_NAMESPACES,
  ALLOW_NAME_CHANGE,
  ALLOW_KIND_CHANGE,
  REFERRED_BY,
  GENERATOR_BEHAVIOR,
  NEEDS_HASH_SUFFIX,
  `${DOMAIN}/path`,
  `${DOMAIN}/index`,
  `${DOMAIN}/seqindent`,
  `${DOMAIN}/id`,
  `${DOMAIN}/annotations-migration-resource-id`,
  'config.kubernetes.io/path',
  'config.kubernetes.io/index',
  'config.k8s.io/id',
  HELM_GENERATED,
];

/** Annotations that survive a JSON patch whatever it does. */
export function isInternalAnnotation(key: string): boolean {
  return (
    key.startsWith(`${DOMAIN}/`) ||
    key === 'config.kubernetes.io/path' ||
    key === 'config.kubernetes.io/index' ||
    key === 'config.k8s.io/id'
  );
}

/** Where an object comes from; kept with `buildMetadata: [originAnnotations]`. */
export const ORIGIN = 'config.kubernetes.io/origin';
/** What changed an object; kept with `buildMetadata: [transformerAnnotations]`. */
export const TRANSFORMATIONS = 'alpha.config.kubernetes.io/transformations';
/** Objects with this annotation are inputs of a build and not in its result, unless its value is "false". */
export const LOCAL_CONFIG = 'config.kubernetes.io/local-config';
export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
