import type { ConfigFacts } from './config-facts.ts';
import type { GoFacts } from './go-facts.ts';
import type { VersionFacts } from './version-facts.ts';

/** Everything that distinguishes one scaffold from another for the same options: flat, readonly, plain data. */
export type Facts = Readonly<ConfigFacts & GoFacts & VersionFacts>;

/** The facts at one point of the history. */
export type Profile = Facts;
