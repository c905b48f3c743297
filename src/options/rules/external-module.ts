import { publishedModuleProblem } from '../go-path.ts';
import { parseModule } from '../module.ts';
import { eachResource, issue, type Rule } from './rule.ts';

/** The module of external types holds their package, and go.mod can require it. */
export const externalModule: Rule = function* (input) {
  for (const [resource, path] of eachResource(input)) {
    if (resource.module === '') continue;
    const at = `${path}.module`;
    if (!resource.external) {
      const message = 'only the types of another project have a module of their own';
      yield issue('module-needs-external', at, message, 'external: true', resource.module);
      continue;
    }
    const { module, version } = parseModule(resource.module);
    const problem = publishedModuleProblem(module, version);
    if (problem !== undefined) {
      yield issue('invalid-go-path', at, problem, 'a Go module path, with @ and a version or not', resource.module);
    } else if (resource.path !== '' && !`${resource.path}/`.startsWith(`${module}/`)) {
      const message = `the types in ${resource.path} are not in this module`;
      yield issue('invalid-go-path', at, message, 'a module whose path begins that of the types', resource.module);
    }
  }
};
