import { optionsArgument, textArgument, treeArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import { compareCodeUnits } from '../core/compare.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { type BareObjectChange, diffObjects, type UnexplainedField } from '../objects/compare/diff-objects.ts';
import { sameJson } from '../objects/compare/json.ts';
import { byIdentity, identityOf, refOf } from '../objects/identity.ts';
import { metricsEndpoints } from '../objects/metrics-endpoint.ts';
import { type TreeObjects, treeObjects, withoutFiles } from '../objects/render/tree-objects.ts';
import { isAggregated, isRole, roleRights } from '../objects/rights/role-rights.ts';
import { type BareFileChange, diffFiles } from './files/diff-files.ts';
import { DIFF_VERSION, type DiffNote, type ObjectChange, type TreeDiff } from './model.ts';

export interface DiffTreesOptions extends CallOptions {
  /**
   * The directory of both trees that kustomize builds. Default: `config/default`, the root, or the only directory that
   * can be built and that no other builds upon.
   */
  readonly directory?: string;
}

/** Finds the reasons for changes; ids in the list of reasons, in its order. */
export interface Explainer {
  file(change: BareFileChange): readonly string[];
  /** Of an object that comes or goes. */
  object(change: UnexplainedObject): readonly string[];
  field(change: UnexplainedObject, field: UnexplainedField): readonly string[];
  /** Ids without repetition, in the order of the reasons. */
  inOrder(ids: readonly string[]): readonly string[];
}

type UnexplainedObject = Omit<ObjectChange, 'reasons' | 'fields'>;

const UNEXPLAINED: Explainer = { file: () => [], object: () => [], field: () => [], inOrder: () => [] };

/**
 * What changes between any two trees: files, and the objects that the trees render to.
 *
 * Objects are compared where both trees can be rendered, or consist of plain manifests; where one cannot, a note says
 * which and why, and only files are compared. Among plain manifests, that goes for each file that cannot be read.
 * @example
 * diffTrees(tree, tree.with({ 'README.md': '# Shop\n' })).files.map((file) => file.path); // ['README.md']
 */
export function diffTrees(from: FileTree, to: FileTree, options: DiffTreesOptions = {}): TreeDiff {
  return enter(options, () => {
    const { directory } = optionsArgument<DiffTreesOptions>(options);
    if (directory !== undefined) textArgument(directory, 'options.directory');
    return changesOfTrees(treeArgument(from, 'from'), treeArgument(to, 'to'), directory);
  });
}

function changesOfTrees(from: FileTree, to: FileTree, directory: string | undefined): TreeDiff {
  const read = { from: treeObjects(from, directory), to: treeObjects(to, directory) };
  const unread = [read.from, read.to].flatMap((side) => (side.unread ?? []).map(({ file }) => file));
  const objects = { from: withoutFiles(read.from, unread), to: withoutFiles(read.to, unread) };
  return { version: DIFF_VERSION, kind: 'trees', ...changesOf(diffFiles(from, to), objects, UNEXPLAINED), reasons: [] };
}

/** The changes of two sides, with the reasons that the explainer finds. */
export function changesOf(
  files: readonly BareFileChange[],
  sides: { readonly from: TreeObjects; readonly to: TreeObjects },
  explainer: Explainer,
): Pick<TreeDiff, 'files' | 'objects' | 'metrics' | 'rights' | 'notes'> {
  const complete = sides.from.problem === undefined && sides.to.problem === undefined;
  const objects = complete ? diffObjects(sides.from.objects, sides.to.objects) : [];
  return {
    files: files.map((change) => ({ ...change, reasons: explainer.file(change) })),
    objects: objects.map(({ change }) => explained(change, sides, explainer)),
    ...(complete ? judged(sides.from, sides.to, objects) : {}),
    notes: [...notesOf('from', sides), ...notesOf('to', sides)],
  };
}

function explained(
  change: BareObjectChange['change'],
  sides: { readonly from: TreeObjects; readonly to: TreeObjects },
  explainer: Explainer,
): ObjectChange {
  const files = new Set([
    ...(change.from === undefined ? [] : (sides.from.origins.get(identityOf(change.from)) ?? [])),
    ...(change.to === undefined ? [] : (sides.to.origins.get(identityOf(change.to)) ?? [])),
  ]);
  const placed = { ...change, files: [...files].sort(compareCodeUnits) };
  const fields = change.fields.map((field) => ({ ...field, reasons: explainer.field(placed, field) }));
  const whole = change.object === undefined ? [] : explainer.object(placed);
  return { ...placed, fields, reasons: explainer.inOrder([...whole, ...fields.flatMap((field) => field.reasons)]) };
}

/** What the changes come to, told from the objects of both sides. */
function judged(
  from: TreeObjects,
  to: TreeObjects,
  changes: readonly BareObjectChange[],
): Pick<TreeDiff, 'metrics' | 'rights'> {
  const partners = byIdentity(to.objects);
  const changed = new Map(changes.map((change) => [change.from, change.to]));
  const partnerOf: PartnerOf = (old) => changed.get(old) ?? partners.get(identityOf(refOf(old)));
  return { ...metricsOf(from, to, partnerOf), ...rightsOf(from, to, changes, partnerOf) };
}

/** The object of the new side that an old one is, or whose part it plays. */
type PartnerOf = (old: KubernetesObject) => KubernetesObject | undefined;

function metricsOf(from: TreeObjects, to: TreeObjects, partnerOf: PartnerOf): Pick<TreeDiff, 'metrics'> {
  const metrics = metricsEndpoints(from.objects, to.objects, partnerOf);
  if (metrics.from === undefined && metrics.to === undefined) return {};
  const same = metrics.from && metrics.to && sameJson({ ...metrics.from }, { ...metrics.to });
  return same ? {} : { metrics };
}

function rightsOf(
  from: TreeObjects,
  to: TreeObjects,
  changes: readonly BareObjectChange[],
  partnerOf: PartnerOf,
): Pick<TreeDiff, 'rights'> {
  const changed = changes.filter((change) => [change.from, change.to].some((object) => object && isRole(object)));
  const seen = new Set(changed.flatMap((change) => [change.from, change.to]));
  const same = [...byIdentity(from.objects).values()]
    .filter((role) => isRole(role) && isAggregated(role) && !seen.has(role))
    .map((role) => ({ from: role, to: partnerOf(role) }));
  const rights = roleRights([...changed, ...same], from.objects, to.objects);
  return rights.length === 0 ? {} : { rights };
}

/** Notes about one side; more are counted. */
const MAX_NOTES = 10;

function notesOf(side: DiffNote['side'], sides: { readonly from: TreeObjects; readonly to: TreeObjects }): DiffNote[] {
  const { problem, unread = [] } = sides[side];
  const places = [...(problem === undefined ? [] : [problem]), ...unread];
  const told = places.length > MAX_NOTES ? places.slice(0, MAX_NOTES - 1) : places;
  const note = ({ path, message }: (typeof places)[number]): DiffNote => ({
    code: 'not-renderable',
    side,
    path,
    message,
  });
  if (told.length === places.length) return told.map(note);
  const message = `Neither this nor ${places.length - told.length - 1} more could be read. Only their files are compared.`;
  return [...told, { path: places[told.length]!.path, message }].map(note);
}
