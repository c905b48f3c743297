/** What has moved: the kind, and the package of its types as theirs names it. */
export interface Move {
  readonly kind: string;
  readonly alias: string;
  readonly path: string;
}
