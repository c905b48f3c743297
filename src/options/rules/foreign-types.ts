import { suggestion } from '../../core/nearest.ts';
import { CORE_GROUPS, GROUPS_WITHOUT_PACKAGE } from '../core-groups.ts';
import { eachResource, issue, type Rule } from './rule.ts';

/**
 * Types of Kubernetes or of another project come with their API, and are found by their group or their path; types of
 * ours are in the project.
 */
export const foreignTypes: Rule = function* (input) {
  for (const [resource, path] of eachResource(input)) {
    const { core, external } = resource;
    if (core && external) {
      const message = 'a type of Kubernetes is not a type of another project as well';
      yield issue('core-and-external', path, message, 'core or external', { core, external });
    }
    if (core && resource.api !== undefined) {
      yield issue('core-type-has-no-api', `${path}.api`, 'a core type has no API of ours', 'api: false', true);
    }
    if (core && !CORE_GROUPS.has(resource.group)) {
      const names = [...CORE_GROUPS.keys()];
      const message = 'not a group of Kubernetes';
      const found = issue('unknown-core-group', `${path}.group`, message, names.join(', '), resource.group);
      yield { ...found, ...suggestion(resource.group, names) };
    }
    const byDefault = resource.path === `k8s.io/api/${resource.group}/${resource.version}`;
    if (core && !input.asReleased && byDefault && GROUPS_WITHOUT_PACKAGE.has(resource.group)) {
      const message = 'the types of this group are not in k8s.io/api';
      yield issue('unknown-core-group', `${path}.group`, message, 'external: true with their path', resource.group);
    }
    if (resource.api !== undefined && !core && !external && !resource.path.startsWith(`${input.project.repo}/`)) {
      const message = 'the types of an API of ours lie in the module of the project';
      yield issue(
        'own-types-outside-repo',
        `${path}.path`,
        message,
        `a path below ${input.project.repo}`,
        resource.path,
      );
    }
    if (external && resource.api !== undefined) {
      yield issue('external-type-has-no-api', `${path}.api`, 'an external type has no API of ours', 'api: false', true);
    }
    if (external && resource.path === '') {
      const message = 'an external type needs the Go import path of its types';
      yield issue('external-type-needs-path', `${path}.path`, message, 'an import path', undefined);
    }
  }
};
