import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import type { FileTree } from '../../src/core/file-tree.ts';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';
import { renderManifests } from '../../src/kustomize/render-manifests.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { printYaml } from '../../src/yaml/print.ts';
import { type RecordedCase, recordedCases } from './recorded.ts';

it('renders to what each release renders to, with its sections as they are and with each of them switched on', () => {
  const renders = new Renders();
  let count = 0;
  const differences = recordedCases().flatMap((recorded) => {
    const found = [...renders.differences(recorded)];
    count += 1 + recorded.switches.size;
    return found.length === 0 ? [] : [`${recorded.release} ${recorded.scenario}`, ...found.map((line) => `  ${line}`)];
  });
  expect(differences.join('\n')).toBe('');
  expect(count).toBe(1266);
});

/** Renders each different tree once: from release to release most of them stay as they are. */
class Renders {
  readonly #known = new Map<string, readonly KubernetesObject[]>();

  *differences(recorded: RecordedCase): Generator<string> {
    const { options, generated } = recorded;
    yield* compare('as it is', recorded.rendered, this.#render(withGenerated(buildScaffold(options), generated)));
    for (const [names, expected] of recorded.switches) {
      const features = Object.fromEntries(names.split('+').map((name) => [name, true]));
      const attempt = () => withGenerated(buildScaffold({ ...options, features }), generated);
      if (expected === undefined) yield* expectDefect(names, attempt);
      else yield* compare(names, expected, this.#render(attempt()));
    }
  }

  #render(tree: FileTree): readonly KubernetesObject[] {
    const key = JSON.stringify(
      tree.filter(({ path }) => path.startsWith('config/') && !path.startsWith('config/samples/')),
    );
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const objects = renderManifests(tree);
    this.#known.set(key, objects);
    return objects;
  }
}

function withGenerated(tree: FileTree, generated: RecordedCase['generated']): FileTree {
  const texts: [string, string][] = Object.entries(generated).map(([path, documents]) => [
    path,
    documents.map((value) => printYaml(value)).join('---\n'),
  ]);
  return tree.with(texts);
}

function* compare(
  name: string,
  expected: readonly KubernetesObject[],
  received: readonly KubernetesObject[],
): Generator<string> {
  if (expected.length !== received.length) yield `${name}: ${expected.length} objects, received ${received.length}`;
  for (const [index, object] of expected.entries()) {
    if (isDeepStrictEqual(object, received[index])) continue;
    yield `${name}: object ${index}\n    expected ${JSON.stringify(object)}\n    received ${JSON.stringify(received[index])}`;
  }
}

function* expectDefect(name: string, attempt: () => unknown): Generator<string> {
  try {
    attempt();
    yield `${name}: the release does not build, and nothing says so`;
  } catch (error) {
    if (!(error instanceof ScaffoldError) || error.code !== 'release-defect') throw error;
    if (!/D\d+.*mended in \d+\.\d+\.\d+/.test(error.message)) yield `${name}: ${error.message}`;
  }
}
