import type { GoFacts } from '../../facts/go-facts.ts';

export const GO_ORIGIN: GoFacts = {};
