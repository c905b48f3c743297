/** What a reader of directories passes over unless it is told otherwise. */
export const DEFAULT_IGNORE: readonly string[] = ['.git', 'node_modules'];
export const DEFAULT_MAX_BYTES = 8 << 20;
