import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ProgramResult, tryProgram } from '../../../scripts/tools/run-program.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import type { Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { ensureBuild } from '../support/packed.ts';
import { writeFiles } from '../support/write-files.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** action.yml and .pre-commit-hooks.yaml, as far as they go without GitHub: their steps as scripts, with the built CLI. */
export const suite: Suite = {
  name: 'github-action',
  async *run({ scratch }) {
    await ensureBuild();
    const runner = new Runner(scratch);
    const current = runner.project('current', {});
    const old = runner.project('old', { preset: 'kubebuilder@3.14.2' });

    yield await attempt('an unknown command fails and names those that there are', async () => {
      const { status, stderr } = await runner.run(current, { command: 'innit' });
      return status === 2 && stderr.includes('upgrade') ? [] : [`status ${status}: ${stderr}`];
    });
    yield await attempt('check fails before there is a chart, and passes after chart', async () => {
      const inputs = { source: 'config/default', output: 'dist/chart' };
      const before = await runner.run(current, { command: 'check', ...inputs });
      const chart = await runner.run(current, { command: 'chart', ...inputs });
      const after = await runner.run(current, { command: 'check', ...inputs });
      return expectStatus([before, 1], [chart, 0], [after, 0]);
    });
    yield await attempt('check annotates what is not current', async () => {
      const file = join(current, 'config/manager/manager.yaml');
      writeFileSync(file, readFileSync(file, 'utf8').replace('replicas: 1', 'replicas: 2'));
      const result = await runner.run(current, { command: 'check', source: 'config/default', output: 'dist/chart' });
      return [...expectStatus([result, 1]), ...contains(result.stdout, '::error ')];
    });
    yield await attempt('arguments are flags, one a line, and nothing in them is a command', async () => {
      const inputs = { command: 'chart', source: 'config/default', output: 'dist/other', arguments: '--name\n$(id)\n' };
      const result = await runner.run(current, inputs);
      return [...expectStatus([result, 2]), ...contains(result.stderr, '$(id)')];
    });
    yield await attempt('audit fails with errors, and leaves a SARIF file', async () => {
      const result = await runner.run(old, { command: 'audit' });
      const { runs } = JSON.parse(readFileSync(result.outputs.report ?? '', 'utf8')) as {
        runs: { results: unknown[] }[];
      };
      return [
        ...expectStatus([result, 1]),
        ...contains(result.stdout, '::error '),
        ...(runs[0]?.results.length ? [] : ['the SARIF file has no result']),
      ];
    });
    yield await attempt('diff comments once on a pull request, and changes its comment at the next run', async () => {
      const inputs = { command: 'diff', from: 'kubebuilder@3.14.2' };
      const pull = { number: '7', repository: 'example/operator' };
      const first = await runner.run(old, inputs, pull);
      const second = await runner.run(old, inputs, { ...pull, comment: '42' });
      return [
        ...expectStatus([first, 0], [second, 0]),
        ...contains(first.gh, '--method POST repos/example/operator/issues/7/comments'),
        ...contains(second.gh, '--method PATCH repos/example/operator/issues/comments/42'),
        ...contains(first.summary, 'https-metrics'),
      ];
    });
    yield await attempt('diff does not comment on a pull request of a fork', async () => {
      const pull = { number: '7', repository: 'somebody/fork' };
      const result = await runner.run(old, { command: 'diff', from: 'kubebuilder@3.14.2' }, pull);
      return [...expectStatus([result, 0]), ...(result.gh === '' ? [] : [`gh was called: ${result.gh}`])];
    });
    yield await attempt('upgrade writes the files and a report', async () => {
      const result = await runner.run(old, { command: 'upgrade', arguments: '--only\nmetrics' });
      const patch = readFileSync(join(old, 'config/default/manager_auth_proxy_patch.yaml'), 'utf8');
      return [
        ...expectStatus([result, 0]),
        ...contains(result.summary, 'metrics'),
        ...(patch.includes('kube-rbac-proxy') ? ['the sidecar is still there'] : []),
      ];
    });
    yield await attempt('the version of the action is that of the package', () => {
      const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
      return runner.action.inputs.version?.default === version ? [] : [`${runner.action.inputs.version?.default}`];
    });
    for (const { id, entry } of parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as Hook[]) {
      yield await attempt(`pre-commit: ${id} passes where all is as it should be`, async () => {
        const project = runner.project(id, {});
        writeFileSync(
          join(project, 'operator-scaffold.yaml'),
          'chart:\n  source: config/default\n  output: dist/chart\n',
        );
        const shell = (line: string) => tryProgram('sh', ['-c', line], { cwd: project, env: runner.env });
        if (entry.includes('--check')) await shell('operator-scaffold chart');
        const result = await shell(entry);
        return result.status === 0 ? [] : [`status ${result.status}: ${result.stderr}${result.stdout}`];
      });
    }
  },
};

interface Hook {
  readonly id: string;
  readonly entry: string;
}

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

