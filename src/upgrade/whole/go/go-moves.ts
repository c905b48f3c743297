/**
 * Go files that live on in another package: of the same name and, where several have it, under directories of the same
 * names (`api/v1/widget_webhook.go`, `internal/webhook/v1/widget_webhook.go`).
 *
 * @returns old path to new path
 */
export function goMoves(removed: readonly string[], added: readonly string[]): Map<string, string> {
  const moves = new Map<string, string>();
  const isOpen = (path: string) => path.endsWith('.go') && !moves.has(path);
  for (const depth of [3, 2, 1]) {
    const taken = new Set(moves.values());
    const [from, to] = [
      byEnd(removed.filter(isOpen), depth),
      byEnd(
        added.filter((path) => !taken.has(path)),
        depth,
      ),
    ];
    for (const [end, paths] of from) {
      const found = to.get(end);
      if (paths.length === 1 && found?.length === 1) moves.set(paths[0]!, found[0]!);
    }
  }
  return moves;
}

/** Paths by their last segments. */
function byEnd(paths: readonly string[], depth: number): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths) {
    const end = path.split('/').slice(-depth).join('/');
    const others = found.get(end);
    if (others === undefined) found.set(end, [path]);
    else others.push(path);
  }
  return found;
}
