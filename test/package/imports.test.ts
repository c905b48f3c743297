import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, sourceFiles } from '../support/source-files.ts';

/**
 * What the files of each folder may import, besides their own folder. A new folder needs a line here and in
 * docs/architecture.md.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  kubernetes: ['core'],
  yaml: ['core', 'kubernetes'],
  merge: ['core'],
  edit: ['core', 'kubernetes', 'yaml'],
  kustomize: ['core', 'kubernetes', 'yaml'],
  objects: ['core', 'kubernetes', 'yaml', 'kustomize'],
  options: ['core', 'kubernetes', 'yaml'],
  presets: ['core', 'options'],
  base: ['core', 'kubernetes', 'yaml', 'kustomize', 'objects', 'options', 'presets'],
  audit: ['core', 'kubernetes', 'yaml', 'kustomize', 'objects', 'options', 'presets', 'base'],
  chart: ['core', 'kubernetes', 'yaml', 'merge', 'kustomize', 'objects', 'options', 'audit'],
  scaffold: ['core', 'kubernetes', 'yaml', 'kustomize', 'options', 'presets', 'chart'],
  switches: [
    'core',
    'kubernetes',
    'yaml',
    'merge',
    'edit',
    'kustomize',
    'objects',
    'options',
    'presets',
    'base',
    'scaffold',
  ],
  diff: ['core', 'kubernetes', 'yaml', 'kustomize', 'objects', 'options', 'presets', 'base', 'chart', 'scaffold'],
  upgrade: [
    ...['core', 'kubernetes', 'yaml', 'merge', 'edit', 'kustomize', 'objects', 'options', 'presets', 'base', 'audit'],
    ...['chart', 'scaffold', 'switches', 'diff'],
  ],
  plugin: [
    ...['core', 'kubernetes', 'yaml', 'merge', 'edit', 'kustomize', 'objects', 'options', 'presets', 'base', 'chart'],
    ...['scaffold', 'switches', 'upgrade'],
  ],
  node: ['core'],
  cli: [
    ...['core', 'kubernetes', 'yaml', 'merge', 'edit', 'kustomize', 'objects', 'options', 'presets', 'base', 'audit'],
    ...['chart', 'scaffold', 'switches', 'diff', 'upgrade', 'plugin', 'node'],
  ],
};

/** The rooms of kustomize, from the ground up: each may import those before it. docs/kustomize.md draws them. */
const KUSTOMIZE_ROOMS = ['errors', 'go', 'ids', 'specs', 'schema', 'nodes', 'resources', 'read', 'run', 'plan'];

describe('imports', () => {
  const files = sourceFiles();

  it('stay in their folder or go down', () => {
    const wrong: string[] = [];
    for (const file of files) {
      const folder = file.split('/')[1]!;
      for (const target of importsOf(file).filter((specifier) => specifier.startsWith('.'))) {
        const path = relative('.', join(dirname(file), target));
        if (!path.startsWith('src/')) {
          if (!path.endsWith('package.json') || folder !== 'cli') wrong.push(`${file} imports ${path}`);
          continue;
        }
        const [, other = ''] = path.split('/');
        if (folder === 'index.ts' || other === folder || MAY_IMPORT[folder]?.includes(other)) continue;
        wrong.push(`${file} imports ${path}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('of kustomize go down from room to room', () => {
    const roomOf = (path: string) => (path.split('/').length === 3 ? 'build' : path.split('/')[2]!);
    const rooms = [...KUSTOMIZE_ROOMS, 'build'];
    const wrong: string[] = [];
    for (const file of files.filter((path) => path.startsWith('src/kustomize/'))) {
      const floor = rooms.indexOf(roomOf(file));
      if (floor === -1) wrong.push(`${file} is in no known room`);
      for (const target of importsOf(file).filter((specifier) => specifier.startsWith('.'))) {
        const path = relative('.', join(dirname(file), target));
        if (!path.startsWith('src/kustomize/')) continue;
        if (rooms.indexOf(roomOf(path)) > floor) wrong.push(`${file} imports ${path}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('know every folder', () => {
    const folders = new Set(files.map((file) => file.split('/')[1]!).filter((name) => !name.endsWith('.ts')));
    expect([...folders].filter((folder) => !Object.hasOwn(MAY_IMPORT, folder))).toEqual([]);
  });

  it('name modules of Node in node/ and cli/ only, and declared dependencies everywhere', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const wrong: string[] = [];
    for (const file of files) {
      for (const specifier of importsOf(file).filter((name) => !name.startsWith('.'))) {
        if (specifier.startsWith('node:') ? /^src\/(node|cli)\//.test(file) : Object.hasOwn(dependencies, specifier))
          continue;
        // The command line is bundled, so what it alone needs is not installed with the package.
        if (file.startsWith('src/cli/') && Object.hasOwn(devDependencies, specifier)) continue;
        wrong.push(`${file} imports ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('leave no list to the arguments of push, which lie on the stack', () => {
    const wrong = files.filter((file) => /\.push\(\.\.\./.test(readFileSync(file, 'utf8')));
    expect(wrong).toEqual([]);
  });

  it('have no default exports and no export *', () => {
    const wrong = files.filter((file) => /^export (default|\*)/m.test(readFileSync(file, 'utf8')));
    expect(wrong).toEqual([]);
  });
});
