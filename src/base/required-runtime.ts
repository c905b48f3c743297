import type { FileTree } from '../core/file-tree.ts';

/** The version of controller-runtime that go.mod requires, without its `v`. */
export function requiredRuntime(tree: FileTree): string | undefined {
  return /^(?:require )?\s*sigs\.k8s\.io\/controller-runtime v(\d+\.\d+\.\d+\S*)/m.exec(tree.get('go.mod') ?? '')?.[1];
}
