import { hasWebhooks, type Resource } from '../../options/project.ts';

const versionOf = ({ qualifiedGroup, version }: Resource) => `${qualifiedGroup}/${version}`;
const kindOf = ({ qualifiedGroup, kind }: Resource) => `${qualifiedGroup}/${kind}`;
const isAdmitted = ({ webhooks }: Resource) => webhooks.defaulting || webhooks.validation;
const isOwn = ({ api }: Resource) => api !== undefined;

/** How many there are of what a shared file can have a block for each of. New ones go to the end: data name them by place. */
const NUMBERS: readonly ((resources: readonly Resource[]) => number)[] = [
  (all) => all.length,
  (all) => all.filter(isOwn).length,
  (all) => all.filter(({ controller }) => controller).length,
  (all) => all.filter(hasWebhooks).length,
  (all) => all.filter(({ webhooks }) => webhooks.defaulting).length,
  (all) => all.filter(({ webhooks }) => webhooks.validation).length,
  (all) => all.filter(({ webhooks }) => webhooks.conversion).length,
  (all) => distinct(all.filter(isOwn), kindOf),
  (all) => distinct(all.filter(isOwn), versionOf),
  (all) => distinct(all.filter(hasWebhooks), versionOf),
  (all) => distinct(all.filter(hasWebhooks), kindOf),
  (all) =>
    distinct(
      all.filter((one) => isOwn(one) && !hasWebhooks(one)),
      kindOf,
    ),
  (all) => distinct(all, versionOf),
  (all) => distinct(all, ({ group }) => group),
  (all) =>
    distinct(
      all.filter(({ controller }) => controller),
      ({ group }) => group,
    ),
  (all) =>
    distinct(
      all.filter((one) => hasWebhooks(one) || isOwn(one)),
      versionOf,
    ),
  (all) => all.filter((one) => isOwn(one) && hasWebhooks(one)).length,
  (all) => distinct(all.filter(isAdmitted), kindOf),
  (all) =>
    distinct(
      all.filter((one) => isOwn(one) && !one.webhooks.conversion),
      kindOf,
    ),
  (all) => all.filter(({ controller, api }) => controller && api !== undefined).length,
  (all) =>
    distinct(
      all.filter(({ controller }) => controller),
      versionOf,
    ),
  (all) => all.reduce((sum, { webhooks }) => sum + webhooks.spoke.length, 0),
  (all) =>
    distinct(all.filter(isOwn), kindOf) -
    distinct(
      all.filter((one) => isOwn(one) && hasWebhooks(one)),
      kindOf,
    ),
  (all) =>
    distinct(
      all.filter((one) => isOwn(one) || one.external),
      versionOf,
    ),
  (all) =>
    distinct(
      all.filter((one) => isOwn(one) && one.controller),
      versionOf,
    ),
  (all) =>
    distinct(
      all.filter((one) => !isOwn(one) && one.controller),
      versionOf,
    ),
];

/** How many there are of each sort among some kinds, in a fixed order. */
export function numbersOf(resources: readonly Resource[]): readonly number[] {
  return NUMBERS.map((count) => count(resources));
}

function distinct(resources: readonly Resource[], key: (resource: Resource) => string): number {
  return new Set(resources.map(key)).size;
}
