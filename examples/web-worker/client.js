/** The worker as a function: options in, files out, the page stays responsive. */
export function startWorker() {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  const waiting = new Map();
  worker.onmessage = ({ data: { id, ...answer } }) => {
    waiting.get(id)(answer);
    waiting.delete(id);
  };
  return {
    build(options) {
      const id = crypto.randomUUID();
      worker.postMessage({ id, options });
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    stop: () => worker.terminate(),
  };
}
