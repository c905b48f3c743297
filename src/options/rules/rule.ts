import { describeValue, type Issue } from '../../core/errors.ts';
import type { IssueCode } from '../../core/issue-codes.ts';
import type { Project, Resource } from '../project.ts';

/** What a rule sees: options of the right shape, with every default filled in. */
export interface RuleInput {
  readonly project: Project;
  /** The option path of each of the project's resources (`resources[2]`), in their order. */
  readonly paths: readonly string[];
  /** False where something of the wrong shape was taken out, so that "there is no such …" cannot be said. */
  readonly complete: boolean;
  /** Whether a release is reproduced: then what that release accepts is accepted, even where it cannot be installed. */
  readonly asReleased: boolean;
}

/** A rule that no single field can state: one small function, one file, one code or a few near ones. */
export type Rule = (input: RuleInput) => Iterable<Issue>;

/** Each resource with its option path. */
export function* eachResource(input: RuleInput): Generator<readonly [Resource, string]> {
  for (const [index, resource] of input.project.resources.entries()) yield [resource, input.paths[index]!];
}

export function issue(code: IssueCode, path: string, message: string, expected: string, received: unknown): Issue {
  return { code, path, message, expected, received: describeValue(received) };
}

/** The kind across its versions: what Kubernetes calls a group and kind. */
export function groupKind(resource: Resource): string {
  return `${resource.kind}.${resource.qualifiedGroup}`;
}
