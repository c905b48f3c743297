import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeTree } from '../../src/node/write-tree.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { cli } from '../support/fake-io.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();

describe('audit', () => {
  let old = '';
  let sound = '';
  beforeEach(async () => {
    const root = directory();
    old = join(root, 'old');
    sound = join(root, 'sound');
    await writeTree(buildScaffold({ projectName: 'demo', preset: 'kubebuilder@3.14.2' }), old);
    await writeTree(buildScaffold({ projectName: 'demo' }), sound);
  });

  const run = async (...argv: string[]) => {
    const { code, stdout, stderr } = await cli(['audit', ...argv]);
    return { code, out: stdout, err: stderr };
  };

  it('exits by the worst finding', async () => {
    expect((await run(old)).code).toBe(1);
    expect((await run(sound)).code).toBe(0);
    expect((await run(old, '--only', 'selector-shared')).code).toBe(0);
    expect((await run(old, '--only', 'selector-shared', '--fail-on', 'note')).code).toBe(1);
  });

  it('prints what is wrong, where, and what to do', async () => {
    const { out } = await run(old);
    expect(out).toMatch(/proxy-image-gone {2}config\/default\/manager_auth_proxy_patch\.yaml:\d+/);
    expect(out).toMatch(/broken: 1 error, 1 warning, \d+ notes?\n$/);
  });

  it.each(['markdown', 'sarif', 'github'])('prints %s', async (format) => {
    const { out } = await run(old, '--format', format);
    expect(out).toContain({ markdown: '# Audit: broken', sarif: '"2.1.0"', github: '::error file=' }[format]);
  });

  it('prints the report as JSON', async () => {
    expect(JSON.parse((await run(old, '--json')).out).verdict).toBe('broken');
  });

  it('refuses rules, formats and severities that there are none of', async () => {
    const { code, err } = await run(old, '--only', 'selector-share', '--format', 'x', '--fail-on', 'y');
    expect(code).toBe(2);
    expect(err).toContain('selector-shared');
    expect(err.match(/\[usage\]/g)).toHaveLength(3);
  });
});
