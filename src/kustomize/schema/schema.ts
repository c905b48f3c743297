/** What a strategic merge patch needs to know about the type of a value. */
export interface Schema {
  /** The type of a field, or of any value of a map with free keys. */
  field(name: string): Schema | undefined;
  /** The type of a list's elements. */
  elements(): Schema | undefined;
  /** For a list that is merged: the fields by which its elements are matched, none for scalars. Undefined: replaced. */
  readonly mergeKeys: readonly string[] | undefined;
}
