import { isModuleVersion } from './module.ts';

/** Names that Windows keeps for devices; the go command refuses them everywhere. */
const DEVICE_NAME = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;

/** Single-element paths that mean something to the go command already: the standard library and two words of its own. */
const STANDARD: ReadonlySet<string> = new Set(
  (
    'C std archive bufio builtin bytes cmp compress container context crypto database debug embed encoding errors ' +
    'expvar flag fmt go hash html image index internal io iter log maps math mime net os path plugin reflect regexp ' +
    'runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe weak'
  ).split(' '),
);

/**
 * What is wrong with a Go import path, or undefined where it is one, by the rules of golang.org/x/mod/module
 * (`CheckImportPath`).
 */
export function importPathProblem(path: string): string | undefined {
  if (path.startsWith('-')) return 'it begins with a dash';
  for (const element of path.split('/')) {
    if (element === '') return 'it has an empty element';
    if (element.endsWith('.')) return 'an element ends in a dot';
    if (!/^[-.~_+A-Za-z0-9]*$/.test(element)) return 'it has a character that no import path has';
    const stem = element.split('.', 1)[0] ?? '';
    if (DEVICE_NAME.test(stem)) return `${element} is the name of a device on Windows`;
    if (/~[0-9]+$/.test(stem)) return `${element} looks like a short name of Windows`;
  }
  return undefined;
}

/**
 * What is wrong with the path of one's own module, or undefined where the go command builds it: an import path that
 * is not the standard library's. A dot in the first element or a well-formed major version matter to those who
 * download the module only.
 */
export function modulePathProblem(path: string): string | undefined {
  if (STANDARD.has(path)) return 'it belongs to Go itself';
  if (path.split('/').includes('vendor')) return 'it has an element vendor';
  return importPathProblem(path);
}

/**
 * What is wrong with a module that others publish, or undefined where the go command takes it: an import path whose end
 * agrees with the major version (`SplitPathVersion` and `CheckPathMajor` of golang.org/x/mod/module). A version may be a
 * query, such as `latest`, or empty.
 */
export function publishedModuleProblem(module: string, version: string): string | undefined {
  const gopkg = module.startsWith('gopkg.in/');
  const named = (gopkg ? /\.v(\d+)(?:-unstable)?$/ : /\/v(\d+)$/).exec(module)?.[1];
  if (gopkg ? named === undefined || /^0\d/.test(named) : named !== undefined && /^[01]$|^0/.test(named)) {
    return gopkg ? 'a path of gopkg.in ends in .v1, .v2 or the like' : 'only versions from v2 on end a path';
  }
  if (!isModuleVersion(version)) {
    return /^[-+.~_/<>=A-Za-z0-9]*$/.test(version) ? importPathProblem(module) : `${version} is no version`;
  }
  const major = /^v(\d+)/.exec(version)?.[1] ?? '';
  const fits =
    named === undefined
      ? major === '0' || major === '1' || version.endsWith('+incompatible')
      : named === major || (gopkg && named === '1' && version.startsWith('v0.0.0-'));
  return fits ? importPathProblem(module) : `a module of version ${version} has another path`;
}
