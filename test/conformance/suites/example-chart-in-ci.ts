import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { ensureGoTool } from '../../../scripts/tools/go-tool.ts';
import { tryProgram } from '../../../scripts/tools/run-program.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import type { Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { startOciRegistry } from '../support/oci-registry.ts';
import { writeFiles } from '../support/write-files.ts';

/** The scripts of examples/chart-in-ci with real kustomize and Helm, up to the push into a registry. */
export const suite: Suite = {
  name: 'example-chart-in-ci',
  async *run({ scratch }) {
    const registry = await startOciRegistry();
    const project = join(scratch, 'guestbook');
    const run = await projectRunner(project, scratch, `oci://${registry.host}/charts`);
    try {
      yield await attempt('the workflow calls only scripts that there are', workflowScripts);
      yield await attempt('chart:check fails before there is a chart', async () => {
        const { status } = await run('chart:check');
        return status === 0 ? ['it passed'] : [];
      });
      yield await attempt('chart, then chart:release', async () => {
        for (const script of ['chart', 'chart:release']) {
          const { status, stdout, stderr } = await run(script);
          if (status !== 0) return [`${script} ended with ${status}: ${stderr}${stdout}`];
        }
        const manifest = registry.tags.get('charts/guestbook:1.2.3');
        if (manifest === undefined) return [`pushed: ${[...registry.tags.keys()].join(', ')}`];
        const layer = manifest.layers.find(({ mediaType }) => mediaType.includes('helm.chart'));
        return layer !== undefined && registry.blobs.has(layer.digest) ? [] : ['the chart is not in the registry'];
      });
      yield await attempt('chart:check fails where the manifests have changed, and passes after chart', async () => {
        const file = join(project, 'config/manager/manager.yaml');
        writeFileSync(file, readFileSync(file, 'utf8').replace('replicas: 1', 'replicas: 2'));
        if ((await run('chart:check')).status === 0) return ['it passes although the manifests changed'];
        await run('chart');
        const { status, stdout, stderr } = await run('chart:check');
        return status === 0 ? [] : [`${stderr}${stdout}`];
      });
    } finally {
      registry.stop();
    }
  },
};

const EXAMPLE = join(import.meta.dirname, '..', '..', '..', 'examples', 'chart-in-ci');

function workflowScripts(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(EXAMPLE, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const workflow = parse(readFileSync(join(EXAMPLE, 'chart.yaml'), 'utf8')) as {
    jobs: { chart: { steps: { run?: string }[] } };
  };
  const called = workflow.jobs.chart.steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run (?:-s )?(\S+)/g)]);
  if (called.length === 0) return ['it calls none'];
  return called.map((match) => match[1] ?? '').filter((name) => scripts[name] === undefined);
}

/** A project with the example's scripts, where kustomize, Helm and this command line are what the names mean. */
async function projectRunner(project: string, scratch: string, registry: string) {
  writeFiles(
    project,
    buildScaffold({ projectName: 'guestbook', domain: 'example.com', image: 'ghcr.io/example/guestbook:v1.2.3' }),
  );
  copyFileSync(join(EXAMPLE, 'package.json'), join(project, 'package.json'));
  const bin = join(scratch, 'bin');
  mkdirSync(bin);
  symlinkSync(await ensureGoTool('kustomize'), join(bin, 'kustomize'));
  const root = join(import.meta.dirname, '..', '..', '..');
  script(
    join(bin, 'operator-scaffold'),
    `exec ${join(root, 'node_modules', '.bin', 'tsx')} ${join(root, 'src', 'cli', 'main.ts')} "$@"`,
  );
  // A registry without TLS, and a Kubernetes version, which a Helm that Go installed does not know.
  const helm = await ensureGoTool('helm');
  script(
    join(bin, 'helm'),
    `case $1 in push) set -- "$@" --plain-http;; template | lint) set -- "$@" --kube-version 1.34.1;; esac\nexec ${helm} "$@"`,
  );
  const env = { PATH: `${bin}:${process.env.PATH}`, VERSION: '1.2.3', REGISTRY: registry, HELM_CACHE_HOME: scratch };
  return (name: string) => tryProgram('npm', ['run', '--silent', name], { cwd: project, env });
}

function script(file: string, line: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}
