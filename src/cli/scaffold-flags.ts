import { append } from '../core/append.ts';
import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import type { ResourceOptions, ScaffoldOptions } from '../options/generated/types.ts';
import { FEATURE_NAMES } from '../switches/feature-names.ts';
import type { Call } from './command.ts';
import type { Flags } from './flags.ts';
import { readOptionsFile } from './options-file.ts';
import { readResource } from './resource-flag.ts';
import { usageIssue } from './usage.ts';

/** The flags that give the options of a scaffold. */
export const SCAFFOLD_FLAGS: Flags = {
  preset: { value: 'P', help: 'https-metrics (default), 3.15, pre-3.15, or kubebuilder@VERSION' },
  'project-name': { value: 'N', help: 'a DNS label; names the namespace and all objects' },
  domain: { value: 'D', help: 'the domain of the API groups (default my.domain)' },
  repo: { value: 'R', help: 'the Go module path (default DOMAIN/NAME)' },
  multigroup: { help: 'give each API group directories of its own' },
  namespaced: { help: 'watch the own namespace only' },
  resource: {
    value: 'GROUP/VERSION/KIND[:WORDS]',
    help: 'a kind; WORDS: defaulting, validation, conversion=v2+v3, cluster-scoped, no-controller, core',
    repeated: true,
  },
  feature: { value: 'NAME[=false]', help: `switch a section on or off: ${FEATURE_NAMES.join(', ')}`, repeated: true },
  as: { value: 'kustomize|helm', help: 'kustomize files (default) or a Helm chart' },
  options: { value: 'FILE', help: 'options as JSON or YAML; flags win over them, resources are added to them' },
};

const TEXTS = {
  preset: 'preset',
  'project-name': 'projectName',
  domain: 'domain',
  repo: 'repo',
  format: 'format',
  as: 'format',
};
const SWITCHES = ['multigroup', 'namespaced'];

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
  const options = { ...settings, ...(file === undefined ? {} : await readOptionsFile(file, io.cwd)) };
  const issues: Issue[] = [];
  for (const [flag, option] of Object.entries(TEXTS)) {
    const value = args.text(flag);
    if (value !== undefined) options[option] = value;
  }
  for (const name of SWITCHES) {
    const value = args.switch(name);
    if (value !== undefined) options[name] = value;
  }
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
