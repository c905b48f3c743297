import type { JsonObject, JsonValue } from '../kubernetes/object.ts';
import { hasWebhooks, type Resource } from '../options/project.ts';
import type { Profile } from '../presets/facts/facts.ts';
import { printYaml } from '../yaml/print.ts';
import type { Emitter } from './context.ts';

/** PROJECT: what `kubebuilder` knows of the project. Keys are sorted, and those without meaning left out. */
export const projectFile: Emitter = ({ project, profile }) => {
  const content = {
    ...optional('cliVersion', profile.projectCliVersion),
    ...optional('domain', project.domain),
    layout: ['go.kubebuilder.io/v4'],
    ...(project.multigroup ? { multigroup: true } : {}),
    ...(project.namespaced ? { namespaced: true } : {}),
    projectName: project.projectName,
    repo: project.repo,
    ...(project.resources.length === 0
      ? {}
      : { resources: project.resources.map((resource) => resourceEntry(resource, profile)) }),
    version: '3',
  };
  return [
    [
      'PROJECT',
      `# What kubebuilder knows of this project. Its commands read this file and write to it.\n${printYaml(content)}`,
    ],
  ];
};

function optional(key: string, value: string): JsonObject {
  return value === '' ? {} : { [key]: value };
}

function resourceEntry(resource: Resource, profile: Profile): JsonObject {
  const { core, external } = resource;
  return {
    ...(resource.api === undefined
      ? {}
      : { api: { crdVersion: 'v1', ...(resource.api.namespaced ? { namespaced: true } : {}) } }),
    ...(resource.controller ? { controller: true } : {}),
    ...(core && profile.projectRecordsOrigin ? { core: true } : {}),
    ...optional('domain', resource.domain),
    ...(external && profile.projectRecordsOrigin ? { external: true } : {}),
    ...optional('group', resource.group),
    kind: resource.kind,
    ...(profile.projectRecordsModule ? optional('module', resource.module) : {}),
    path: resource.path,
    ...(resource.regularPlural ? {} : { plural: resource.plural }),
    version: resource.version,
    ...(hasWebhooks(resource) ? { webhooks: webhooksEntry(resource, profile) } : {}),
  };
}

function webhooksEntry({ webhooks }: Resource, profile: Profile): JsonValue {
  return {
    ...(webhooks.conversion ? { conversion: true } : {}),
    ...(webhooks.defaulting ? { defaulting: true } : {}),
    ...(profile.projectRecordsSpokes && webhooks.spoke.length > 0 ? { spoke: webhooks.spoke } : {}),
    ...(webhooks.validation ? { validation: true } : {}),
    webhookVersion: 'v1',
  };
}
