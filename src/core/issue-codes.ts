/** What can be wrong with options: the path of such an issue is that of an option. */
export const OPTION_CODES = [
  // Options: shape
  'unknown-option',
  'missing-option',
  'invalid-type',
  'invalid-value',
  // Options: rules (src/options/rules)
  'name-too-long',
  'invalid-go-path',
  'invalid-image',
  'duplicate-resource',
  'groups-need-multigroup',
  'core-and-external',
  'core-type-has-no-api',
  'unknown-core-group',
  'external-type-has-no-api',
  'external-type-needs-path',
  'module-needs-external',
  'own-types-outside-repo',
  'reserved-group',
  'reserved-version',
  'plural-collision',
  'inconsistent-kind',
  'controller-collision',
  'go-name-collision',
  'webhook-needs-api',
  'conversion-needs-api',
  'conversion-needs-two-versions',
  'conversion-several-hubs',
  'conversion-spoke-unknown',
  'spoke-needs-conversion',
  // Options: features, seen together with the preset
  'metrics-certs-need-cert-manager',
  'metrics-certs-need-metrics',
  'network-policy-needs-metrics',
  'prometheus-needs-metrics',
  'cert-manager-needs-webhooks',
  'webhooks-feature-mismatch',
  'feature-not-in-preset',
  'release-defect',
  // Presets
  'unknown-preset',
  'preset-too-new',
] as const;

/** What can be wrong with files: the path of such an issue is a file, with a line and a column perhaps. */
export const FILE_CODES = [
  // Trees and files
  'invalid-path',
  'path-conflict',
  'file-exists',
  'file-unreadable',
  'file-unwritable',
  'not-a-project',
  // YAML and objects
  'yaml-syntax',
  'yaml-unsupported',
  'not-an-object',
  // kustomize
  'kustomization-missing',
  'kustomization-invalid',
  'kustomize-unsupported',
  'kustomize-needs-network',
  'kustomize-needs-plugin',
  'kustomize-needs-helm',
  'kustomize-outside-root',
  'kustomize-cycle',
  'kustomize-conflict',
  'kustomize-no-match',
  'kustomize-invalid-patch',
  'kustomize-invalid-replacement',
  'kustomize-broken-text',
] as const;

/** What else can be wrong. */
const OTHER_CODES = [
  // Charts
  'chart-invalid-name',
  'chart-too-large',
  'chart-invalid-input',
  'chart-conflict',
  // Diffs
  'diff-mismatch',
  // Upgrades
  'plan-mismatch',
  'plan-invalid',
  'upgrade-unproven',
  // Features of an existing project
  'feature-not-in-tree',
  'feature-needs-feature',
  'feature-breaks-build',
  // Limits
  'limit-exceeded',
  // Plugins of Kubebuilder, and helpers for those who write some
  'plugin-invalid',
  'plugin-request',
  'text-not-found',
  // Command line
  'usage',
  // Ours: please report it
  'internal',
] as const;

/**
 * What can be wrong, as a closed list. Branch on these, never on a message: messages may be reworded in any release.
 * `docs/errors.md` has a row for each code; a test compares the two.
 */
export const ISSUE_CODES = [...OPTION_CODES, ...FILE_CODES, ...OTHER_CODES] as const;

export type IssueCode = (typeof ISSUE_CODES)[number];
