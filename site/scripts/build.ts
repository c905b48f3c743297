import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vitepress';
import { DIST, ROOT, SITE } from './places.ts';
import { place } from './place.ts';

const { values } = parseArgs({ options: { base: { type: 'string', default: '/operator-scaffold/' } } });

// The site takes the package as it is published.
if (!existsSync(join(ROOT, 'dist/index.js'))) {
  execFileSync('npm', ['run', 'build'], { cwd: ROOT, stdio: 'inherit' });
}
const { assemble } = await import('./assemble.ts');
const { writeApi } = await import('./api.ts');
await writeApi(assemble());
await build(SITE);
place(values.base, DIST);
console.log(`${DIST}, to be served from ${values.base}`);
