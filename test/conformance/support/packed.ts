import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../../scripts/tools/run-program.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Builds `dist` where a source is newer than it, and never while it is as it should be. */
export async function ensureBuild(): Promise<void> {
  const built = Math.min(...['index.d.cts', 'cli/cli.cjs'].map((file) => changed(join(ROOT, 'dist', file))));
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((file) => `src/${file}`);
  const newest = Math.max(
    ...[...sources, 'tsup.config.ts', 'tsup.cli.config.ts', 'package.json'].map((file) => changed(join(ROOT, file))),
  );
  if (built < newest) await runProgram('npm', ['run', 'build'], { cwd: ROOT });
}

function changed(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * The package as a user gets it: packed once, and installed by npm into an empty project.
 *
 * @returns the tarball and the project's directory
 */
export async function installPacked(scratch: string): Promise<{ readonly tarball: string; readonly project: string }> {
  await ensureBuild();
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', scratch];
  const [{ filename }] = JSON.parse(await runProgram('npm', pack, { cwd: ROOT })) as [{ filename: string }];
  const tarball = join(scratch, filename);
  const project = join(scratch, 'installed');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
  await runProgram('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], { cwd: project });
  return { tarball, project };
}

/**
 * Gives a directory a `node_modules` of links, as pnpm does: to all that stands in that of the host, and to this
 * package, which finds its own dependencies where npm has installed them.
 */
export function linkModules(directory: string, project: string, host?: string): void {
  const modules = join(directory, 'node_modules');
  mkdirSync(modules, { recursive: true });
  symlinkSync(join(project, 'node_modules', 'operator-scaffold'), join(modules, 'operator-scaffold'));
  if (host === undefined) return;
  const from = join(host, 'node_modules');
  for (const name of readdirSync(from).filter((name) => !name.startsWith('.'))) {
    if (name.startsWith('@')) mkdirSync(join(modules, name));
    for (const path of name.startsWith('@') ? readdirSync(join(from, name)).map((part) => join(name, part)) : [name])
      symlinkSync(join(from, path), join(modules, path));
  }
}
