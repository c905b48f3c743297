import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A server that was started for a test and is gone when the test is. */
export interface ServerProcess {
  /** What it said, for the message of a failing case. */
  output(): string;
  /** Whether it has ended by itself or by stop(). */
  ended(): boolean;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function startServer(file: string, args: readonly string[], cwd: string, env: Record<string, string> = {}) {
  const child = spawn(file, [...args], { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let text = '';
  const keep = (chunk: string) => {
    text = (text + chunk).slice(-200_000);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  let over = false;
  const end = new Promise<void>((resolve) => {
    const done = () => {
      over = true;
      running.delete(child);
      resolve();
    };
    child.on('close', done);
    child.on('error', (error) => {
      keep(`${error.message}\n`);
      done();
    });
  });
  return {
    output: () => text,
    ended: () => over,
    async stop() {
      child.kill('SIGTERM');
      const last = setTimeout(() => child.kill('SIGKILL'), 5000);
      await end;
      clearTimeout(last);
    },
  } satisfies ServerProcess;
}

/** Loopback ports that were free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve, reject) => {
        server.on('error', reject).listen(0, '127.0.0.1', () => resolve(server));
      });
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
