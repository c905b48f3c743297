import type { Answer, Call } from './protocol.ts';
import { tasks } from './tasks.ts';

// The policy of a page does not hold for its workers. So this one gives up all ways out of it, before it sees anything.
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport']) {
  Object.defineProperty(globalThis, name, { value: undefined, writable: false, configurable: false });
}

const answer = (message: Answer) => postMessage(message);

addEventListener('message', async ({ data }: MessageEvent<Call>) => {
  const { id, task, input } = data;
  try {
    const run = tasks[task] as (input: unknown, report: (text: string) => void) => Promise<unknown>;
    const result = await run(input, (text) => answer({ id, kind: 'progress', text }));
    answer({ id, kind: 'done', result });
  } catch (error) {
    const issues = error instanceof Error && error.name === 'ScaffoldError' && 'issues' in error ? error.issues : undefined;
    if (Array.isArray(issues)) answer({ id, kind: 'refused', issues });
    else answer({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
