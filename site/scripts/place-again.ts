import { parseArgs } from 'node:util';
import { place } from './place.ts';
import { DIST } from './places.ts';

// Another path for what has been built.
const { values } = parseArgs({ options: { base: { type: 'string' } } });
if (values.base === undefined) throw new Error('--base /path/ is missing');
place(values.base, DIST);
