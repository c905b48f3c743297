import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ensureKubebuilder, ensureKubebuilderStandIns } from '../../../scripts/tools/kubebuilder.ts';
import { tryProgram } from '../../../scripts/tools/run-program.ts';
import type { KubernetesObject } from '../../../src/kubernetes/object.ts';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import type { ResourceOptions, ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { go, misformatted, regenerated, writeProject } from '../support/go-project.ts';

/** The releases that CI takes; --all takes every one that can be built. */
const IN_CI = ['4.16.0', '4.10.1', '3.15.1'];
const OTHERS = ['4.15.0', '4.13.1', '4.8.0', '4.6.0', '4.5.1', '4.3.0', '4.2.0', '4.0.0', '3.14.2'];
/** Whose controller-runtime another suite of CI compiles anyway. */
const COMPILED = ['4.16.0'];

/**
 * `kubebuilder create api` and `create webhook` on our tree: no warning, nothing registered twice, and the objects that
 * we scaffold for the larger project at once.
 */
export const suite: Suite = {
  name: 'go-kubebuilder',
  async *run({ scratch, all }) {
    for (const release of all ? [...IN_CI, ...OTHERS] : IN_CI) {
      const preset = `kubebuilder@${release}`;
      yield await extend(preset, release, false, join(scratch, 'project'));
      yield await extend(preset, release, true, join(scratch, 'project'));
    }
    yield await extend('https-metrics', '4.16.0', false, join(scratch, 'project'));
  },
};

const WIDGET: ResourceOptions = { group: 'shop', version: 'v1', kind: 'Widget', webhooks: { defaulting: true } };

function extend(preset: string, release: string, multigroup: boolean, directory: string): Promise<CaseResult> {
  return attempt(`${preset}: create api and webhook${multigroup ? ', multigroup' : ''}`, async () => {
    const { profile } = resolvePreset(preset);
    const before: ScaffoldOptions = {
      preset,
      projectName: 'demo',
      domain: 'example.com',
      multigroup,
      resources: [WIDGET],
    };
    writeProject(directory, before);
    const group = multigroup ? 'store' : 'shop';
    const gadget = ['--group', group, '--version', 'v1', '--kind', 'Gadget'];
    const widget = ['--group', 'shop', '--version', 'v1', '--kind', 'Widget'];
    const webhookTwice = profile.webhookStyle === 'typed';
    const commands = [
      ['create', 'api', ...gadget, '--resource', '--controller', '--make=false'],
      ['create', 'webhook', ...gadget, '--defaulting'],
      // Adding to what is there: registered once, as before.
      ['create', 'webhook', ...widget, ...(webhookTwice ? ['--programmatic-validation'] : ['--defaulting', '--force'])],
    ];
    const problems: string[] = [];
    for (const command of commands) problems.push(...(await warnings(release, command, directory)));
    const main = (await readTree(directory)).get('cmd/main.go') ?? '';
    for (const call of [/WidgetReconciler\{/g, /GadgetReconciler\{/g, /SetupWidgetWebhook|shopv1\.Widget\{\}\)/g]) {
      const count = [...main.matchAll(call)].length;
      if (count !== 1) problems.push(`cmd/main.go has ${count} of ${call.source}`);
    }
    problems.push(...(await misformatted(directory)).map((path) => `gofmt would change ${path}`));
    if (COMPILED.includes(release)) {
      await go(directory, 'mod', 'tidy');
      await regenerated(directory, before);
      await go(directory, 'vet', './...');
      const after: ScaffoldOptions = {
        ...before,
        resources: [
          { ...WIDGET, webhooks: { defaulting: true, validation: true } },
          { group, version: 'v1', kind: 'Gadget', webhooks: { defaulting: true } },
        ],
      };
      // A release leaves a filler as the role, which the first run of controller-gen replaces.
      const compared = ({ metadata }: KubernetesObject) =>
        profile.managerRole === 'generated' || !String(metadata.name).endsWith('-manager-role');
      const theirs = renderManifests(await readTree(directory)).filter(compared);
      problems.push(...objectDifferences(theirs, renderManifests(buildScaffold(after)).filter(compared)));
    }
    return problems;
  });
}

/** What the tool says beside its news. It never asks for the network or for make here. */
async function warnings(release: string, command: readonly string[], directory: string): Promise<string[]> {
  const standIns = await ensureKubebuilderStandIns();
  const env = { PATH: `${standIns}:${process.env.PATH ?? ''}` };
  const { status, stdout, stderr } = await tryProgram(await ensureKubebuilder(release), command, {
    cwd: directory,
    env,
  });
  const said = `${stdout}${stderr}`;
  const lines = said.split('\n').filter((line) => /\bwarn|\berror|unable to|not found|could not/i.test(line));
  return status === 0 ? lines : [`kubebuilder ${command.join(' ')} ended with ${status}: ${said}`];
}

function objectDifferences(theirs: readonly KubernetesObject[], ours: readonly KubernetesObject[]): string[] {
  const key = ({ kind, metadata }: KubernetesObject) => `${kind} ${metadata.name}`;
  const known = new Map(ours.map((object) => [key(object), object]));
  const problems = theirs
    .filter((object) => !isDeepStrictEqual(comparable(object), comparable(known.get(key(object)))))
    .map(
      (object) =>
        `${key(object)} differs from what we scaffold:\n${JSON.stringify(object)}\n${JSON.stringify(known.get(key(object)))}`,
    );
  const found = new Set(theirs.map(key));
  return [
    ...problems,
    ...ours
      .map(key)
      .filter((name) => !found.has(name))
      .map((name) => `${name} is missing`),
  ];
}

/** The schema of a CRD holds the comments of the types: each has its own. */
function comparable(object: KubernetesObject | undefined): unknown {
  if (object === undefined) return undefined;
  return JSON.parse(JSON.stringify(object, (name, value) => (name === 'description' ? undefined : value)));
}
