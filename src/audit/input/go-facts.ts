import type { FileTree } from '../../core/file-tree.ts';

/** What the Go sources of a project say about its manager, as far as their text tells it for certain. */
export interface GoFacts {
  /** Whether there are sources that start a manager. */
  readonly known: boolean;
  /** Defaults of flags, by name; undefined where two programs differ or the default is no literal. */
  readonly defaults: ReadonlyMap<string, string | undefined>;
  /** Whether metrics are served with TLS: always, never, or as a flag says. */
  readonly secureServing: 'yes' | 'no' | 'flag' | 'absent';
  readonly filter: boolean;
  /** Whether the filter is only set where metrics are served with TLS. */
  readonly filterIfSecure: boolean;
  /** `0.16.3`, of go.mod. */
  readonly controllerRuntime: string | undefined;
  /** Where go.mod says so. */
  readonly controllerRuntimeAt: { readonly file: string; readonly line: number } | undefined;
  /** Where the filter, or TLS, is set. */
  readonly at: { readonly file: string; readonly line: number } | undefined;
}

const FLAG = /\.(?:String|Bool)(?:Var)?P?\((?:&?[\w.]+, *)?"([\w.-]+)", *(?:"[^"]*", *)?("[^"]*"|true|false)\s*,/g;

/** Reads the sources outside of tests and of what others wrote. Every pattern looks at a line at most. */
export function readGoFacts(tree: FileTree): GoFacts {
  const defaults = new Map<string, string | undefined>();
  const secure = new Set<GoFacts['secureServing']>();
  let known = false;
  let filter = false;
  let filterIfSecure = true;
  let at: GoFacts['at'];
  let controllerRuntime: string | undefined;
  let controllerRuntimeAt: GoFacts['controllerRuntimeAt'];
  for (const { path, content } of tree) {
    if (path === 'go.mod' || (path.endsWith('/go.mod') && controllerRuntime === undefined)) {
      for (const [index, line] of content.split('\n').entries()) {
        const version = /^\s*(?:require )?sigs\.k8s\.io\/controller-runtime v(\d+\.\d+\.\d+)/.exec(line)?.[1];
        if (version === undefined) continue;
        controllerRuntime = version;
        controllerRuntimeAt = { file: path, line: index + 1 };
      }
    }
    if (!path.endsWith('.go') || path.endsWith('_test.go') || /(?:^|\/)(?:vendor|test|hack)\//.test(path)) continue;
    if (!/NewManager\(|manager\.New\(|metricsserver|metrics-bind-address|metrics\/filters/.test(content)) continue;
    known ||= /NewManager\(|manager\.New\(/.test(content);
    for (const [, name = '', written = ''] of content.matchAll(FLAG)) {
      const value = written.replace(/^"(.*)"$/, '$1');
      defaults.set(name, defaults.has(name) && defaults.get(name) !== value ? undefined : value);
    }
    const lines = content.split('\n');
    for (const [index, line] of lines.entries()) {
      if (/^\s*\/\//.test(line)) continue;
      const [, assigned, serving] = /\bSecureServing\s*([:=])\s*([\w.*&]+)/.exec(line) ?? [];
      if (serving !== undefined) {
        // A statement may be one that is passed over.
        secure.add(assigned === '=' ? 'flag' : serving === 'true' ? 'yes' : serving === 'false' ? 'no' : 'flag');
        at ??= { file: path, line: index + 1 };
      }
      if (/\bFilterProvider\s*[:=]|WithAuthenticationAndAuthorization/.test(line)) {
        filter = true;
        const before = lines.slice(Math.max(0, index - 8), index);
        filterIfSecure &&= before.some((text) => /^\s*if\b.*secure/i.test(text));
        at ??= { file: path, line: index + 1 };
      }
    }
  }
  const [first = 'absent', ...others] = secure;
  return {
    known,
    defaults,
    secureServing: others.length > 0 ? 'flag' : first,
    filter,
    filterIfSecure: filter && filterIfSecure,
    controllerRuntime,
    controllerRuntimeAt,
    at,
  };
}
