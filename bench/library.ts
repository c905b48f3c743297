import { existsSync } from 'node:fs';

if (!existsSync(built('index'))) throw new Error('the library is not built: npm run build');

/**
 * The library as users import it. What runs the bench gives names to all functions of the source, for the sake of stack
 * traces, and that takes a fifth of the time.
 */
export const library: typeof import('../src/index.ts') = await import(built('index').href);
export const nodeLibrary: typeof import('../src/node/index.ts') = await import(built('node/index').href);

function built(entry: string): URL {
  return new URL(`../dist/${entry}.js`, import.meta.url);
}
