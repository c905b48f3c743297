/** How much one call may take. A project of ten times the size of the largest known operator stays below each default. */
export interface Limits {
  /** Text that is read, in characters: manifests, files of a tree, options. */
  readonly bytes: number;
  /** Values that YAML is read into, or that objects are made of. */
  readonly nodes: number;
  /** Of these, those that aliases make; a JavaScript object that stands in two places counts as one in the second. */
  readonly aliasNodes: number;
  /** Levels of maps and lists within each other. */
  readonly depth: number;
  /** Kubernetes objects, each time that one is read. */
  readonly objects: number;
  /** Issues that an error tells one by one; the others are counted. */
  readonly issues: number;
}

export type LimitName = keyof Limits;

/** What a caller may ask of any public function. */
export interface CallOptions {
  /** Bounds of this call in place of the defaults; see docs/limits.md. */
  readonly limits?: Partial<Limits>;
}

/** docs/limits.md tells where each comes from. */
export const DEFAULT_LIMITS: Limits = {
  bytes: 256 << 20,
  nodes: 10_000_000,
  aliasNodes: 1_000_000,
  depth: 1_000,
  objects: 50_000,
  issues: 100,
};

export const LIMIT_NAMES = Object.keys(DEFAULT_LIMITS) as LimitName[];
