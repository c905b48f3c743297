import type { Release } from './release.ts';
import { v3_13_0 } from './releases/v3-13-0.ts';
import { v3_14_0 } from './releases/v3-14-0.ts';
import { v3_14_1 } from './releases/v3-14-1.ts';
import { v3_14_2 } from './releases/v3-14-2.ts';
import { v3_15_0 } from './releases/v3-15-0.ts';
import { v3_15_1 } from './releases/v3-15-1.ts';
import { v4_0_0 } from './releases/v4-0-0.ts';
import { v4_1_0 } from './releases/v4-1-0.ts';
import { v4_1_1 } from './releases/v4-1-1.ts';
import { v4_2_0 } from './releases/v4-2-0.ts';
import { v4_3_0 } from './releases/v4-3-0.ts';
import { v4_3_1 } from './releases/v4-3-1.ts';
import { v4_4_0 } from './releases/v4-4-0.ts';
import { v4_5_0 } from './releases/v4-5-0.ts';
import { v4_5_1 } from './releases/v4-5-1.ts';
import { v4_5_2 } from './releases/v4-5-2.ts';
import { v4_6_0 } from './releases/v4-6-0.ts';
import { v4_7_0 } from './releases/v4-7-0.ts';
import { v4_7_1 } from './releases/v4-7-1.ts';
import { v4_8_0 } from './releases/v4-8-0.ts';
import { v4_9_0 } from './releases/v4-9-0.ts';
import { v4_10_0 } from './releases/v4-10-0.ts';
import { v4_10_1 } from './releases/v4-10-1.ts';
import { v4_11_0 } from './releases/v4-11-0.ts';
import { v4_11_1 } from './releases/v4-11-1.ts';
import { v4_12_0 } from './releases/v4-12-0.ts';
import { v4_13_0 } from './releases/v4-13-0.ts';
import { v4_13_1 } from './releases/v4-13-1.ts';
import { v4_14_0 } from './releases/v4-14-0.ts';
import { v4_15_0 } from './releases/v4-15-0.ts';
import { v4_16_0 } from './releases/v4-16-0.ts';

/** Every known release, oldest first. */
export const RELEASES: readonly Release[] = [
  v3_13_0,
  v3_14_0,
  v3_14_1,
  v3_14_2,
  v3_15_0,
  v3_15_1,
  v4_0_0,
  v4_1_0,
  v4_1_1,
  v4_2_0,
  v4_3_0,
  v4_3_1,
  v4_4_0,
  v4_5_0,
  v4_5_1,
  v4_5_2,
  v4_6_0,
  v4_7_0,
  v4_7_1,
  v4_8_0,
  v4_9_0,
  v4_10_0,
  v4_10_1,
  v4_11_0,
  v4_11_1,
  v4_12_0,
  v4_13_0,
  v4_13_1,
  v4_14_0,
  v4_15_0,
  v4_16_0,
];
