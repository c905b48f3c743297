import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ManifestFile } from '../chart/read-manifests.ts';
import type { Call } from './command.ts';
import { kindOfPath } from './disk-source.ts';
import { readBounded, readGiven, textOf } from './read-file.ts';
import { isKustomizeDirectory, readKustomizeDirectory } from './read-project.ts';

/**
 * The manifests that an argument names: a file, standard input (`-`), what a kustomize directory renders to, an OLM
 * bundle, or a directory of plain manifests, of which those in the directory itself count, as with `kubectl apply -f`.
 *
 * @throws ScaffoldError `file-unreadable`, `chart-invalid-input` for a directory that has none, and the codes of kustomize
 */
export async function readManifestFiles(path: string, { io, progress }: Call): Promise<ManifestFile[]> {
  progress.stage(`reading ${path}`);
  if (path === '-') return [{ path: 'standard input', text: await io.stdin() }];
  const full = resolve(io.cwd, path);
  if (kindOfPath(full) !== 'directory') return [{ path, text: readGiven(full, path) }];
  if (!isKustomizeDirectory(full) && !isKustomizeDirectory(join(full, 'config', 'default'))) {
    const files = plainFiles(path, full);
    if (files !== undefined) return files;
  }
  // A stream of manifests needs nothing of kustomize, which is a third of the code.
  const { renderParts } = await import('../kustomize/render-yaml.ts');
  const { source, directory } = readKustomizeDirectory(full, path);
  return [{ path, text: renderParts(source, directory).join('') }];
}

/** The manifests of a directory without a kustomization; undefined where it has none at all. */
function plainFiles(path: string, full: string): ManifestFile[] | undefined {
  const own = manifestsIn(full);
  // A bundle of OLM has its manifests and what is said about them side by side (its "bundle format").
  const isBundle = own.length === 0 && manifestsIn(join(full, 'metadata')).includes('annotations.yaml');
  const names = isBundle ? manifestsIn(join(full, 'manifests')).map((name) => join('manifests', name)) : own;
  if (names.length === 0) return undefined;
  return names.map((name) => ({
    path: join(path, name),
    text: textOf(readBounded(join(full, name), join(path, name)), join(path, name)),
  }));
}

function manifestsIn(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && /\.(?:ya?ml|json)$/.test(entry.name) && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
