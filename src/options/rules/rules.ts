import { apiGroup } from './api-group.ts';
import { controllerCollision } from './controller-collision.ts';
import { conversion } from './conversion.ts';
import { duplicateResource } from './duplicate-resource.ts';
import { externalModule } from './external-module.ts';
import { features } from './features.ts';
import { foreignTypes } from './foreign-types.ts';
import { goNames } from './go-names.ts';
import { goPackages } from './go-packages.ts';
import { goPaths } from './go-paths.ts';
import { groupsNeedMultigroup } from './groups-need-multigroup.ts';
import { image } from './image.ts';
import { inconsistentKind } from './inconsistent-kind.ts';
import { nameLength } from './name-length.ts';
import { pluralCollision } from './plural-collision.ts';
import type { Rule } from './rule.ts';
import { webhooks } from './webhooks.ts';

/** All rules, in the order in which their issues are listed: from the project to the single resource. */
export const RULES: readonly Rule[] = [
  nameLength,
  goPaths,
  image,
  features,
  duplicateResource,
  groupsNeedMultigroup,
  foreignTypes,
  externalModule,
  apiGroup,
  pluralCollision,
  inconsistentKind,
  controllerCollision,
  goPackages,
  goNames,
  webhooks,
  conversion,
];
