import { eachResource, issue, type Rule } from './rule.ts';

/**
 * A controller is named by its kind alone, in one package for the project, or for the group with multigroup: two of
 * one name would be one file (facts of `kubebuilder create api`: the file exists already).
 */
export const controllerCollision: Rule = function* (input) {
  const seen = new Map<string, string>();
  for (const [resource, path] of eachResource(input)) {
    if (!resource.controller) continue;
    const key = `${input.project.multigroup ? resource.group : ''}/${resource.kind.toLowerCase()}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, path);
    else {
      const message = `${first} has the controller of this name already`;
      yield issue('controller-collision', `${path}.controller`, message, 'controller: false', resource.kind);
    }
  }
};
