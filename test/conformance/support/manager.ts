import { readFileSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import { go } from './go-project.ts';

/** Changes a source file of a project under test. @throws Error where the text to replace is not there */
export function edit(directory: string, file: string, from: string, to: string): void {
  const path = join(directory, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

/** Builds the manager of a project. What a Pod gives it is given here instead: the namespace of its lease. */
export async function buildManager(directory: string): Promise<string> {
  const main = 'cmd/main.go';
  edit(
    directory,
    main,
    'LeaderElectionID:',
    'LeaderElectionNamespace: os.Getenv("TEST_NAMESPACE"),\nLeaderElectionID:',
  );
  await go(directory, 'build', '-o', 'bin/manager', './cmd');
  return join(directory, 'bin', 'manager');
}

/** The flags that a manager knows, from its own help text. */
export function flagsOf(help: string): Set<string> {
  return new Set([...help.matchAll(/^ {2}-([a-z0-9-]+)/gm)].map((match) => match[1] as string));
}

/** An answer, whatever its status; `undefined` where nothing answers. */
export function fetchMetrics(url: string, token?: string): Promise<{ status: number; body: string } | undefined> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const call = send(url, { headers, agent: false, ...{ rejectUnauthorized: false } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    call.on('error', () => resolve(undefined));
    call.end();
  });
}

/** What a TLS server on a loopback port presents: the protocol it picks of h2 and http/1.1, and its certificate. */
export function tlsOf(port: number): Promise<{ protocol: string; fingerprint: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      { host: '127.0.0.1', port, rejectUnauthorized: false, ALPNProtocols: ['h2', 'http/1.1'] },
      () => {
        resolve({ protocol: socket.alpnProtocol || 'none', fingerprint: socket.getPeerCertificate().fingerprint256 });
        socket.end();
      },
    );
    socket.on('error', reject);
  });
}

/** Waits until `ask` gives something. @throws Error with `what` and the last words of `context` */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  context: () => string = () => '',
  seconds = 60,
): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`not in ${seconds} s: ${what}\n${context().slice(-3000)}`);
    await sleep(200);
  }
}
