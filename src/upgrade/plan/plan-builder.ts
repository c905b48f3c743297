import { compareCodeUnits } from '../../core/compare.ts';
import type { FileInput, FileTree } from '../../core/file-tree.ts';
import type { ClusterCommand, FileEdit, Leftover, ManualTask, PlanConflict, PlanStep, UpgradePlan } from '../model.ts';
import { LineWeave } from './line-weave.ts';
import { textDigest } from './text-digest.ts';

/** What is told of a step when it begins. */
export interface StepHead {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly topic: string;
  readonly links?: readonly string[];
  readonly needs?: readonly string[];
}

/**
 * Collects a plan: steps are functions from tree to tree, run one after the other, whatever they edit with. What each of
 * them did is told from the trees.
 */
export class PlanBuilder {
  readonly #start: FileTree;
  #tree: FileTree;
  readonly #steps: { head: StepHead; files: Set<string> }[] = [];
  readonly #weaves = new Map<string, LineWeave>();
  readonly #created = new Map<string, string>();
  readonly #deleted = new Map<string, string>();
  /** What each step did, in order. */
  readonly log: { readonly head: StepHead; readonly files: ReadonlyMap<string, FileInput | undefined> }[] = [];
  readonly conflicts: PlanConflict[] = [];
  readonly manual: ManualTask[] = [];
  readonly leftovers: Leftover[] = [];
  readonly cluster: ClusterCommand[] = [];

  constructor(tree: FileTree) {
    this.#start = tree;
    this.#tree = tree;
  }

  /** The tree as the user has it. */
  get start(): FileTree {
    return this.#start;
  }

  /** The tree with the steps so far. */
  get tree(): FileTree {
    return this.#tree;
  }

  /** Records what a step made of the tree; nothing where it changed nothing. A step may be recorded in parts. */
  step(head: StepHead, after: FileTree): void {
    const next = throughLinks(this.#tree, after);
    const paths = changedPaths(this.#tree, next);
    if (paths.length === 0) return;
    this.log.push({ head, files: new Map(paths.map((path) => [path, next.entry(path)])) });
    const step = this.#stepOf(head);
    for (const path of paths) {
      step.files.add(path);
      this.#record(head.id, path, next.get(path));
    }
    this.#tree = next;
  }

  /** Records a step by what becomes of files; undefined takes one away. */
  record(head: StepHead, files: ReadonlyMap<string, FileInput | undefined>): void {
    const written = [...files].filter((file): file is [string, FileInput] => file[1] !== undefined);
    const gone = [...files].flatMap(([path, input]) => (input === undefined ? [path] : []));
    const left = gone.length === 0 ? this.#tree : this.#tree.without(...gone);
    this.step(head, written.length === 0 ? left : left.with(written));
  }

  /**
   * Keeps what a file is where a person chooses so; nothing is done by itself. To be called last: each choice of a file
   * is made on top of those before.
   *
   * @returns whether there is a difference that a choice can make
   */
  option(id: string, given: string, text: string): boolean {
    const path = this.#start.realPath(given) ?? given;
    if (!this.#start.has(path) || this.#deleted.has(path)) return false;
    const weave = this.#weaveOf(path);
    if (weave.text === text) return false;
    weave.write(id, text);
    return true;
  }

  #stepOf(head: StepHead): { head: StepHead; files: Set<string> } {
    const known = this.#steps.find((step) => step.head.id === head.id);
    if (known !== undefined) return known;
    const step = { head, files: new Set<string>() };
    this.#steps.push(step);
    return step;
  }

  #weaveOf(path: string): LineWeave {
    const weave = this.#weaves.get(path) ?? new LineWeave(this.#start.get(path)!);
    this.#weaves.set(path, weave);
    return weave;
  }

  has(id: string): boolean {
    return this.#steps.some(({ head }) => head.id === id);
  }

  #record(id: string, path: string, text: string | undefined): void {
    if (text === undefined) {
      if (this.#start.has(path)) this.#deleted.set(path, id);
      this.#created.delete(path);
      return;
    }
    this.#deleted.delete(path);
    if (!this.#start.has(path)) {
      this.#created.set(path, this.#created.get(path) ?? id);
      return;
    }
    this.#weaveOf(path).write(id, text);
  }

  /** All of a plan that was collected. */
  parts(): Pick<UpgradePlan, 'steps' | 'conflicts' | 'manual' | 'leftovers' | 'cluster' | 'files'> {
    const { conflicts, leftovers, cluster } = this;
    const manual = withoutDoubles(this.manual);
    return { steps: this.steps(), conflicts, manual, leftovers, cluster, files: this.files() };
  }

  steps(): PlanStep[] {
    const manual = new Set(this.manual.flatMap(({ steps }) => steps));
    const conflict = new Set(this.conflicts.flatMap(({ steps }) => steps));
    return this.#steps.map(({ head, files }) => {
      const needs = new Set(head.needs?.filter((need) => this.has(need)));
      for (const weave of this.#weaves.values()) for (const need of weave.needs.get(head.id) ?? []) needs.add(need);
      return {
        id: head.id,
        title: head.title,
        why: head.why,
        links: head.links ?? [],
        topic: head.topic,
        state: conflict.has(head.id) ? 'conflict' : manual.has(head.id) ? 'manual' : 'applied',
        files: [...files].sort(compareCodeUnits),
        needs: [...needs],
      };
    });
  }

