import { ObjectMemo, TextMemo } from '../core/memo.ts';
import type { JsonObject, JsonValue } from '../kubernetes/object.ts';
import { hasWebhooks, type Project, type Resource } from '../options/project.ts';
import type { Profile } from '../presets/facts/facts.ts';
import { printYaml } from '../yaml/print.ts';
import type { Emitter } from './context.ts';

/** PROJECT: what `kubebuilder` knows of the project. Keys are sorted, and those without meaning left out. */
export const projectFile: Emitter = ({ project, profile }) => {
  const head = {
    ...optional('cliVersion', profile.projectCliVersion),
    ...optional('domain', project.domain),
    layout: ['go.kubebuilder.io/v4'],
    ...(project.multigroup ? { multigroup: true } : {}),
    ...(project.namespaced ? { namespaced: true } : {}),
    projectName: project.projectName,
    repo: project.repo,
  };
  const comment = '# What kubebuilder knows of this project. Its commands read this file and write to it.\n';
  return [
    ['PROJECT', `${comment}${printYaml(head)}${resourceEntries(project, profile)}${printYaml({ version: '3' })}`],
  ];
};

/** A diff asks for them at every step. */
const ENTRIES = new ObjectMemo<Project, TextMemo<string>>();

function resourceEntries(project: Project, profile: Profile): string {
  const { projectRecordsModule, projectRecordsOrigin, projectRecordsSpokes } = profile;
  const facts = { projectRecordsModule, projectRecordsOrigin, projectRecordsSpokes };
  if (project.resources.length === 0) return '';
  const byFacts = ENTRIES.get(project, () => new TextMemo<string>());
  return byFacts.get(JSON.stringify(facts), () =>
    printYaml({ resources: project.resources.map((resource) => resourceEntry(resource, facts)) }),
  );
}

type EntryFacts = Pick<Profile, 'projectRecordsModule' | 'projectRecordsOrigin' | 'projectRecordsSpokes'>;

function optional(key: string, value: string): JsonObject {
  return value === '' ? {} : { [key]: value };
}

function resourceEntry(resource: Resource, facts: EntryFacts): JsonObject {
  const { core, external } = resource;
  return {
    ...(resource.api === undefined
      ? {}
      : { api: { crdVersion: 'v1', ...(resource.api.namespaced ? { namespaced: true } : {}) } }),
    ...(resource.controller ? { controller: true } : {}),
    ...(core && facts.projectRecordsOrigin ? { core: true } : {}),
    ...optional('domain', resource.domain),
    ...(external && facts.projectRecordsOrigin ? { external: true } : {}),
    ...optional('group', resource.group),
    kind: resource.kind,
    ...(facts.projectRecordsModule ? optional('module', resource.module) : {}),
    ...optional('path', resource.path),
    ...(resource.regularPlural ? {} : { plural: resource.plural }),
    version: resource.version,
    ...(hasWebhooks(resource) ? { webhooks: webhooksEntry(resource, facts) } : {}),
  };
}

function webhooksEntry({ webhooks }: Resource, facts: EntryFacts): JsonValue {
  return {
    ...(webhooks.conversion ? { conversion: true } : {}),
    ...(webhooks.defaulting ? { defaulting: true } : {}),
    ...(facts.projectRecordsSpokes && webhooks.spoke.length > 0 ? { spoke: webhooks.spoke } : {}),
    ...(webhooks.validation ? { validation: true } : {}),
    webhookVersion: 'v1',
  };
}
