import { valid } from 'semver';

/** A module as `go get` takes it. */
export interface ModuleQuery {
  readonly module: string;
  /** A version (`v1.2.3`) or another query (`latest`, a branch); an empty string where none is given. */
  readonly version: string;
}

/** Takes `path@version` apart. */
export function parseModule(text: string): ModuleQuery {
  const [module = '', version = ''] = text.split('@', 2);
  return { module, version };
}

/** Whether go.mod can require this, as opposed to a query that only `go get` understands. */
export function isModuleVersion(query: string): boolean {
  const version = query.replace(/\+incompatible$/, '');
  return version === `v${valid(version)}`;
}
