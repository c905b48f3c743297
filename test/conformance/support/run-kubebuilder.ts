import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureKubebuilder, ensureKubebuilderStandIns } from '../../../scripts/tools/kubebuilder.ts';
import { runProgram } from '../../../scripts/tools/run-program.ts';
import type { FileTree } from '../../../src/core/file-tree.ts';
import type { Project, Resource } from '../../../src/options/project.ts';
import { hasWebhooks } from '../../../src/options/project.ts';
import type { Profile } from '../../../src/presets/facts/facts.ts';
import { writeFiles } from './write-files.ts';

/** Runs a release's own `kubebuilder` through the commands that a project stands for, and reads what it leaves. */
export async function runKubebuilder(
  release: string,
  project: Project,
  profile: Profile,
  directory: string,
): Promise<Map<string, string>> {
  return runKubebuilderProgram(await ensureKubebuilder(release), project, profile, directory);
}

/** The same with a program of any release. */
export async function runKubebuilderProgram(
  program: string,
  project: Project,
  profile: Profile,
  directory: string,
): Promise<Map<string, string>> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  return runCommands(program, kubebuilderCommands(project, profile), directory);
}

/** Lets a release's own `kubebuilder` add the webhooks of a project to a scaffold of ours that has none. */
export async function addWebhooks(
  release: string,
  tree: FileTree,
  project: Project,
  profile: Profile,
  directory: string,
): Promise<Map<string, string>> {
  rmSync(directory, { recursive: true, force: true });
  writeFiles(directory, tree);
  return runCommands(await ensureKubebuilder(release), webhookCommands(project, profile), directory);
}

async function runCommands(
  program: string,
  commands: readonly (readonly string[])[],
  directory: string,
): Promise<Map<string, string>> {
  const env = { PATH: `${await ensureKubebuilderStandIns()}:${process.env.PATH ?? ''}` };
  for (const args of commands) await runProgram(program, args, { cwd: directory, env });
  return readFiles(directory);
}

/** The commands: `init`, all APIs in order, then all webhooks in order. */
export function kubebuilderCommands(project: Project, profile: Profile): string[][] {
  const init = ['init', '--fetch-deps=false', '--skip-go-version-check', '--domain', project.domain];
  init.push('--project-name', project.projectName, '--repo', project.repo);
  if (project.namespaced) init.push('--namespaced');
  return [
    init,
    ...(project.multigroup ? [['edit', '--multigroup']] : []),
    ...project.resources.map((resource) => createApi(resource, profile)),
    ...webhookCommands(project, profile),
  ];
}

function webhookCommands(project: Project, profile: Profile): string[][] {
  return project.resources.filter(hasWebhooks).map((resource) => createWebhook(resource, profile));
}

function names(resource: Resource): string[] {
  const { group, version, kind, plural, regularPlural } = resource;
  return [
    ...(group === '' ? [] : ['--group', group]),
    '--version',
    version,
    '--kind',
    kind,
    ...(regularPlural ? [] : ['--plural', plural]),
  ];
}

function origin(resource: Resource, profile: Profile): string[] {
  return resource.external
    ? [
        '--external-api-path',
        resource.path,
        ...(resource.domain === '' ? [] : ['--external-api-domain', resource.domain]),
        ...(resource.module === '' || !profile.projectRecordsModule ? [] : ['--external-api-module', resource.module]),
      ]
    : [];
}

function createApi(resource: Resource, profile: Profile): string[] {
  const scope = resource.api === undefined ? [] : [`--namespaced=${resource.api.namespaced}`];
  return [
    'create',
    'api',
    ...names(resource),
    '--make=false',
    `--resource=${resource.api !== undefined}`,
    `--controller=${resource.controller}`,
    ...scope,
    ...origin(resource, profile),
  ];
}

function createWebhook(resource: Resource, profile: Profile): string[] {
  const { defaulting, validation, conversion, spoke } = resource.webhooks;
  return [
    'create',
    'webhook',
    ...names(resource),
    ...(defaulting ? ['--defaulting'] : []),
    ...(validation ? ['--programmatic-validation'] : []),
    ...(conversion ? ['--conversion'] : []),
    ...(profile.projectRecordsSpokes ? spoke.flatMap((version) => ['--spoke', version]) : []),
    ...origin(resource, profile),
  ];
}

function readFiles(directory: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(directory, path), readFileSync(path, 'utf8'));
  }
  return files;
}
