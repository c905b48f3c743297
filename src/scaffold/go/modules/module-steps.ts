import type { ModuleStep } from './module-step.ts';
import { V0_16 } from './v0-16.ts';
import { V0_17 } from './v0-17.ts';
import { V0_18 } from './v0-18.ts';
import { V0_19 } from './v0-19.ts';
import { V0_20 } from './v0-20.ts';
import { V0_21 } from './v0-21.ts';
import { V0_22 } from './v0-22.ts';
import { V0_23 } from './v0-23.ts';
import { V0_24 } from './v0-24.ts';
import { V0_25 } from './v0-25.ts';

/** Oldest first; each is relative to the one before it. */
export const MODULE_STEPS: readonly ModuleStep[] = [
  ...V0_16,
  ...V0_17,
  ...V0_18,
  ...V0_19,
  ...V0_20,
  ...V0_21,
  ...V0_22,
  ...V0_23,
  ...V0_24,
  ...V0_25,
];
