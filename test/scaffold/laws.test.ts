import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { FileTree } from '../../src/core/file-tree.ts';
import { validateOptions } from '../../src/scaffold/read-options.ts';
import { nastyText, plausibleOptions } from '../support/arbitrary-options.ts';
import { anyInput, attempt } from '../support/scaffold-laws.ts';

describe('laws of buildScaffold', () => {
  it('any input gives a tree or a ScaffoldError, and validateOptions tells which', () => {
    let built = 0;
    fc.assert(
      fc.property(anyInput, (input) => {
        const issues = validateOptions(input);
        const tree = attempt(input);
        if (tree !== undefined) built += 1;
        expect(issues.length === 0).toBe(tree !== undefined);
        for (const issue of issues) expect(issue.message).not.toBe('');
      }),
      { numRuns: 2000 },
    );
    expect(built).toBeGreaterThan(100);
  });

  it('the same options give the same bytes, in any order of keys, and are not touched', () => {
    let built = 0;
    fc.assert(
      fc.property(plausibleOptions, (options) => {
        const tree = attempt(deepFreeze(options));
        const twin = attempt(reversed(options));
        if (tree !== undefined) built += 1;
        expect(tree?.toRecord()).toEqual(twin?.toRecord());
      }),
      { numRuns: 300 },
    );
    expect(built).toBeGreaterThan(50);
  });

  it('every YAML file parses, whatever was asked for', () => {
    fc.assert(
      fc.property(plausibleOptions, (options) => {
        for (const { path, content } of attempt(options) ?? []) {
          if (!/\.ya?ml$|^PROJECT$/.test(path)) continue;
          const errors = parseAllDocuments(content).flatMap((document) => document.errors);
          expect(errors, path).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each(['projectName', 'domain', 'repo', 'image', 'owner', 'group', 'kind', 'version', 'plural', 'path'] as const)(
    'a text for %s is refused, or means that text in what is written',
    (field) => {
      fc.assert(
        fc.property(nastyText, (text) => {
          const tree = attempt(withText(field, text));
          if (tree !== undefined) expect(meanings(tree, field)).toContain(text === '' ? undefined : text);
        }),
        { numRuns: 200 },
      );
    },
  );
});

function withText(field: string, text: string): unknown {
  const resource = { group: 'shop', version: 'v1', kind: 'Widget' };
  if (field === 'path') {
    return { projectName: 'demo', resources: [{ ...resource, external: true, domain: 'io', path: text }] };
  }
  if (field in resource || field === 'plural')
    return { projectName: 'demo', resources: [{ ...resource, [field]: text }] };
  return { projectName: 'demo', year: 2026, [field]: text, resources: [resource] };
}

/** What a reader of the written files takes the field for. */
function meanings(tree: FileTree, field: string): unknown[] {
  const project = parse(tree.get('PROJECT') ?? '');
  const [resource] = project.resources;
  switch (field) {
    case 'image': {
      const [image] = parse(tree.get('config/manager/kustomization.yaml') ?? '').images ?? [];
      if (image === undefined) return ['controller:latest'];
      const { newName, newTag, digest } = image;
      const name = newName ?? image.name;
      return [
        name,
        `${name}:${newTag}`,
        `${name}@${digest}`,
        `${name}:${newTag}@${digest}`,
        // The image as the Deployment has it, where nothing has to be rewritten.
        ...images(tree),
      ];
    }
    case 'owner': {
      const boilerplate = tree.get('hack/boilerplate.go.txt') ?? '';
      const owner = /^Copyright 2026 (.*)\.$/m.exec(boilerplate)?.[1];
      return [owner, `${owner}.`]; // a sentence ends in one full stop
    }
    case 'plural':
      return [resource.plural ?? 'widgets'];
    case 'group':
    case 'kind':
    case 'version':
    case 'path':
      return [resource[field]];
    default:
      return [project[field]];
  }
}

function images(tree: FileTree): string[] {
  return [...(tree.get('config/manager/manager.yaml') ?? '').matchAll(/image: (\S+)/g)].map((match) => match[1]!);
}

function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  ) as T;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
