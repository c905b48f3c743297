/** The rules by id, as a closed list: branch on these. `docs/audit/` has a page for each; a test compares the two. */
export const RULE_IDS = [
  // Images
  'proxy-image-gone',
  'image-untagged',
  'proxy-twice',
  // Wiring
  'container-without-image',
  'service-selects-nothing',
  'service-port-leads-nowhere',
  'port-taken-twice',
  'metrics-chain-broken',
  'monitor-selects-nothing',
  'monitor-port-unknown',
  'monitor-scheme',
  'monitor-certificate',
  'patch-hits-other-container',
  'flag-twice',
  'flag-in-sidecar',
  'binding-without-role',
  'binding-without-account',
  'certificate-not-mounted',
  'certificate-not-issued',
  'certificate-names',
  'webhook-unreachable',
  'webhook-without-ca',
  'ca-injection-into-nothing',
  'conversion-unserved',
  'selector-shared',
  'policy-blocks-webhooks',
  'policy-blocks-metrics',
  // Protection
  'metrics-open',
  'review-rights-missing',
  'secure-without-filter',
  'filter-without-secure',
  'proxy-before-secure-manager',
  'proxy-roles-left',
  'reader-unbound',
  // kustomize
  'kustomize-field-deprecated',
  'kustomize-entry-missing',
  'kustomize-file-unused',
  'kustomize-build-fails',
  // Age
  'api-gone',
  'controller-runtime-too-old',
  'component-config',
  'release-defect',
  // Security
  'pod-not-restricted',
  'rights-too-wide',
  'secret-in-source',
] as const;

export type RuleId = (typeof RULE_IDS)[number];
