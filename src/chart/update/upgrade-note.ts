/** What an upgrade of a release from the chart that stood to this one does that its users should know beforehand. */
export interface UpgradeNote {
  /** What kind of statement it is; branch on this, not on the text. */
  readonly code:
    | 'object-renamed'
    | 'object-removed'
    | 'immutable-field'
    | 'crd-owner'
    | 'crd-added'
    | 'crd-removed'
    | 'crd-version-removed'
    | 'custom-resource-early'
    | 'primary-changed'
    | 'value-removed'
    | 'value-retyped'
    | 'value-required';
  /** Whether an upgrade fails, or takes something that users have, unless somebody does what `action` says. */
  readonly breaking: boolean;
  /** The object, as `Kind namespace/name` of the manifests, or the path of a value. */
  readonly subject: string;
  readonly message: string;
  /** What to do about it; absent where knowing is enough. */
  readonly action?: string;
}
