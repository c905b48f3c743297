import type { FileMerge } from '../model.ts';
import { mergeDockerfile } from './dockerfile/merge-dockerfile.ts';
import { mergeGoMod } from './go-mod/merge-go-mod.ts';
import { mergeJsonFile } from './json/merge-json-file.ts';
import { mergeMakefile } from './makefile/merge-makefile.ts';
import { mergeIgnoreFile } from './merge-ignore-file.ts';
import { mergeScript } from './merge-script.ts';
import { mergeYamlFile } from './yaml/merge-yaml-file.ts';

/** How a file that is neither a manifest nor Go is merged, by its name; undefined for prose, which is the user's. */
export function mergeOf(path: string): FileMerge | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'Makefile') return mergeMakefile;
  if (name === 'Dockerfile') return mergeDockerfile;
  if (name === 'go.mod') return mergeGoMod;
  if (name === '.gitignore' || name === '.dockerignore') return mergeIgnoreFile;
  if (name.endsWith('.yml') || name.endsWith('.yaml')) return mergeYamlFile;
  if (name.endsWith('.json')) return mergeJsonFile;
  if (name.endsWith('.sh')) return mergeScript;
  return undefined;
}
