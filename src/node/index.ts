export type { ReadTreeOptions, SkippedFile } from './read-tree.ts';
export { readTree } from './read-tree.ts';
export type { WriteReport, WriteTreeOptions } from './write-tree.ts';
export { writeTree } from './write-tree.ts';
