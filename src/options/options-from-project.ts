import { textArgument, treeArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import { isObject, listAt, objectAt, stringAt } from '../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../kubernetes/object.ts';
import { parseYaml } from '../yaml/parse.ts';
import { CORE_GROUPS } from './core-groups.ts';
import type { ResourceOptions, ScaffoldOptions, WebhookOptions } from './generated/types.ts';
import { toProject } from './to-project.ts';

/** A readonly shape for as long as it is put together. */
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The options that a project's PROJECT file stands for, so that a project which exists can be scaffolded anew, compared
 * and upgraded. What the file does not record (features, image, licence) is left out, and so is the preset.
 *
 * @param project the text of a PROJECT file, or a tree that has one at its root
 * @param projectName for a file that names none
 * @throws ScaffoldError `not-a-project` where there is none or where it is not version 3; `yaml-syntax`
 * @example
 * optionsFromProject(tree).projectName; // 'shop'
 */
export function optionsFromProject(
  project: string | FileTree,
  projectName?: string,
  call?: CallOptions,
): ScaffoldOptions {
  return enter(call, () => optionsOf(project, projectName));
}

function optionsOf(project: string | FileTree, projectName: string | undefined): ScaffoldOptions {
  if (projectName !== undefined) textArgument(projectName, 'projectName');
  const text = typeof project === 'string' ? project : treeArgument(project, 'project').get('PROJECT');
  if (text === undefined) throw notAProject('there is no PROJECT file at the root', 'nothing');
  const [file] = parseYaml(text, 'PROJECT');
  if (!isObject(file)) throw notAProject('not a PROJECT file', describeValue(file));
  if (String(file.version) !== '3') throw notAProject('not version 3 of the file', describeValue(file.version));
  const name = stringAt(file, 'projectName') ?? projectName;
  if (name === undefined) throw notAProject('the file does not name a project', describeValue(file));
  const options: Writable<ScaffoldOptions> = { projectName: name };
  // A project without a domain has an empty one; the default of the options is another.
  options.domain = stringAt(file, 'domain') ?? '';
  const repo = stringAt(file, 'repo');
  if (repo !== undefined) options.repo = repo;
  if (file.multigroup === true) options.multigroup = true;
  if (file.namespaced === true) options.namespaced = true;
  const resources = listAt(file, 'resources').filter(isObject).map(toResource);
  if (resources.length > 0) options.resources = withoutDefaults(options, resources);
  return options;
}

function toResource(entry: JsonObject): ResourceOptions {
  const resource: Writable<ResourceOptions> = {
    version: stringAt(entry, 'version') ?? '',
    kind: stringAt(entry, 'kind') ?? '',
  };
  for (const key of ['group', 'domain', 'plural', 'path', 'module'] as const) {
    const value = stringAt(entry, key);
    if (value !== undefined) resource[key] = value;
  }
  for (const key of ['core', 'external'] as const) if (entry[key] === true) resource[key] = true;
  const api = objectAt(entry, 'api');
  // Releases up to 4.2.0 marked types of Kubernetes by their path alone.
  if (api === undefined && /^k8s\.io\/api\//.test(resource.path ?? '') && CORE_GROUPS.has(resource.group ?? '')) {
    resource.core = true;
  }
  resource.api = api === undefined ? false : api.namespaced === true ? true : { namespaced: false };
  resource.controller = entry.controller === true || listAt(entry, 'controllers').length > 0;
  const webhooks = toWebhooks(objectAt(entry, 'webhooks'));
  if (webhooks !== undefined) resource.webhooks = webhooks;
  return resource;
}

function toWebhooks(entry: JsonObject | undefined): WebhookOptions | undefined {
  const webhooks: Writable<WebhookOptions> = {};
  for (const key of ['defaulting', 'validation', 'conversion'] as const)
    if (entry?.[key] === true) webhooks[key] = true;
  const spoke = listAt(entry as JsonValue | undefined, 'spoke').filter((version) => typeof version === 'string');
  if (spoke.length > 0) webhooks.spoke = spoke;
  return Object.keys(webhooks).length === 0 ? undefined : webhooks;
}

/** Values that the options have anyway are left out, so that they follow where the name or the domain changes. */
function withoutDefaults(
  options: Pick<ScaffoldOptions, 'projectName' | 'domain' | 'repo' | 'multigroup'>,
  resources: readonly ResourceOptions[],
): ResourceOptions[] {
  return resources.map((resource, index) => {
    const meant = toProject({ ...options, resources }).resources[index]!;
    const result: Writable<ResourceOptions> = { ...resource };
    for (const key of ['domain', 'path', 'plural', 'api', 'controller'] as const) {
      const { [key]: _value, ...rest } = result;
      const others = resources.with(index, rest);
      const same = toProject({ ...options, resources: others }).resources[index]!;
      if (JSON.stringify(same) === JSON.stringify(meant)) delete result[key];
    }
    return result;
  });
}

function notAProject(message: string, received: string): ScaffoldError {
  const issue: Issue = {
    code: 'not-a-project',
    path: 'PROJECT',
    message,
    expected: "a PROJECT file of Kubebuilder, version '3', with a projectName",
    received,
  };
  return new ScaffoldError(issue);
}
