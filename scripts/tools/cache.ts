import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where built tools are kept between runs: outside the work tree, named by tool and version. */
export function cacheDirectory(): string {
  const base = process.env['OPERATOR_SCAFFOLD_CACHE'];
  if (base !== undefined && base !== '') return base;
  const xdg = process.env['XDG_CACHE_HOME'];
  return join(xdg !== undefined && xdg !== '' ? xdg : join(homedir(), '.cache'), 'operator-scaffold');
}
