/**
 * Prints medians: the scaffold, rendering, charts, start-up, with the peers that are built on this machine.
 *
 *     npm run build && npm run bench
 */
import { benchScaffold } from './scaffold.ts';
import { benchStartUp } from './start-up.ts';

console.log(`Node ${process.version}, ${process.platform} ${process.arch}`);
benchScaffold();
benchStartUp();
