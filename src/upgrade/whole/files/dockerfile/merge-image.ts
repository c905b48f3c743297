import { newerOfYours } from '../versions.ts';

/**
 * Merges the name of an image part by part: where it comes from, its version and what stands behind the version
 * (`-alpine`). Undefined where both sides changed the same part, or yours is another image.
 */
export function mergeImage(base: string, yours: string, theirs: string): string | undefined {
  if (base === yours) return theirs;
  if (plain(yours) === plain(theirs) || plain(base) === plain(theirs)) return yours;
  if (plain(base) === plain(yours)) return theirs;
  const [b, y, t] = [partsOf(base), partsOf(yours), partsOf(theirs)] as const;
  if (b === undefined || y === undefined || t === undefined || y.digest !== b.digest) return undefined;
  const name = either(plain(b.name), plain(y.name), plain(t.name), b.name === y.name ? t.name : y.name);
  if (name === undefined || lastOf(y.name) !== lastOf(t.name)) return undefined;
  const version = either(b.version, y.version, t.version) ?? newerOfYours(y.version, t.version);
  const variant = either(b.variant, y.variant, t.variant);
  if (version === undefined || variant === undefined) return undefined;
  const digest = either(b.digest, y.digest, t.digest) ?? '';
  return `${name}${version === '' && variant === '' ? '' : ':'}${version}${variant}${digest}`;
}

/** The side that changed; undefined where both did, and not to the same. */
function either(
  base: string,
  yours: string,
  theirs: string,
  spelling = base === yours ? theirs : yours,
): string | undefined {
  if (yours === theirs || base === theirs || base === yours) return spelling;
  return undefined;
}

function partsOf(image: string) {
  const [tagged = '', digest] = image.split('@');
  const colon = tagged.lastIndexOf(':');
  const hasTag = colon > tagged.lastIndexOf('/');
  const name = hasTag ? tagged.slice(0, colon) : tagged;
  const tag = hasTag ? tagged.slice(colon + 1) : '';
  if (name === '' || name.includes('$')) return undefined;
  const version = /^v?\d[\d.]*/.exec(tag)?.[0] ?? '';
  return { name, version, variant: tag.slice(version.length), digest: digest === undefined ? '' : `@${digest}` };
}

/** The registry of images that name none, left out. */
function plain(image: string): string {
  return image.replace(/^docker\.io\/(library\/)?/, '');
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
