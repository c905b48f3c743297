import { CODE_EDITS } from './code-edits.ts';
import type { Edit } from './edit.ts';
import { MANIFEST_EDITS } from './manifest-edits.ts';

export const ALL_EDITS: readonly Edit[] = [...MANIFEST_EDITS, ...CODE_EDITS];
