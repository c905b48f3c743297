import type { FileTree } from '../../core/file-tree.ts';
import { baseName } from '../../core/paths.ts';
import { KUSTOMIZATION_NAMES } from '../../kustomize/read/kustomization.ts';
import type { Leftover } from '../model.ts';
import { isPast } from './proxy-image.ts';

/** Every word of it is in `mayMention` as well. */
const MENTION = /kube[-_ ]?rbac[-_ ]?proxy|rbacProxy|(?<![a-z])auth_proxy|secure-listen-address/i;
/** Shorter names, which count where the proxy is named in full as well: of variables, values and containers. */
const SHORT = /(?<![a-z])(?:rbac|auth)[-_]proxy/i;
/** Of one file, and of all; each file is told of once in any case. */
const MOST_OF_ONE = 20;
const MOST = 400;

/**
 * Every line that still speaks of the proxy, but for files that the upgrade makes or leaves out for a reason.
 *
 * @param gone names of objects that only the proxy needed, and that are made no more
 */
export function mentions(tree: FileTree, gone: readonly string[] = []): Leftover[] {
  const found: Leftover[] = [];
  for (const { path, content } of tree) {
    if (path.endsWith('go.sum')) continue;
    const whole = mayMention(content) && MENTION.test(content);
    const names = gone.filter((name) => content.includes(name) || path.includes(name));
    if (!whole && names.length === 0 && !MENTION.test(path)) continue;
    const lines = content.split('\n').flatMap((line, index): Leftover[] => {
      if (line.length > 2000) return [];
      const speaks = MENTION.test(line) || (whole && SHORT.test(line));
      const name = names.find((each) => line.includes(each));
      if (!speaks && name === undefined) return [];
      const text = speaks ? adviceFor(path, line, tree) : `${name} is made no more.`;
      return [{ path, line: index + 1, text }];
    });
    const room = Math.max(1, Math.min(MOST_OF_ONE, MOST - found.length));
    for (const one of lines.slice(0, room)) found.push(one);
    if (lines.length > room) found.push({ path, text: `And ${lines.length - room} more lines that speak of it.` });
    if (lines.length > 0) continue;
    const isLong = whole || names.some((name) => content.includes(name));
    found.push({ path, text: isLong ? 'A very long line of it speaks of the proxy.' : ofName(path, names[0], tree) });
  }
  return found;
}

/** Searching for a text is many times faster than for a pattern, and most files have none of these. */
function mayMention(content: string): boolean {
  return content.includes('roxy') || content.includes('ROXY') || content.includes('secure-listen-address');
}

function ofName(path: string, name: string | undefined, tree: FileTree): string {
  if (name !== undefined) return `The file is named after ${name}, which is made no more.`;
  return isKustomized(path, tree)
    ? 'The file is named after the proxy; what it says now is in use.'
    : 'The file is named after the proxy: see whether it is still needed.';
}

/** Whether a line of a kustomization that is no comment names a file. */
function isKustomized(path: string, tree: FileTree): boolean {
  const name = baseName(path);
  return [...tree].some(
    (file) =>
      KUSTOMIZATION_NAMES.includes(baseName(file.path)) &&
      file.content.includes(name) &&
      file.content.split('\n').some((line) => line.includes(name) && !line.trimStart().startsWith('#')),
  );
}

/** What to do about a mention, by the file that it stands in. */
function adviceFor(path: string, line: string, tree: FileTree): string {
  if (/(^|\/)(vendor|node_modules)\//.test(path)) return 'The code of others: leave it.';
  if (isPast(path)) return 'A release as it was: leave it.';
  if (KUSTOMIZATION_NAMES.includes(baseName(path)) && /^\s*- /.test(line) && namesFile(path, line, tree))
    return 'The file that it names stays for what else it says.';
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

/** Whether an entry of a kustomization names a file of the tree. */
function namesFile(path: string, line: string, tree: FileTree): boolean {
  const name = line
    .trim()
    .replace(/^- (?:path: *)?/, '')
    .replace(/^["']|["']$/g, '');
  const directory = path.slice(0, path.length - baseName(path).length);
  return (
    name !== '' && !name.includes(' ') && (tree.has(directory + name.replace(/^\.\//, '')) || name.startsWith('../'))
  );
}
