/** Where a program listens, as Go's `net.Listen` reads it. */
export type Address =
  | { readonly off: true }
  | { readonly off: false; readonly host: string; readonly port: number; readonly local: boolean };

/**
 * `:8443`, `127.0.0.1:8080`, `[::1]:80`, `localhost:80`; `0` switches a server of controller-runtime off
 * (pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/metrics/server#Options). Undefined: no address, or one that only the
 * program knows, such as a port by name.
 */
export function parseAddress(text: string | undefined): Address | undefined {
  if (text === undefined) return undefined;
  if (text === '0') return { off: true };
  const colon = text.lastIndexOf(':');
  const port = text.slice(colon + 1);
  if (colon === -1 || !/^\d{1,5}$/.test(port)) return undefined;
  const host = text.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return { off: false, host, port: Number(port), local: isLocal(host) };
}

/** The address that a URL such as `http://127.0.0.1:8080/` leads to, and its scheme. */
export function parseUpstream(
  url: string | undefined,
): { readonly scheme: string; readonly host: string; readonly port: number; readonly local: boolean } | undefined {
  const match = /^([a-z]+):\/\/(\[[^\]]*\]|[^:/]*)(?::(\d{1,5}))?(?:\/|$)/.exec(url ?? '');
  if (match === null) return undefined;
  const [, scheme = '', written = '', port] = match;
  const host = written.replace(/^\[(.*)\]$/, '$1');
  const usual = scheme === 'https' ? 443 : 80;
  return { scheme, host, port: port === undefined ? usual : Number(port), local: isLocal(host) };
}

/** Whether only the containers of the same pod reach it. */
function isLocal(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
