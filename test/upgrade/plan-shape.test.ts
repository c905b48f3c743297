import { describe, expect, it } from 'vitest';
import { formatPlanMarkdown, renderObjects } from '../../src/index.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { applyPlan } from '../../src/upgrade/apply-plan.ts';
import { planUpgrade } from '../../src/upgrade/plan-upgrade.ts';

const OLD = buildScaffold({
  preset: 'kubebuilder@4.3.0',
  projectName: 'shop',
  domain: 'example.com',
  resources: [{ group: 'shop', version: 'v1', kind: 'Order', webhooks: { validation: true } }],
});
const TO = { to: 'kubebuilder@4.16.0' };

describe('a conflict of a whole upgrade', () => {
  it('belongs to the steps of its place', () => {
    const edited = OLD.with({ Makefile: OLD.get('Makefile')!.replace(/^ENVTEST_K8S_VERSION = .*$/m, '$&-ours') });
    const { steps, conflicts } = planUpgrade(edited, TO);
    expect(conflicts).toMatchObject([{ path: 'Makefile', where: 'variable ENVTEST_K8S_VERSION' }]);
    expect(steps.filter(({ state }) => state === 'conflict').map(({ id }) => id)).toEqual(conflicts[0]!.steps);
    expect(conflicts[0]!.steps).toEqual(['4.10.0/module-versions']);
    expect(steps.filter(({ files }) => files.includes('Makefile')).length).toBeGreaterThan(5);
  });
});

describe('a file that the user has elsewhere', () => {
  it('changes for the reasons of the scaffold', () => {
    const [from, to] = ['config/rbac/order_editor_role.yaml', 'config/rbac/editor.yaml'];
    const names = OLD.get('config/rbac/kustomization.yaml')!.replace('order_editor_role.yaml', 'editor.yaml');
    const moved = OLD.without(from).with({ [to]: OLD.get(from)!, 'config/rbac/kustomization.yaml': names });
    expect(planUpgrade(moved, TO).steps.map(({ id }) => id)).not.toContain('upgrade/other');
  });
});

describe('an object that changes where the release does not change its own', () => {
  const rights = { 'config/rights/kustomization.yaml': 'namePrefix: x-\nresources:\n- ../rbac\n' };

  it('is named', () => {
    // The release has the metrics Service beside config/rbac, which this overlay builds alone.
    const old = buildScaffold({ preset: 'kubebuilder@3.14.2', projectName: 'shop', domain: 'example.com' }).with(
      rights,
    );
    expect(planUpgrade(old, TO).manual).toEqual([
      {
        path: 'config/rights',
        text: 'Service x-controller-manager-metrics-service is removed, which no step is about: see whether it is meant.',
        steps: [],
      },
    ]);
  });

  it('is told only where there is one', () => {
    expect(planUpgrade(OLD.with(rights), TO).manual).toEqual([]);
  });
});

describe('files of a scaffold that lie elsewhere', () => {
  it('are read as before where the release has none in their place', () => {
    const from = 'config/certmanager/';
    const moved = [...OLD].filter(({ path }) => path.startsWith(from));
    const tree = OLD.without(...moved.map(({ path }) => path)).with(
      moved.map(({ path, content }) => [path.replace(from, 'config/parts/certmanager/'), content]),
    );
    const next = applyPlan(tree, planUpgrade(tree, TO));
    const kinds = (of: typeof tree) => renderObjects(of, 'config/parts/certmanager').map(({ object }) => object.kind);
    expect(kinds(next)).toEqual(kinds(tree));
  });
});

describe('a plan that is applied again', () => {
  const plan = planUpgrade(OLD, TO);
  const done = applyPlan(OLD, plan);

  it('has nothing to do where it is done, and does the rest where a part is', () => {
    expect(applyPlan(done, plan).equals(done)).toBe(true);
    // As an interruption leaves it: each file is the old or the new one.
    const paths = new Set([...OLD.paths(), ...done.paths()]);
    for (const half of [0, 1]) {
      const [gone, here] = [...paths].reduce<[string[], [string, string][]]>(
        ([without, files], path, index) => {
          const text = (index % 2 === half ? OLD : done).get(path);
          return text === undefined ? [[...without, path], files] : [without, [...files, [path, text]]];
        },
        [[], []],
      );
      expect(applyPlan(OLD.with(here).without(...gone), plan).toRecord()).toEqual(done.toRecord());
    }
  });

  it('is refused where a file is neither', () => {
    const other = done.with({ Makefile: `${done.get('Makefile')}# Ours.\n` });
    expect(() => applyPlan(other, plan)).toThrow(/Makefile: the file has changed since the plan was made/);
  });
});

describe('a file that is a link', () => {
  it('stays one, and what it leads to is changed', () => {
    const linked = OLD.with([
      ['build/rules.mk', OLD.get('Makefile')!],
      ['Makefile', { link: 'build/rules.mk' }],
      ['hack/Makefile', { link: '../Makefile' }],
    ]);
    const plan = planUpgrade(linked, TO);
    const next = applyPlan(linked, plan);
    expect(plan.files.map(({ path }) => path)).toContain('build/rules.mk');
    expect(plan.files.map(({ path }) => path).filter((path) => path.endsWith('Makefile'))).toEqual([]);
    expect(next.others).toEqual(linked.others);
    expect(next.get('build/rules.mk')).toBe(applyPlan(OLD, planUpgrade(OLD, TO)).get('Makefile'));
  });
});

describe('modules that lie in the repository', () => {
  it('are a task wherever Go files change', () => {
    const plan = planUpgrade(OLD.with({ 'vendor/modules.txt': '# github.com/onsi/gomega v1.0.0\n' }), TO);
    expect(plan.manual).toContainEqual(expect.objectContaining({ path: 'vendor/modules.txt' }));
    expect(planUpgrade(OLD, TO).manual).toEqual([]);
  });
});

describe('the Markdown of a plan', () => {
  const plan = planUpgrade(OLD, TO);
  const many = (count: number) => Array.from({ length: count }, (_, index) => `path/of/file-${index}.yaml`);

  it('has the steps by release, each with its id and reason', () => {
    const text = formatPlanMarkdown(plan);
    expect(text).toMatch(/^## Upgrade from `kubebuilder@4\.3\.0` to `kubebuilder@4\.16\.0`\n/);
    const { id, why } = plan.steps.find(({ links }) => links.length > 0)!;
    expect(text).toContain(`#### ${id.split('/')[0]}`);
    expect(text).toContain(`\n  \`${id}\`: \``);
    expect(text).toContain(why);
  });

  it.each([10, 100, 1000, 3000])('is never longer than GitHub takes, with %i of everything', (count) => {
    const long = {
      ...plan,
      manual: many(count).map((path) => ({ path, text: 'Do it.', snippet: 'line\n'.repeat(50), steps: [] })),
      leftovers: many(count).map((path, line) => ({ path, line: line + 1, text: 'It stays.' })),
      conflicts: many(count).map((path) => ({
        ...{ path, where: 'there', base: '', yours: 'a\n'.repeat(30), theirs: 'b\n'.repeat(30) },
        ...{ suggested: 'yours' as const, steps: [] },
      })),
      steps: plan.steps.map((step) => ({ ...step, files: many(count) })),
    };
    const text = formatPlanMarkdown(long);
    expect(text.length).toBeLessThan(65_536);
    expect(text.match(/^ *```/gm)?.length ?? 0).toSatisfy((fences: number) => fences % 2 === 0);
    expect(text).toContain('### Afterwards');
  });
});
