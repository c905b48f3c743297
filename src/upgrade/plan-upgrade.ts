import { detectBase } from '../base/detect-base.ts';
import type { Base } from '../base/model.ts';
import { schemaArgument, treeArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import { suggestion } from '../core/nearest.ts';
import type { DataSchema } from '../core/schema-issues.ts';
import type { FeatureName } from '../options/generated/types.ts';
import type { Preset } from '../presets/preset.ts';
import { type PresetProtection, presetProtection } from '../presets/preset-info.ts';
import { resolvePreset } from '../presets/resolve-preset.ts';
import { planExit } from './exit/plan-exit.ts';
import type { ExitTarget } from './exit/state.ts';
import type { PlanBase, UpgradePlan } from './model.ts';
import type { PlanBuilder } from './plan/plan-builder.ts';
import { planWhole } from './whole/plan-whole.ts';

/** What an upgrade is limited to. */
export const TOPICS = ['metrics'] as const;

export type UpgradeTopic = (typeof TOPICS)[number];

export interface UpgradeRequest {
  /**
   * The preset to go to. As exits from kube-rbac-proxy: `pre-3.15` keeps the sidecar, with an image that can be pulled;
   * `3.15` leaves it for a NetworkPolicy; `https-metrics` for HTTPS in the manager.
   */
  readonly to: string;
  /** The preset that the project has. Default: what its files tell. */
  readonly from?: string;
  /** Topics to limit the upgrade to. Default: the whole of it. */
  readonly only?: readonly UpgradeTopic[];
  /** Features to have afterwards; `metricsCerts` takes the metrics certificate from cert-manager. */
  readonly features?: Partial<Record<FeatureName, boolean>>;
}

/**
 * Plans the upgrade of an existing project, as data. Nothing is changed: see applyPlan.
 *
 * Without `only` it is the whole upgrade: what differs between the scaffold of the release that the project has and that
 * of `to`, both with its names, kinds and features, is done to its files by their facts. What the user deleted stays
 * deleted, files that nobody edited are replaced, and where both sides changed the same thing, yours stays and a conflict
 * is told.
 *
 * The plan is proven: every kustomization that reads a changed file is built before and after. With `only`, objects may
 * differ that a step is about, and no others.
 *
 * @throws ScaffoldError `unknown-preset`; `not-a-project` where nothing tells the release that a project has, and for the
 *   whole upgrade of an operator that is not written in Go;
 *   `invalid-value` for a topic, and for a release to go to that is older than that; `upgrade-unproven` where the proof
 *   fails
 * @example
 * const old = buildScaffold({ projectName: 'shop', preset: 'kubebuilder@3.14.2' });
 * const plan = planUpgrade(old, { only: ['metrics'], to: 'https-metrics' });
 * plan.steps.length > 0; // true
 */
export function planUpgrade(tree: FileTree, request: UpgradeRequest, call?: CallOptions): UpgradePlan {
  return enter(call, () => planned(treeArgument(tree), schemaArgument<UpgradeRequest>(request, REQUEST, 'request')));
}

const REQUEST: DataSchema = {
  type: 'object',
  required: ['to'],
  additionalProperties: false,
  properties: {
    to: { type: 'string' },
    from: { type: 'string' },
    only: { type: 'array' },
    features: { type: 'object' },
  },
};

function planned(tree: FileTree, request: UpgradeRequest): UpgradePlan {
  const only = checkTopics(request.only);
  const preset = resolvePreset(request.to, 'to');
  if (only.length === 0) return plannedWhole(tree, request, preset);
  const features = Object.entries(request.features ?? {}).flatMap(([name, on]) => (on === true ? [name] : []));
  const { builder, proof } = planExit(tree, {
    target: TARGETS[presetProtection(preset.profile)],
    certificates: request.features?.metricsCerts === true,
  });
  return {
    version: 1,
    from: baseOf(tree, request.from),
    to: { preset: preset.name, only, features },
    ...partsOf(builder),
    proof,
  };
}

function plannedWhole(tree: FileTree, request: UpgradeRequest, preset: Preset): UpgradePlan {
  const { builder, proof, base, from } = planWhole(tree, {
    to: preset,
    ...(request.from === undefined ? {} : { from: request.from }),
    features: request.features ?? {},
    exit: TARGETS[presetProtection(preset.profile)],
  });
  const asked = Object.entries(request.features ?? {}).map(([name, on]) => (on ? name : `${name}=false`));
  return {
    version: 1,
    from: request.from === undefined ? { ...evidenceOf(base), preset: from } : baseOf(tree, request.from),
    to: { preset: preset.name, only: [], features: asked },
    ...partsOf(builder),
    proof,
  };
}

/** All of a plan that was collected. Modules that lie in the repository follow what Go files and go.mod ask for. */
function partsOf(builder: PlanBuilder) {
  const modules = 'vendor/modules.txt';
  const parts = builder.parts();
  const isGo = parts.files.some(({ path }) => path.endsWith('.go') || path === 'go.mod');
  if (!isGo || !builder.start.has(modules)) return parts;
  const text = 'The modules lie in the repository: run go mod tidy && go mod vendor before anything is built.';
  return { ...parts, manual: [...parts.manual, { path: modules, text, steps: [] }] };
}

/** Where the project comes from: as it is told, else what its files tell. */
function baseOf(tree: FileTree, from: string | undefined): PlanBase {
  if (from !== undefined) return { preset: resolvePreset(from, 'from').name, confidence: 1, agree: [], disagree: [] };
  return evidenceOf(detectBase(tree));
}

function evidenceOf({ preset, confidence, evidence }: Base): PlanBase {
  const told = (speaks: string) => evidence.filter((each) => each.speaks === speaks).map(({ text }) => text);
  return {
    ...(preset === undefined ? {} : { preset }),
    confidence,
    agree: told('for'),
    disagree: told('against'),
  };
}

const TARGETS: Readonly<Record<PresetProtection, ExitTarget>> = {
  sidecar: 'image',
  'network-policy': 'http',
  authentication: 'https',
  none: 'http',
};

function checkTopics(only: readonly string[] | undefined): readonly UpgradeTopic[] {
  const issues = (only ?? []).flatMap((topic): Issue[] =>
    TOPICS.some((known) => known === topic)
      ? []
      : [
          {
            code: 'invalid-value',
            path: 'only',
            message: 'there is no such topic',
            expected: TOPICS.join(', '),
            received: describeValue(topic),
            ...suggestion(String(topic), TOPICS),
          },
        ],
  );
  if (issues.length > 0) throw new ScaffoldError(issues);
  return (only ?? []) as readonly UpgradeTopic[];
}
