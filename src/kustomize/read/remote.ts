/** Whether kustomize would fetch the path by HTTP. */
export function isRemoteFile(path: string): boolean {
  return /^https?:/i.test(path);
}

/**
 * Whether kustomize would clone the path with git: `https://host/org/repo//dir?ref=v1`, `git@host:org/repo`,
 * `ssh://…`, `file://…`, `github.com/org/repo`.
 */
export function isRemoteDirectory(path: string): boolean {
  if (path.startsWith('/')) return false;
  let rest = (path.split('?')[0] as string).replace(/^git::/i, '');
  const scheme = /^(ssh|https|http|file):\/\//i.exec(rest)?.[0].toLowerCase() ?? '';
  rest = rest.slice(scheme.length);
  const user = /^[a-zA-Z][a-zA-Z0-9-]*@/.exec(rest)?.[0] ?? '';
  rest = rest.slice(user.length);
  const isGithub = /^github\.com[/:]/i.test(rest);
  if (scheme === '' && user === '' && !isGithub) return false;
  if (scheme === 'file://') return hasRepository(user + rest, false);
  const scpStyle = scheme === '';
  const separator = scpStyle ? /[/:]/.exec(rest)?.index : rest.indexOf('/');
  if (separator === undefined || separator === -1) return hasRepository('', true) && rest !== '';
  if (separator === 0 && !isGithub) return false;
  return hasRepository(rest.slice(separator + 1), true);
}

/** Whether a path names a repository and does not lead out of it. */
function hasRepository(path: string, byLength: boolean): boolean {
  const git = path.indexOf('_git/');
  const double = path.indexOf('//');
  const suffix = path.indexOf('.git');
  let repository: string;
  let directory: string;
  if (git >= 0) {
    const [first = '', ...others] = path.slice(git + 5).split('/');
    repository = path.slice(0, git + 5) + first;
    directory = others.join('/');
  } else if (double >= 0) {
    repository = path.slice(0, double);
    directory = path.slice(double + 2);
  } else if (suffix >= 0) {
    repository = path.slice(0, suffix + 4);
    directory = path.slice(suffix + 4);
  } else if (byLength) {
    const parts = path.split('/');
    if (parts.length < 2) return false;
    repository = parts.slice(0, 2).join('/');
    directory = parts.slice(2).join('/');
  } else {
    repository = path;
    directory = '';
  }
  return repository !== '' && !/^\/?(\.\/)*\.\.(\/|$)/.test(directory);
}
