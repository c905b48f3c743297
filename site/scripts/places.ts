import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The package whose site this is. */
export const ROOT = at('../..');
export const SITE = at('..');
/** What VitePress reads: the documents of the package, its examples, the API and the pages of this directory. */
export const SOURCE = at('../.cache/src');
/** What VitePress writes, for a base that nobody has. */
export const BUILT = at('../.cache/built');
export const DIST = at('../dist');
export const ARTIFACTS = at('../artifacts');

/** Stands for the path that the site is served from, until it is known; see place.ts. */
export const ANY_BASE = '/__base__/';
