import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** As much of the OCI distribution protocol as a push needs, in memory, on a free loopback port. */
export interface OciRegistry {
  readonly host: string;
  /** Tags that were pushed, as `repository:tag`, with their manifests. */
  readonly tags: ReadonlyMap<
    string,
    { readonly layers: readonly { readonly mediaType: string; readonly digest: string }[] }
  >;
  readonly blobs: ReadonlyMap<string, Buffer>;
  stop(): void;
}

export async function startOciRegistry(): Promise<OciRegistry> {
  const blobs = new Map<string, Buffer>();
  const manifests = new Map<string, Buffer>();
  const tags = new Map<string, never>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://registry');
    const body = await read(request);
    const [, repository = '', kind = '', reference = ''] =
      /^\/v2\/(.+)\/(blobs|manifests)\/(.*)$/.exec(url.pathname) ?? [];
    if (url.pathname === '/v2/') return end(response, 200);
    if (kind === 'blobs' && reference === 'uploads/' && request.method === 'POST') {
      return end(response, 202, { location: `${url.pathname}${randomUUID()}` });
    }
    if (kind === 'blobs' && reference.startsWith('uploads/') && request.method === 'PUT') {
      const digest = url.searchParams.get('digest') ?? '';
      if (digest !== digestOf(body)) return end(response, 400);
      blobs.set(digest, body);
      return end(response, 201, { location: `/v2/${repository}/blobs/${digest}`, 'docker-content-digest': digest });
    }
    if (kind === 'manifests' && request.method === 'PUT') {
      const digest = digestOf(body);
      manifests.set(`${repository}:${reference}`, body);
      manifests.set(`${repository}:${digest}`, body);
      if (!reference.startsWith('sha256:'))
        tags.set(`${repository}:${reference}`, JSON.parse(body.toString()) as never);
      return end(response, 201, { location: url.pathname, 'docker-content-digest': digest });
    }
    const found = kind === 'blobs' ? blobs.get(reference) : manifests.get(`${repository}:${reference}`);
    if (found === undefined) return end(response, 404);
    const type = kind === 'blobs' ? 'application/octet-stream' : 'application/vnd.oci.image.manifest.v1+json';
    const headers = { 'content-type': type, 'docker-content-digest': digestOf(found), 'content-length': found.length };
    return end(response, 200, headers, request.method === 'HEAD' ? undefined : found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { host: `127.0.0.1:${port}`, tags, blobs, stop: () => server.close() };
}

function end(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | number> = {},
  body?: Buffer,
): void {
  response.writeHead(status, headers).end(body);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
