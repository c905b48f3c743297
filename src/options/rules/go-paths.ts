import { importPathProblem, modulePathProblem } from '../go-path.ts';
import { eachResource, issue, type Rule } from './rule.ts';

/** `repo` becomes the module line of go.mod, a resource's `path` an import. */
export const goPaths: Rule = function* (input) {
  const { repo } = input.project;
  const problem = modulePathProblem(repo);
  if (problem !== undefined) {
    yield issue('invalid-go-path', 'repo', problem, 'a Go module path such as github.com/example/guestbook', repo);
  }
  for (const [resource, path] of eachResource(input)) {
    if (resource.path === '' || resource.path.startsWith(`${repo}/`)) continue;
    const found = importPathProblem(resource.path);
    if (found === undefined) continue;
    yield issue('invalid-go-path', `${path}.path`, found, 'a Go import path', resource.path);
  }
};
