import { FileTree } from '../../core/file-tree.ts';
import { type TreeObjects, treeObjects } from '../../objects/render/tree-objects.ts';
import type { Emission } from './emission.ts';

/** One end of the way. */
export interface ScaffoldEnd {
  /** The scaffold's files, or the chart's. */
  readonly tree: FileTree;
  /** What the scaffold renders to; of a chart, what it is made of. */
  readonly objects: TreeObjects;
  readonly isChart: boolean;
}

/** The files of an emission as they are now, with what they render to. */
export function endOf(emission: Emission): ScaffoldEnd {
  const tree = FileTree.from(emission.files);
  return { tree, objects: treeObjects(tree), isChart: false };
}

/**
 * What the files of an emission render to as they are now. For states between the ends, whose Go files may be none: a
 * release that knows nothing of an option has no place for what it asks for.
 */
export function objectsOf(emission: Emission): TreeObjects {
  return treeObjects(FileTree.from([...emission.files].filter(([path]) => path.startsWith('config/'))));
}
