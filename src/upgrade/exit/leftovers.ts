import type { FileTree } from '../../core/file-tree.ts';
import type { Leftover } from '../model.ts';
import { isPast } from './proxy-image.ts';

const MENTION = /kube[-_]?rbac[-_]?proxy|rbacProxy|auth_proxy/i;
const MOST = 200;

/** Every line that still speaks of the proxy, but for files that the upgrade makes or leaves out for a reason. */
export function mentions(tree: FileTree): Leftover[] {
  const found: Leftover[] = [];
  for (const { path, content } of tree) {
    if (found.length >= MOST) break;
    if (!MENTION.test(content) && !MENTION.test(path)) continue;
    if (path.endsWith('go.sum')) continue;
    for (const [index, line] of content.split('\n').entries()) {
      if (line.length > 2000 || !MENTION.test(line)) continue;
      found.push({ path, line: index + 1, text: adviceFor(path) });
      if (found.length >= MOST) break;
    }
  }
  return found;
}

/** What to do about a mention, by the file that it stands in. */
function adviceFor(path: string): string {
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
  return 'Still speaks of the proxy.';
}
