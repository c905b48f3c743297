import { coerce, compare, valid } from 'semver';

/**
 * Compares two versions as Go modules, images and tools write them (`v0.21.0`, `1.24`, `go1.24.1`, pseudo-versions);
 * undefined where one of them is none.
 */
export function compareVersions(a: string, b: string): number | undefined {
  const [x, y] = [parsed(a), parsed(b)];
  return x === undefined || y === undefined ? undefined : compare(x, y);
}

function parsed(text: string): string | undefined {
  const bare = text.startsWith('go') ? text.slice(2) : text;
  if (!/^v?\d/.test(bare) || bare.length > 256) return undefined;
  return valid(bare) ?? (/^v?\d+(\.\d+){0,2}$/.test(bare) ? coerce(bare)?.version : undefined);
}

/**
 * Settles a version that both sides changed: yours where it is the newer one, else undefined: a person decides.
 */
export function newerOfYours(yours: string, theirs: string): string | undefined {
  const order = compareVersions(yours, theirs);
  return order !== undefined && order >= 0 ? yours : undefined;
}