interface Pull {
  readonly number: string;
  /** Where its branch is. */
  readonly repository: string;
  /** The id of the comment that is there already. */
  readonly comment?: string;
}

interface ActionResult extends ProgramResult {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** How `gh` was called. */
  readonly gh: string;
}

/** What GitHub's runner does with a composite action: expressions, variables, the files for outputs and the summary. */
class Runner {
  readonly action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
  readonly env: Readonly<Record<string, string>>;
  readonly #scratch: string;
  #count = 0;

  constructor(scratch: string) {
    this.#scratch = scratch;
    const bin = join(scratch, 'bin');
    mkdirSync(bin);
    const cli = `${process.execPath} ${join(ROOT, 'dist/cli/cli.cjs')}`;
    program(
      join(bin, 'npx'),
      `[ "$1" = --yes ] || exit 9\ncase $2 in operator-scaffold@*) shift 2;; *) exit 9;; esac\nexec ${cli} "$@"`,
    );
    program(join(bin, 'operator-scaffold'), `exec ${cli} "$@"`);
    program(join(bin, 'gh'), `echo "$@" >>"$GH_CALLS"\ncase $* in *--paginate*) printf %s "$COMMENT";; esac`);
    this.env = { PATH: `${bin}:${process.env.PATH}` };
  }

  project(name: string, options: { readonly preset?: string }): string {
    const directory = join(this.#scratch, name);
    const resources = [{ group: 'webapp', version: 'v1', kind: 'Guestbook' }];
    writeFiles(directory, buildScaffold({ projectName: 'guestbook', resources, ...options }));
    return directory;
  }

  async run(directory: string, given: Readonly<Record<string, string>>, pull?: Pull): Promise<ActionResult> {
    this.#count += 1;
    const temporary = join(this.#scratch, `run-${this.#count}`);
    mkdirSync(temporary);
    const files = { GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary.md', GH_CALLS: 'gh' };
    const paths = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(temporary, file)]));
    for (const path of Object.values(paths)) writeFileSync(path, '');
    const outputs = () =>
      Object.fromEntries(
        readFileSync(paths.GITHUB_OUTPUT ?? '', 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((line) => line.split('=', 2)),
      );
    const value = (expression: string): string => {
      const [, scope, name = ''] = /^(inputs|steps\.run\.outputs)\.(\w+)$/.exec(expression) ?? [];
      if (scope === 'inputs') return given[name] ?? this.action.inputs[name]?.default ?? '';
      if (scope !== undefined) return outputs()[name] ?? '';
      if (expression === 'github.repository') return 'example/operator';
      if (expression === 'github.event.pull_request.number') return pull?.number ?? '';
      if (expression === 'github.event.pull_request.head.repo.full_name') return pull?.repository ?? '';
      throw new Error(`the suite does not know the expression ${expression}`);
    };
    const holds = (condition: string) =>
      condition.split(' && ').every((part) => {
        const [left = '', right = ''] = part.split(' == ');
        return value(left) === (right.startsWith("'") ? right.slice(1, -1) : value(right));
      });
    const texts = { stdout: '', stderr: '' };
    let status: number | null = 0;
    for (const step of this.action.runs.steps) {
      if (status !== 0 || (step.if !== undefined && !holds(step.if))) continue;
      const filled = (text: string) => text.replace(/\$\{\{ (.*?) \}\}/g, (_, inner: string) => value(inner));
      const env = Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, filled(text)]));
      const result = await tryProgram('bash', ['-e', '-o', 'pipefail', '-c', step.run], {
        cwd: join(directory, filled(step['working-directory'] ?? '.')),
        env: {
          ...this.env,
          ...paths,
          ...env,
          GITHUB_ACTION_PATH: ROOT,
          GITHUB_REPOSITORY: 'example/operator',
          RUNNER_TEMP: temporary,
          COMMENT: pull?.comment ?? '',
        },
      });
      texts.stdout += result.stdout;
      texts.stderr += result.stderr;
      status = result.status;
    }
    return {
      status,
      ...texts,
      outputs: outputs(),
      summary: readFileSync(paths.GITHUB_STEP_SUMMARY ?? '', 'utf8'),
      gh: readFileSync(paths.GH_CALLS ?? '', 'utf8'),
    };
  }
}

function program(file: string, lines: string): void {
  writeFileSync(file, `#!/bin/sh\n${lines}\n`);
  chmodSync(file, 0o755);
}

function expectStatus(...results: readonly (readonly [ProgramResult, number])[]): string[] {
  return results
    .filter(([{ status }, wanted]) => status !== wanted)
    .map(([{ status, stdout, stderr }, wanted]) =>
      `status ${status} and not ${wanted}: ${stderr}${stdout}`.slice(0, 2000),
    );
}

function contains(text: string, part: string): string[] {
  return text.includes(part) ? [] : [`${part} is not in: ${text.slice(0, 500)}`];
}
