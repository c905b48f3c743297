import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureControllerGen } from '../../../scripts/tools/controller-gen.ts';
import { ensureKubernetesApi } from '../../../scripts/tools/kubernetes-api.ts';
import { runProgram } from '../../../scripts/tools/run-program.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { goPresets, NAMED } from '../support/go-presets.ts';
import { GO_ENVIRONMENT, go, writeProject } from '../support/go-project.ts';
import { goSamples } from '../support/go-samples.ts';

/** The scaffold's own tests, with an API server where they start one, and the targets of its Makefile. */
export const suite: Suite = {
  name: 'go-test',
  async *run({ scratch, match = '', all }) {
    const { apiserver } = await ensureKubernetesApi();
    const assets = dirname(apiserver);
    // The Go module of the other named presets is the same but for how metrics are served.
    const presets = goPresets(all)
      .filter((preset) => all || preset === 'https-metrics' || !isNamed(preset))
      .filter((preset) => preset.includes(match));
    for (const preset of presets) {
      const sample = goSamples(preset).find(({ name }) => name === 'every kind of file');
      if (sample === undefined) throw new Error('the sample is gone');
      yield await test(preset, sample.options, join(scratch, 'project'), assets);
    }
    yield await make('https-metrics', join(scratch, 'make'), assets);
  },
};

/** envtest gives its API server 20 seconds to start, which a busy machine needs more of. */
const PATIENCE = { KUBEBUILDER_CONTROLPLANE_START_TIMEOUT: '5m' };

function isNamed(preset: string): boolean {
  return NAMED.some((name) => name === preset);
}

function test(preset: string, options: ScaffoldOptions, directory: string, assets: string): Promise<CaseResult> {
  return attempt(`${preset}: go test ./...`, async () => {
    writeProject(directory, options);
    await go(directory, 'mod', 'tidy');
    const packages = (await go(directory, 'list', './...')).split('\n').filter((name) => name !== '');
    const own = packages.filter((name) => !name.endsWith('/test/e2e'));
    const env = { ...GO_ENVIRONMENT, ...PATIENCE, KUBEBUILDER_ASSETS: assets };
    const output = await runProgram('go', ['test', '-p=1', ...own], { cwd: directory, env });
    const ran = output.split('\n').filter((line) => line.startsWith('ok ')).length;
    return ran === 0 ? [`no package has tests:\n${output}`] : [];
  });
}

/** With the tools in bin/, where the Makefile would install them, no target needs a network. */
function make(preset: string, directory: string, assets: string): Promise<CaseResult> {
  return attempt(`${preset}: make build test`, async () => {
    const options: ScaffoldOptions = {
      preset,
      projectName: 'demo',
      domain: 'example.com',
      resources: [{ group: 'shop', version: 'v1', kind: 'Widget', webhooks: { validation: true } }],
    };
    writeProject(directory, options);
    await go(directory, 'mod', 'tidy');
    await install(directory, preset, assets);
    await runProgram('make', ['build', 'test'], { cwd: directory, env: { ...GO_ENVIRONMENT, ...PATIENCE } });
    const after = await readTree(directory);
    return [...buildScaffold(options)]
      .filter(({ path, content }) => after.get(path) !== content)
      .map(({ path }) => `make changes ${path}`);
  });
}

async function install(directory: string, preset: string, assets: string): Promise<void> {
  const { profile } = resolvePreset(preset);
  const bin = join(directory, 'bin');
  mkdirSync(bin);
  const put = (name: string, version: string, write: (path: string) => void) => {
    write(join(bin, `${name}-${version}`));
    symlinkSync(`${name}-${version}`, join(bin, name));
  };
  const generator = await ensureControllerGen(profile.controllerTools);
  put('controller-gen', profile.controllerTools, (path) => copyFileSync(generator, path));
  // The real one downloads the binaries; these are here already.
  put('setup-envtest', profile.setupEnvtest, (path) => {
    writeFileSync(path, `#!/bin/sh\necho '${assets}'\n`);
    chmodSync(path, 0o755);
  });
}
