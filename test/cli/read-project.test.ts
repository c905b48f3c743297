import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli } from '../support/fake-io.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();
const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

function project(kustomization: string): string {
  const cwd = directory();
  mkdirSync(join(cwd, 'base'));
  mkdirSync(join(cwd, 'overlay'));
  writeFileSync(join(cwd, 'overlay/kustomization.yaml'), kustomization);
  writeFileSync(join(cwd, 'base/kustomization.yaml'), 'resources: [a.yaml]\n');
  writeFileSync(join(cwd, 'base/a.yaml'), OBJECT);
  return cwd;
}

describe('a build from the disk', () => {
  it('is not stopped by what it does not name', async () => {
    const cwd = project('resources: [../base]\n');
    writeFileSync(join(cwd, 'base/dev\\x2dsda.swap'), '');
    writeFileSync(Buffer.concat([Buffer.from(`${cwd}/base/`), Buffer.from([0xff, 0xfe])]), '');
    execFileSync('mkfifo', [join(cwd, 'base/pipe')]);
    symlinkSync('/dev/zero', join(cwd, 'base/zero'));
    expect(await cli(['render', 'overlay'], { cwd })).toMatchObject({ code: 0, stderr: '', stdout: OBJECT });
  });

  it('finds the bases of a kustomization in which a key stands twice', async () => {
    const cwd = project('namePrefix: a-\nresources: [../base]\nnamePrefix: b-\n');
    expect((await cli(['render', 'overlay'], { cwd })).stdout).toContain('name: b-a');
  });

  it('says what is true of what it cannot read', async () => {
    const cwd = project('resources: [pipe, out, missing.yaml]\n');
    execFileSync('mkfifo', [join(cwd, 'overlay/pipe')]);
    symlinkSync('/dev/zero', join(cwd, 'overlay/out'));
    const { code, stderr } = await cli(['render', 'overlay'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('pipe is neither a file nor a directory');
    expect(stderr).toContain('out leads out of the tree');
    expect(stderr).toContain('there is no missing.yaml');
    expect((await cli(['render', 'nowhere'], { cwd })).stderr).toContain('nowhere: there is no such directory');
  });

  it('takes limits', async () => {
    const cwd = project('resources: [../base]\n');
    expect((await cli(['render', 'overlay', '--limit', 'objects=0'], { cwd })).stderr).toContain('[limit-exceeded]');
    expect((await cli(['render', 'overlay', '--limit', 'object=1'], { cwd })).stderr).toContain('[usage]');
  });
});
