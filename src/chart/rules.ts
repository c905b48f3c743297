/**
 * The rules by which a chart was first made. What they derive is a contract with those who have installed it: a chart that
 * stands keeps its own, and newer ones are for new charts.
 *
 * 1: selectors with the release's name alone; custom resources renamed; rare fields of pods among the values of the top.
 * 2: selectors with name and release; custom resources that nothing refers to keep their names; rare fields in maps.
 */
export type ChartRules = 1 | 2;

export const NEWEST_RULES: ChartRules = 2;
