import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderYaml } from '../../src/kustomize/render-yaml.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();
/** Below the root, so that the package's name leads to the build. */
const SCRATCH = 'test/examples/.run';

/** What each example must print, and what it needs to run. */
const EXAMPLES: Record<string, { input?: () => string; args?: () => string[]; prints: (string | RegExp)[] }> = {
  demo: {
    prints: [
      'config/webhook',
      'Deployment guestbook-controller-manager',
      'ValidatingWebhookConfiguration guestbook-validating-webhook-configuration',
      'values.yaml',
      /From pre-3\.15 to https-metrics\n {2}\d+ files and \d+ objects change\. What it means:\n {2}- /,
    ],
  },
  'embed-in-a-generator': {
    prints: [
      'projectName: ',
      'operator/PROJECT',
      'in memfs: ',
      'changed: config/manager/kustomization.yaml',
      'refused: invalid-path',
    ],
  },
  'chart-in-ci': {
    input: () => renderYaml(buildScaffold({ projectName: 'shop' }), 'config/default'),
    args: () => [`${directory()}/chart`, 'v1.2.3'],
    prints: [/^shop: \d+ objects, \d+ references$/m, /\d+ files new, 0 changed/],
  },
  // Exports a plugin; its own test is beside it.
  plugin: { prints: [] },
  'compare-presets': {
    prints: [
      '- ClusterRole shop-proxy-role',
      '+ ClusterRole shop-metrics-auth-role',
      '~ Deployment shop-controller-manager',
      /https-metrics:\n {2}manager \(controller:latest\) --metrics-bind-address=:8443/,
    ],
  },
};

describe('examples', () => {
  const names = readdirSync('examples')
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.replace(/\.ts$/, ''));

  beforeAll(async () => {
    const entryPoints = names.map((name) => `examples/${name}.ts`);
    await build({ entryPoints, outdir: SCRATCH, outExtension: { '.js': '.mjs' }, format: 'esm' });
  });
  afterAll(() => rmSync(SCRATCH, { recursive: true, force: true }));

  it.each(names)('%s runs and prints what it promises', (name) => {
    const example = EXAMPLES[name];
    expect(example, 'an example that no test knows').toBeDefined();
    const run = spawnSync(process.execPath, [`${SCRATCH}/${name}.mjs`, ...(example?.args?.() ?? [])], {
      encoding: 'utf8',
      input: example?.input?.() ?? '',
    });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    for (const text of example?.prints ?? [])
      expect(run.stdout).toMatch(text instanceof RegExp ? text : new RegExp(literally(text)));
  });

  it('import the package by its name', () => {
    for (const name of names) {
      const source = readFileSync(`examples/${name}.ts`, 'utf8');
      expect(source).toMatch(/from 'operator-scaffold'/);
      expect(source).not.toMatch(/from '\.\./);
    }
  });
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
