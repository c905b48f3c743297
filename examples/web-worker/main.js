import { startWorker } from './client.js';

// The same without a page, for runtimes that have workers of the web: `deno run` and `bun run`.
const worker = startWorker();
const { files, chart, report } = await worker.build({ projectName: 'guestbook' });
const { issues } = await worker.build({ projectName: 'Guest Book' });
worker.stop();
console.log(`files: ${Object.keys(files).length}, chart: ${Object.keys(chart).length}`);
console.log(`references: ${report.references}, refused: ${issues.map(({ code }) => code)}`);
