import type { FileTree } from '../../core/file-tree.ts';
import { isObject, listAt, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import type { ScaffoldOptions } from '../../options/generated/types.ts';
import { optionsFromProject } from '../../options/options-from-project.ts';
import { parseYaml } from '../../yaml/parse.ts';
import type { BaseNote, ProjectRecord } from '../model.ts';

/** What a PROJECT file says, read without asking whether it can be built. */
export interface ReadProject {
  readonly record: ProjectRecord;
  readonly options: ScaffoldOptions;
  readonly notes: readonly BaseNote[];
}

/** Name of a project that gives itself none. */
const NAMELESS = 'project';

/**
 * Reads a project's PROJECT file of version 2 or 3, whatever it lacks. What it does not say is taken from the tree: the
 * name from `config/default`, the module from go.mod.
 */
export function readProject(tree: FileTree): ReadProject {
  const text = tree.get('PROJECT');
  const fallback = { projectName: nameInTree(tree), repo: moduleOf(tree) };
  if (text === undefined) {
    const message = 'There is no PROJECT file: names and kinds are read from config/ and go.mod.';
    return { ...nothing(fallback), notes: [{ code: 'no-project', path: 'PROJECT', message }] };
  }
  const file = parsed(text);
  if (file === undefined) {
    const message = 'PROJECT is no YAML that can be read: names and kinds are read from config/ and go.mod.';
    return { ...nothing(fallback), notes: [{ code: 'project-unreadable', path: 'PROJECT', message }] };
  }
  const options = optionsOf(file, fallback);
  return { record: recordOf(file, options.projectName), options, notes: [] };
}

interface Fallback {
  readonly projectName: string | undefined;
  readonly repo: string | undefined;
}

function nothing({ projectName, repo }: Fallback): Omit<ReadProject, 'notes'> {
  const options = { projectName: projectName ?? NAMELESS, domain: '', ...(repo === undefined ? {} : { repo }) };
  return { record: { found: false, name: options.projectName, layout: [], plugins: [] }, options };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const [file] = parseYaml(text, 'PROJECT');
    return isObject(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function recordOf(file: JsonObject, name: string): ProjectRecord {
  const { layout, version, cliVersion } = file;
  const keys = typeof layout === 'string' ? layout.split(',') : listAt(file, 'layout').map(String);
  const plugins = Object.keys(objectAt(file, 'plugins') ?? {});
  return {
    found: true,
    name,
    ...(version === undefined || version === null ? {} : { version: String(version) }),
    layout: keys.length === 0 && String(version) === '2' ? ['go.kubebuilder.io/v2'] : keys,
    ...(typeof cliVersion === 'string' ? { cliVersion: cliVersion.replace(/^v/, '') } : {}),
    plugins,
  };
}

/** The file as one of version 3 with a name, so that one reader serves all. */
function optionsOf(file: JsonObject, { projectName, repo }: Fallback): ScaffoldOptions {
  const second = String(file.version) !== '3';
  const { resources, ...rest } = file;
  const common = {
    ...rest,
    version: '3',
    projectName: stringAt(file, 'projectName') || projectName || lastOf(stringAt(file, 'repo')) || NAMELESS,
    ...(stringAt(file, 'repo') || repo === undefined ? {} : { repo }),
  };
  const list = Array.isArray(resources) ? resources.filter(isObject).filter(isNamed) : [];
  const domain = stringAt(file, 'domain') ?? '';
  const whole = { ...common, resources: list.map((entry) => (second ? ofSecondVersion(entry, domain) : entry)) };
  return optionsFromProject(JSON.stringify(whole));
}

function isNamed(entry: JsonObject): boolean {
  return typeof entry.kind === 'string' && entry.kind !== '' && typeof entry.version === 'string';
}

/** Version 2 lists group, version and kind alone. */
function ofSecondVersion(entry: JsonObject, domain: string): JsonObject {
  const api: JsonValue = { crdVersion: 'v1', namespaced: true };
  return { domain, ...entry, api, controller: true };
}

/** The name before `-system` of the namespace in `config/default`, or the prefix of names. */
function nameInTree(tree: FileTree): string | undefined {
  for (const file of ['kustomization.yaml', 'kustomization.yml']) {
    const text = tree.get(`config/default/${file}`);
    const values = text === undefined ? undefined : parsed(text);
    const prefix = stringAt(values, 'namePrefix')?.replace(/-$/, '');
    if (prefix) return prefix;
    const namespace = stringAt(values, 'namespace')?.replace(/-system$/, '');
    if (namespace) return namespace;
  }
  return lastOf(moduleOf(tree));
}

/** The last part of a module's path that is no version. */
function lastOf(module: string | undefined): string | undefined {
  return module?.split('/').findLast((part) => !/^v\d+$/.test(part));
}

function moduleOf(tree: FileTree): string | undefined {
  return /^module[ \t]+"?([^\s"]+)"?/m.exec(tree.get('go.mod') ?? '')?.[1];
}
