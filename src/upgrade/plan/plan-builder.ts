import { compareCodeUnits } from '../../core/compare.ts';
import type { FileTree } from '../../core/file-tree.ts';
import type { ClusterCommand, FileEdit, Leftover, ManualTask, PlanConflict, PlanStep } from '../model.ts';
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
  step(head: StepHead, next: FileTree): void {
    const paths = changedPaths(this.#tree, next);
    const known = this.#steps.find((step) => step.head.id === head.id);
    if (paths.length === 0) return;
    const step = known ?? { head, files: new Set<string>() };
    if (known === undefined) this.#steps.push(step);
    for (const path of paths) {
      step.files.add(path);
      this.#record(head.id, path, next);
    }
    this.#tree = next;
  }

  has(id: string): boolean {
    return this.#steps.some(({ head }) => head.id === id);
  }

  #record(id: string, path: string, next: FileTree): void {
    const text = next.get(path);
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
    const weave = this.#weaves.get(path) ?? new LineWeave(this.#start.get(path)!);
    this.#weaves.set(path, weave);
    weave.write(id, text);
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

function changedPaths(from: FileTree, to: FileTree): string[] {
  const paths = new Set([...from.paths(), ...to.paths()]);
  return [...paths].filter((path) => from.entry(path) !== to.entry(path) && from.get(path) !== to.get(path));
}
