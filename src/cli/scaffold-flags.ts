import { append } from '../core/append.ts';
import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import type { ResourceOptions, ScaffoldOptions } from '../options/generated/types.ts';
import { FEATURE_NAMES } from '../switches/feature-names.ts';
import type { Call } from './command.ts';
import type { Flags } from './flags.ts';
import { givenOptions } from './given-options.ts';
import { readOptionsFile } from './options-file.ts';
import { readResource } from './resource-flag.ts';
import { usageIssue } from './usage.ts';

/** The flags that give the options of a scaffold. */
export const SCAFFOLD_FLAGS: Flags = {
  preset: {
    value: 'P',
    option: 'preset',
    help: 'https-metrics (default), 3.15, pre-3.15, or kubebuilder@VERSION',
  },
  'project-name': { value: 'N', option: 'projectName', help: 'a DNS label; names the namespace and all objects' },
  domain: { value: 'D', option: 'domain', help: 'the domain of the API groups (default my.domain)' },
  repo: { value: 'R', option: 'repo', help: 'the Go module path (default DOMAIN/NAME)' },
  multigroup: { option: 'multigroup', help: 'give each API group directories of its own' },
  namespaced: { option: 'namespaced', help: 'watch the own namespace only' },
  resource: {
    value: 'GROUP/VERSION/KIND[:WORDS]',
    option: 'resources',
    help: 'a kind; WORDS: defaulting, validation, conversion=v2+v3, cluster-scoped, no-controller, core',
    repeated: true,
  },
  feature: {
    value: 'NAME[=false]',
    option: 'features',
    help: `switch a section on or off: ${FEATURE_NAMES.join(', ')}`,
    repeated: true,
  },
  as: { value: 'kustomize|helm', option: 'format', help: 'kustomize files (default) or a Helm chart' },
  options: { value: 'FILE', help: 'options as JSON or YAML; flags win over them, resources are added to them' },
};

/** What `init` calls the form of a scaffold, too; elsewhere it is that of the output. */
export const FORMAT_FLAG: Flags = {
  format: { value: 'kustomize|helm', option: 'format', help: 'the same as --as' },
};

const { resource: _resource, feature: _feature, ...PLAIN } = { ...FORMAT_FLAG, ...SCAFFOLD_FLAGS };

/**
 * The options that the flags and the file behind `--options` give; not yet checked as options.
 *
 * @param settings what the configuration says, over which both win
 * @throws ScaffoldError `usage`, `file-unreadable`, `yaml-syntax`
 */
export async function scaffoldOptions(
  { args, io }: Pick<Call, 'args' | 'io'>,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<ScaffoldOptions> {
  const file = args.text('options');
  const read = file === undefined ? {} : await readOptionsFile(file, io.cwd);
  const options: Record<string, unknown> = { ...settings, ...read, ...givenOptions(args, PLAIN) };
  const issues: Issue[] = [];
  const resources: ResourceOptions[] = [];
  for (const text of args.texts('resource')) {
    const { resource, issues: found } = readResource(text);
    append(issues, found);
    if (resource !== undefined) resources.push(resource);
  }
  const features: Record<string, boolean> = {};
  for (const text of args.texts('feature')) {
    const [, name, value = 'true'] = /^([^=]*)(?:=(true|false))?$/.exec(text) ?? [];
    if (name === undefined) issues.push(usageIssue('--feature', 'not a feature', featureForm(text)));
    else features[name] = value === 'true';
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  if (resources.length > 0) options.resources = [...listed(options.resources), ...resources];
  if (Object.keys(features).length > 0) options.features = { ...(options.features as object), ...features };
  return options as unknown as ScaffoldOptions;
}

/** What is no list stays where the check of the options names it. */
function listed(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function featureForm(received: string): Partial<Issue> {
  return { expected: 'NAME, NAME=true or NAME=false', received: describeValue(received) };
}
