/** Facts of `config/` and PROJECT. */
export type ConfigFacts = object;
