import type { FileTree } from '../../core/file-tree.ts';
import type { Leftover } from '../model.ts';
import { isPast } from './proxy-image.ts';

const PROXY = /kube[-_]?rbac[-_]?proxy|rbacProxy|rbac[-_]proxy/i;
/** Names that scaffolds gave to what stood around it; Kubernetes itself has a kube-proxy. */
const AROUND = /auth_proxy|(?<!kube-)\bproxy[-_]role/i;
const MOST = 200;

/**
 * Every line that still speaks of the proxy, but for files that the upgrade makes or leaves out for a reason. Of very many
 * lines each file still has its first, with the count of the others.
 */
export function mentions(tree: FileTree): Leftover[] {
  const found: Leftover[] = [];
  for (const { path, content } of tree) {
    if (path.endsWith('go.sum') || !speaks(content)) continue;
    const lines = [...content.split('\n').entries()].filter(([, line]) => line.length <= 2000 && speaks(line));
    if (lines.length === 0) found.push({ path, text: adviceFor(path, content) });
    const shown = Math.min(lines.length, Math.max(1, MOST - found.length));
    for (const [at, [index, line]] of lines.slice(0, shown).entries()) {
      const more = at === shown - 1 && lines.length > shown ? ` ${lines.length - shown} more lines of it do, too.` : '';
      found.push({ path, line: index + 1, text: adviceFor(path, line) + more });
    }
  }
  return found;
}

function speaks(text: string): boolean {
  return PROXY.test(text) || AROUND.test(text);
}

/** What to do about a mention, by the file that it stands in. */
function adviceFor(path: string, line: string): string {
  if (/(^|\/)(vendor|node_modules)\//.test(path)) return 'The code of others: leave it.';
  if (isPast(path)) return 'A release as it was: leave it.';
  if (/(^|\/)bundle(-[^/]*)?\//.test(path)) return 'Made from the manifests: run make bundle again.';
  if (/(^|\/)dist\//.test(path)) return 'Made from the manifests: build it again.';
  if (/(^|\/)(charts?|helm|deploy\/charts?)\//.test(path))
    return 'A chart of the repository: take the proxy out of it, too.';
  if (/_test\.go$|(^|\/)(test|tests|e2e|hack)\//.test(path))
    return 'A test or a script speaks of the proxy: the pod has one container less now.';
  if (/\.(md|adoc|rst|txt)$/.test(path)) return 'Documentation: say how metrics are served now.';
  if (/(^|\/)\.(github|gitlab|circleci|tekton)|(^|\/)(Makefile|Jenkinsfile)$/.test(path))
    return 'CI or build: nothing makes or pulls the proxy any more.';
  if (!PROXY.test(line) && /\.ya?ml$/.test(path))
    return 'A name from the time of the proxy: it may stay, and what bears it is not left behind in a cluster then.';
  return 'Still speaks of the proxy.';
}
