import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderYaml } from '../../src/kustomize/render-yaml.ts';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';
import { NAMED_PRESETS } from '../../src/presets/named/named-presets.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';

/** A kind with every type of webhook, and a cluster-scoped one without any. */
const PROJECT: ScaffoldOptions = {
  projectName: 'guestbook',
  domain: 'example.com',
  repo: 'github.com/example/guestbook',
  image: 'ghcr.io/example/guestbook:v1.2.3',
  resources: [
    {
      group: 'webapp',
      version: 'v1',
      kind: 'Guestbook',
      webhooks: { defaulting: true, validation: true, conversion: true, spoke: ['v2'] },
    },
    { group: 'webapp', version: 'v2', kind: 'Guestbook' },
    { group: 'webapp', version: 'v1', kind: 'Policy', api: { namespaced: false } },
  ],
};

// To accept a change: npx vitest run test/scaffold/golden.test.ts --update
describe.each(NAMED_PRESETS.map((preset) => preset.name))('the tree of %s', (preset) => {
  const directory = join(import.meta.dirname, '..', 'golden', preset);
  const tree = buildScaffold({ ...PROJECT, preset });
  const files = new Map([...tree].map(({ path, content }) => [path, content]));
  for (const path of files.keys()) if (path !== 'PROJECT' && !path.startsWith('config/')) files.delete(path);
  files.set('rendered.yaml', renderYaml(tree));

  it.each([...files])('%s', async (path, content) => {
    await expect(content).toMatchFileSnapshot(join(directory, path));
  });

  it('has no other files', () => {
    const found = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
    expect(found.sort()).toEqual([...files.keys()].sort());
  });
});
