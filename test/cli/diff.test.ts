import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { diffScaffolds } from '../../src/diff/diff-scaffolds.ts';
import { formatJson } from '../../src/diff/format/format-json.ts';
import { formatPatch } from '../../src/diff/patch/format-patch.ts';
import { summarizeDiff } from '../../src/diff/summary/summarize.ts';
import { listAt, stringAt } from '../../src/kubernetes/identity.ts';
import { writeTree } from '../../src/node/write-tree.ts';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { parseYaml } from '../../src/yaml/parse.ts';
import { cli } from '../support/fake-io.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();
const options: ScaffoldOptions = {
  projectName: 'shop',
  domain: 'example.com',
  multigroup: true,
  resources: ['Order', 'Item', 'Cart', 'Shelf', 'Box'].map((kind) => ({ group: 'store', version: 'v1', kind })),
};
const FROM = 'kubebuilder@4.5.2';
const TO = 'kubebuilder@4.6.0';
const expected = diffScaffolds({ ...options, preset: FROM }, { ...options, preset: TO });

async function project(): Promise<string> {
  const cwd = directory();
  await writeTree(buildScaffold({ ...options, preset: FROM }), cwd, { force: true });
  return cwd;
}

describe('diff', () => {
  it('reads the options from a PROJECT file, and shows the names of that project', async () => {
    const cwd = await project();
    const { leftBehind, breaks } = summarizeDiff(expected);
    const argv = ['diff', '--from', FROM, '--to', TO, '--project', '.'];
    const asJson = await cli([...argv, '--format', 'json'], { cwd });
    expect(asJson).toMatchObject({ code: 0, stderr: '' });
    const { from, ...rest } = JSON.parse(asJson.stdout);
    const { inProject, ...side } = from;
    expect({ ...rest, from: side }).toEqual(JSON.parse(formatJson(expected)));
    expect(inProject).toEqual([...leftBehind, ...breaks.flatMap(({ object }) => object ?? [])]);
    expect((await cli([...argv, '--json'], { cwd })).stdout).toBe(asJson.stdout);
    expect(await cli([...argv, '--format', 'patch', '--exit-code'], { cwd })).toMatchObject({
      code: 1,
      stdout: formatPatch(expected),
    });
    expect((await cli([...argv, '--name-only'], { cwd })).stdout).toContain(
      'config/crd/bases/store.example.com_shelves.yaml\n',
    );
  });

  it('starts from the preset that the directory comes from where none is given, and says which', async () => {
    const cwd = await project();
    const argv = ['diff', '--to', FROM, '--project', '.', '--exit-code'];
    const same = await cli(argv, { cwd });
    expect(same).toMatchObject({ code: 0, stdout: expect.stringContaining(`Compared with ${FROM}`) });
    expect(same.stdout).toContain('Nothing changes.');
    expect(same.stdout).toContain('0 were edited.');
    writeFileSync(join(cwd, 'Makefile'), `${readFileSync(join(cwd, 'Makefile'), 'utf8')}# mine\n`);
    const wholeOf = (...more: string[]) => cli(['diff', '--to', TO, '--project', '.', ...more], { cwd });
    const { code, stdout } = await wholeOf('--exit-code');
    expect([code, stdout]).toEqual([1, expect.stringContaining('1 were edited (Makefile)')]);
    expect((await wholeOf('--stat')).stdout).toBe((await wholeOf('--stat', '--from', FROM)).stdout);
  });

  it('says nothing of what the project has of its own', async () => {
    const cwd = await project();
    const crd =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: mine.example.com\n';
    writeFileSync(join(cwd, 'config/default/mine.yaml'), crd);
    const file = join(cwd, 'config/default/kustomization.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('resources:\n', 'resources:\n- mine.yaml\n'));
    expect((await cli(['diff', '--project', '.'], { cwd })).stdout).not.toMatch(/mine|customresourcedefinition/i);
  });

  it('takes the name of a project from its module, or from the flag, where its file has none', async () => {
    const cwd = directory();
    writeFileSync(join(cwd, 'PROJECT'), 'version: "3"\ndomain: example.com\nrepo: example.com/shop\n');
    const argv = ['diff', '--from', FROM, '--to', TO, '--project', '.'];
    expect((await cli(argv, { cwd })).stdout).toMatch(/^shop: /);
    expect((await cli([...argv, '--project-name', 'other'], { cwd })).stdout).toMatch(/^other: /);
  });

  it('asks for a preset where a directory tells nothing', async () => {
    const stderr = expect.stringContaining('not-a-project');
    expect(await cli(['diff', '--project', '.'], { cwd: directory() })).toMatchObject({ code: 2, stderr });
  });

  it('compares two directories', async () => {
    const [a, b] = [directory(), directory()];
    const object = (value: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  x: ${value}\n`;
    writeFileSync(join(a, 'a.yaml'), object('old'));
    writeFileSync(join(b, 'a.yaml'), object('new'));
    const { stdout } = await cli(['diff', a, b, '--objects'], { cwd: a });
    expect(stdout).toBe(
      '1 file: 1 changed, +1 -1\n1 object: 1 changed\n\n~ ConfigMap a\n-   data.x: old\n+   data.x: new\n',
    );
  });

  it('builds the directory that is named, compares bytes and links, and says what it does not compare', async () => {
    const [a, b] = [directory(), directory()];
    for (const [root, name] of [
      [a, 'one'],
      [b, 'two'],
    ] as const) {
      for (const place of ['x', 'y']) {
        mkdirSync(join(root, place));
        writeFileSync(join(root, place, 'kustomization.yaml'), `namePrefix: ${name}-\nresources: [a.yaml]\n`);
        writeFileSync(join(root, place, 'a.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n');
      }
      writeFileSync(join(root, 'logo.png'), new Uint8Array([0, name.length, name.charCodeAt(0)]));
      writeFileSync(join(root, 'large'), new Uint8Array(9 * 1024 * 1024));
      symlinkSync(name, join(root, 'link'));
    }
    const { stdout } = await cli(['diff', a, b], { cwd: a });
    expect(stdout).toContain('note: from .: There is more than one directory to build: x, y. Name one.');
    expect(stdout).toContain('note: to large: Not compared');
    const names = await cli(['diff', a, b, '--name-only'], { cwd: a });
    expect(names.stdout).toBe('link\nlogo.png\nx/kustomization.yaml\ny/kustomization.yaml\n');
    const named = await cli(['diff', a, b, '--directory', 'x/', '--json'], { cwd: a });
    expect(JSON.parse(named.stdout).objects).toMatchObject([{ kind: 'replaced', to: { name: 'two-a' } }]);
  });

  it('limits itself to paths and kinds, and paints only for a terminal', async () => {
    const argv = [
      'diff',
      '--from',
      FROM,
      '--to',
      '4.7.0',
      '--project-name',
      'shop',
      '--kind',
      'Deployment',
      '--objects',
    ];
    const plain = await cli(argv);
    expect(plain.stdout).toContain('readOnlyRootFilesystem: true');
    expect(plain.stdout).not.toContain('\u001b');
    expect((await cli(argv, { isTTY: true })).stdout).toContain('\u001b[32m');
  });

  it('compares charts with --as helm', async () => {
    const { stdout } = await cli([
      'diff',
      '--from',
      FROM,
      '--to',
      '4.7.0',
      '--project-name',
      'shop',
      '--as',
      'helm',
      '--name-only',
    ]);
    expect(stdout).toContain('values.yaml\n');
  });

  it.each([
    [['diff', '--from', FROM], 'missing-option'],
    [['diff', '--project-name', 'x'], 'usage'],
    [['diff', 'a'], 'usage'],
    [['diff', 'a', 'b', '--to', TO], 'usage'],
    [['diff', '--from', FROM, '--format', 'html'], 'usage'],
    [['diff', '--from', FROM, '--project-name', 'x', '--directory', 'config'], 'usage'],
    [['diff', '--from', 'kubebuilder@1.0.0', '--project-name', 'x'], 'unknown-preset'],
  ])('refuses %j', async (argv, code) => {
    expect(await cli(argv)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(`[${code}]`) });
  });
});

describe('what is wrong with a call', () => {
  it('is told at once', async () => {
    const { stderr } = await cli(['diff', 'a', '--from', TO, '--directory', 'x', '--format', 'html']);
    expect(stderr.match(/error \S+/g)).toEqual(['error --format:', 'error a:', 'error --directory:']);
  });

  it.each([
    [['--stat', '--name-only'], '--name-only'],
    [['--stat', '--format', 'patch'], '--stat'],
    [['--name-only', '--format', 'json'], '--name-only'],
    [['--objects', '--format', 'markdown'], '--objects'],
    [['--patch', '--name-only'], '--patch'],
  ])('are forms that exclude each other: %j', async (argv, flag) => {
    const { code, stderr } = await cli(['diff', '--from', FROM, '--to', TO, '--project-name', 'shop', ...argv]);
    expect([code, stderr.split(': ')[0]]).toEqual([2, `error ${flag}`]);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  it('are directories that are not there, by the names that they were given', async () => {
    const cwd = directory();
    const { code, stderr } = await cli(['diff', 'old', './new'], { cwd });
    expect([code, stderr.match(/error \S+/g)]).toEqual([2, ['error old:', 'error ./new:']]);
    expect((await cli(['diff', '--project', 'none'], { cwd })).stderr).toMatch(/^error none: cannot be read/);
  });

  it('is told once where both sides have it', async () => {
    const { stderr } = await cli(['diff', '--from', 'nope', '--to', TO, '--project-name', 'Shop']);
    expect(stderr.match(/error [^:]+/g)).toEqual([
      'error projectName (--project or --project-name)',
      'error from.preset (--from)',
    ]);
  });
});

describe('the examples', () => {
  it('of a workflow calls the command as it is', async () => {
    const cwd = await project();
    const workflow = readFileSync('examples/diff-in-ci/scaffold-diff.yaml', 'utf8');
    const [, line = ''] = /npx --yes operator-scaffold (diff .*) > diff\.md/.exec(workflow) ?? [];
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], {
      env: { from: FROM, to: TO },
      encoding: 'utf8',
    });
    const { code, stdout } = await cli(words.trimEnd().split('\n'), { cwd });
    expect([code, stdout.split('\n')[0]]).toEqual([0, `## \`shop\`: \`${FROM}\` → \`${TO}\``]);
  });

  it('of a workflow comments once, and on the pull request that brings it too', () => {
    const cwd = directory();
    const workflow = parseYaml(readFileSync('examples/diff-in-ci/scaffold-diff.yaml', 'utf8'), 'workflow')[0];
    const steps = listAt(workflow, 'jobs', 'diff', 'steps').flatMap((step) => stringAt(step, 'run') ?? []);
    // Stand-ins that say what they were called with; the comment is there from the second time on.
    const program = (name: string, body: string) =>
      writeFileSync(join(cwd, name), `#!/bin/sh\necho "${name} $*" >> calls\n${body}\n`, { mode: 0o755 });
    program('npx', 'echo text');
    program('gh', 'case "$*" in *--paginate*) [ ! -e once ] || echo 7; touch once;; *) cat comment.md > posted;; esac');
    writeFileSync(join(cwd, '.scaffold-preset'), `${TO}\n`);
    execFileSync('git', ['init', '--quiet'], { cwd });
    const env = { PATH: `${cwd}:${process.env.PATH}`, GITHUB_BASE_REF: 'main', GITHUB_REPOSITORY: 'o/r', PULL: '3' };
    for (const script of [...steps, ...steps]) execFileSync('bash', ['-e', '-c', script], { cwd, env, stdio: 'pipe' });
    const calls = readFileSync(join(cwd, 'calls'), 'utf8').split('\n');
    expect(calls.filter((line) => !line.includes('--paginate'))).toEqual([
      `npx --yes operator-scaffold diff --from ${TO} --to ${TO} --project . --format markdown`,
      'gh api --silent --method POST repos/o/r/issues/3/comments -F body=@comment.md',
      `npx --yes operator-scaffold diff --from ${TO} --to ${TO} --project . --format markdown`,
      'gh api --silent --method PATCH repos/o/r/issues/comments/7 -F body=@comment.md',
      '',
    ]);
    expect(readFileSync(join(cwd, 'posted'), 'utf8')).toBe('<!-- scaffold-diff -->\ntext\n');
  });

  it('of a browser console runs without Node', async () => {
    const page = readFileSync('examples/browser-console.html', 'utf8');
    const [, script = ''] = /<script type="module">([\s\S]*)<\/script>/.exec(page) ?? [];
    const { outputFiles } = await build({
      stdin: { contents: script.replace('./operator-scaffold.js', './src/index.ts'), resolveDir: '.', loader: 'ts' },
      bundle: true,
      format: 'iife',
      platform: 'browser',
      write: false,
    });
    const logged: string[] = [];
    const console = {
      log: (text: string) => logged.push(text),
      table: (rows: unknown[]) => logged.push(`${rows.length} rows`),
    };
    runInContext(outputFiles[0]!.text, createContext({ console, TextEncoder, TextDecoder, URL, structuredClone }));
    expect(logged[0]).toMatch(/^\d+ rows$/);
    expect(logged.at(-1)).toContain('## `shop`: `pre-3.15` → `https-metrics`');
  });
});
