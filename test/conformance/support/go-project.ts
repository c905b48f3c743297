import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureControllerGen } from '../../../scripts/tools/controller-gen.ts';
import { runProgram } from '../../../scripts/tools/run-program.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { writeFiles } from './write-files.ts';

/** The same for every project, so that they share Go's build cache. Linking takes half the time without DWARF. */
export const GO_ENVIRONMENT = { GOFLAGS: '-buildvcs=false -ldflags=-w', GOWORK: 'off', GOTOOLCHAIN: 'local' } as const;

/** Writes the scaffold of the options into a fresh directory. */
export function writeProject(directory: string, options: ScaffoldOptions): void {
  rmSync(directory, { recursive: true, force: true });
  writeFiles(directory, buildScaffold(options));
}

export function go(directory: string, ...args: readonly string[]): Promise<string> {
  return runProgram('go', args, { cwd: directory, env: GO_ENVIRONMENT });
}

/** Which Go files gofmt would write otherwise. */
export async function misformatted(directory: string): Promise<string[]> {
  const output = await runProgram('gofmt', ['-l', '.'], { cwd: directory });
  return output.split('\n').filter((line) => line !== '');
}

/** What `go mod tidy` changes in go.mod: nothing. It writes go.sum, which cannot be known without the modules. */
export async function untidy(directory: string): Promise<string[]> {
  const before = read(directory, 'go.mod');
  await go(directory, 'mod', 'tidy');
  const after = read(directory, 'go.mod');
  if (before === after) return [];
  const [had, has] = [before.split('\n'), after.split('\n')];
  return [
    ...had.filter((line) => !has.includes(line)).map((line) => `go mod tidy drops ${line.trim()}`),
    ...has.filter((line) => !had.includes(line)).map((line) => `go mod tidy adds ${line.trim()}`),
  ];
}

/** Which files the preset's controller-gen would write otherwise than the scaffold has them. */
export async function regenerated(directory: string, options: ScaffoldOptions): Promise<string[]> {
  const { profile } = resolvePreset(options.preset ?? 'https-metrics');
  const program = await ensureControllerGen(profile.controllerTools);
  const before = snapshot(directory);
  const header = existsSync(join(directory, 'hack')) ? ':headerFile=hack/boilerplate.go.txt' : '';
  const args = ['rbac:roleName=manager-role', 'crd', 'webhook', `object${header}`, 'paths=./...'];
  await runProgram(program, [...args, 'output:crd:artifacts:config=config/crd/bases'], {
    cwd: directory,
    env: GO_ENVIRONMENT,
  });
  const after = snapshot(directory);
  // A release leaves a filler there, which the first `make manifests` replaces.
  if (profile.managerRole === 'filler') after.set('config/rbac/role.yaml', before.get('config/rbac/role.yaml') ?? '');
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => `controller-gen changes ${path}${firstDifference(before.get(path), after.get(path))}`);
}

function firstDifference(ours: string | undefined, theirs: string | undefined): string {
  if (ours === undefined || theirs === undefined) return ours === undefined ? ', which is missing' : '';
  const lines = ours.split('\n');
  const index = theirs.split('\n').findIndex((line, position) => line !== lines[position]);
  return ` at line ${index + 1}:\n  ours   ${lines[index]}\n  theirs ${theirs.split('\n')[index]}`;
}

function snapshot(directory: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = relative(directory, join(entry.parentPath, entry.name));
    if (path.startsWith('config/') || path.endsWith('.go')) files.set(path, read(directory, path));
  }
  return files;
}

function read(directory: string, path: string): string {
  return readFileSync(join(directory, path), 'utf8');
}
