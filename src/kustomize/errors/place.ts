import { type FilePlace, inFile } from '../../core/errors.ts';

/** Where in the input something stands. */
export interface Place {
  /** `file:line`, or the file alone for what has no line. */
  readonly path: string;
  readonly at: FilePlace;
  /** Zero for what has none. */
  readonly line: number;
  /** Path of the field in a kustomization: `patches[0]`. Empty for all other places. */
  readonly field: string;
}

export function placeOf(file: string, node?: { readonly line: number }, field = ''): Place {
  const line = node?.line ?? 0;
  return { ...inFile(file, line), line, field };
}
