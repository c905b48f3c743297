import type { CopyBounds } from '../core/plain-copy.ts';

/** What no options of a project come near; keeps a sparse list with a huge length from stalling the check. */
export const OPTION_BOUNDS: CopyBounds = { items: 10_000, characters: 4096, depth: 64 };
