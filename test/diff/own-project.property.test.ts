import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import type { FileTree } from '../../src/core/file-tree.ts';
import { diffProject } from '../../src/diff/diff-project.ts';
import { formatMarkdown } from '../../src/diff/format/format-markdown.ts';
import { formatTerminal, NO_PAINT } from '../../src/diff/format/format-terminal.ts';
import { summarizeDiff } from '../../src/diff/summary/summarize.ts';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';
import { identityOf, refOf } from '../../src/objects/identity.ts';
import { treeObjects } from '../../src/objects/render/tree-objects.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { printYaml } from '../../src/yaml/print.ts';
import { ALL_PRESETS, shop } from './pairs.ts';
import { anyTrees } from './random-trees.ts';

const TARGETS = ['pre-3.15', '3.15', 'https-metrics', 'kubebuilder@4.16.0'];
/** What others hang on, which no command may take away. */
const LIVE = /^(?:CustomResourceDefinition|Namespace|Certificate|Issuer|Secret|\w+WebhookConfiguration)$/;

/** Objects of the project's people: of any kind, some under names that a scaffold makes as well. */
const own: fc.Arbitrary<KubernetesObject> = fc
  .tuple(
    fc.constantFrom(
      ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
      ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
      ['cert-manager.io/v1', 'Certificate'],
      ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
      ['v1', 'Service'],
      ['v1', 'Secret'],
      ['v1', 'Namespace'],
    ),
    fc.constantFrom('mine-a', 'mine-b', 'proxy-role', 'metrics-auth-role', 'webhook-service', 'serving-cert'),
  )
  .map(([[apiVersion, kind], name]) => ({
    apiVersion: apiVersion!,
    kind: kind!,
    metadata: { name, labels: { owner: 'mine' } },
  }));

/** A scaffold of some release with objects of its own, less some files, with PROJECT as far as somebody kept it. */
const projects = fc
  .record({
    preset: fc.constantFrom(...ALL_PRESETS),
    to: fc.constantFrom(...TARGETS),
    objects: fc.uniqueArray(own, { maxLength: 4, selector: ({ kind, metadata }) => `${kind} ${metadata!.name}` }),
    gone: fc.array(fc.nat(), { maxLength: 3 }),
    record: fc.constantFrom('kept', 'kept', 'without kinds', 'gone'),
  })
  .map(({ preset, to, objects, gone, record }) => {
    const scaffold = buildScaffold(shop(preset));
    const path = 'config/default/kustomization.yaml';
    const paths = scaffold.paths().filter((each) => each !== 'PROJECT' && each !== path);
    const project = scaffold.get('PROJECT')!;
    const tree = scaffold
      .with({
        [path]: scaffold.get(path)!.replace('resources:', 'resources:\n- ../mine'),
        'config/mine/kustomization.yaml': printYaml({ resources: objects.map((_, index) => `${index}.yaml`) }),
        ...Object.fromEntries(objects.map((object, index) => [`config/mine/${index}.yaml`, printYaml(object)])),
        PROJECT: record === 'without kinds' ? project.slice(0, project.indexOf('resources:')) : project,
      })
      .without(...new Set(gone.map((number) => paths[number % paths.length]!)));
    return { preset, to, tree: record === 'gone' ? tree.without('PROJECT') : tree };
  });

function expectTrue(tree: FileTree, preset: string | undefined, targets: readonly string[]): void {
  const rendered = new Map(treeObjects(tree).objects.map((object) => [identityOf(refOf(object)), object]));
  for (const to of targets) {
    let diff: ReturnType<typeof diffProject>;
    try {
      diff = diffProject(tree, { to });
    } catch (error) {
      // What cannot be told is refused: never with a scaffold and its record at hand.
      expect(error).toBeInstanceOf(ScaffoldError);
      if (preset !== undefined && tree.has('PROJECT')) throw error;
      continue;
    }
    const { leftBehind, breaks } = summarizeDiff(diff);
    for (const ref of [...leftBehind, ...breaks.flatMap(({ object }) => object ?? [])]) {
      expect(ref.kind).not.toMatch(LIVE);
      const object = rendered.get(identityOf(ref));
      expect(object, `${ref.kind} ${ref.name} is not of the project`).toBeDefined();
      expect(object!.metadata?.labels?.owner, `${ref.kind} ${ref.name} is the user's`).toBeUndefined();
    }
    const text = `${formatTerminal(diff, NO_PAINT, { objects: true, patch: false })}${formatMarkdown(diff)}`;
    for (const line of text.split('\n')) {
      // A build that fails may name the object at which it does.
      if (/mine-[ab]/.test(line)) expect(line).toContain('nothing is said of what an upgrade leaves behind');
      if (/kubectl delete/.test(line))
        expect(line).not.toMatch(/customresourcedefinition|namespace\/| secret|certificate|webhookconf/i);
    }
  }
}

describe('of a project', () => {
  it("nothing of the user's is lost, removed or left behind, and no command deletes it", () => {
    fc.assert(
      fc.property(projects, ({ preset, tree, to }) => expectTrue(tree, preset, [to])),
      { numRuns: 12 },
    );
  });

  it('the same goes for any tree', () => {
    fc.assert(
      fc.property(anyTrees, ([tree]) => expectTrue(tree, undefined, TARGETS)),
      { numRuns: 20 },
    );
  });
});