  files(): FileEdit[] {
    const edits: FileEdit[] = [];
    for (const [path, step] of this.#deleted) {
      edits.push({ kind: 'delete', path, before: textDigest(this.#start.get(path)!), step });
    }
    for (const [path, step] of this.#created) {
      const { content, executable } = this.#tree.entry(path)!;
      edits.push({ kind: 'create', path, content, ...(executable ? { executable: true as const } : {}), step });
    }
    for (const [path, weave] of this.#weaves) {
      const chunks = weave.chunks();
      if (chunks.length > 0) edits.push({ kind: 'change', path, before: textDigest(this.#start.get(path)!), chunks });
    }
    return edits.sort((a, b) => compareCodeUnits(a.path, b.path) || compareCodeUnits(a.kind, b.kind));
  }
}

/** Several managers of one module, and several files of the release that yours is, ask for the same. */
function withoutDoubles(tasks: readonly ManualTask[]): ManualTask[] {
  const found = new Map<string, ManualTask>();
  for (const task of tasks) {
    const key = JSON.stringify({ ...task, steps: [] });
    found.set(key, { ...task, steps: [...new Set([...(found.get(key)?.steps ?? []), ...task.steps])] });
  }
  return [...found.values()];
}

function changedPaths(from: FileTree, to: FileTree): string[] {
  const paths = new Set([...from.paths(), ...to.paths()]);
  return [...paths].filter(
    (path) => from.entry(path) !== to.entry(path) && from.get(path) !== to.get(path) && !isLink(to, path),
  );
}

/** Whether a path is a link, which says what another file says. */
export function isLink(tree: FileTree, path: string): boolean {
  const other = tree.others.get(path);
  return other !== undefined && 'link' in other;
}

/** What is written where a link stands goes to the file that it leads to, and the link stays. */
function throughLinks(from: FileTree, to: FileTree): FileTree {
  const written = new Map<string, FileInput>();
  for (const [path, other] of from.others) {
    const entry = to.entry(path);
    if (!('link' in other) || entry === undefined || isLink(to, path)) continue;
    const real = from.realPath(path);
    if (real === undefined || !from.has(real)) continue;
    if (to.get(real) === from.get(real)) written.set(real, { content: entry.content, executable: entry.executable });
    written.set(path, other);
  }
  return written.size === 0 ? to : to.with(written);
}
