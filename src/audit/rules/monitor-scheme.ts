import { scrapes } from '../input/scraped.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const monitorScheme: Rule = {
  id: 'monitor-scheme',
  family: 'wiring',
  severity: 'error',
  title: 'A monitor asks otherwise than metrics are served',
  why: `A scrape over HTTP of a port that serves HTTPS is answered 400, one over HTTPS of a port that serves HTTP fails in the
handshake, and one without a token is answered 401 where the proxy or the manager asks who the caller is.

Source: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      for (const { monitor, endpoint, scheme, asks, by, chain } of scrapes(input, root)) {
        const at = { root, object: monitor.object, path: endpoint.path };
        const who = by === 'proxy' ? 'the proxy' : chain.manager.name;
        if (scheme !== undefined && scheme !== endpoint.scheme) {
          yield {
            at: { ...at, path: [...endpoint.path, 'scheme'] },
            message: `it asks over ${endpoint.scheme.toUpperCase()}, but ${who} serves ${scheme.toUpperCase()}`,
            fix: scheme === 'https' ? 'say scheme: https, with a tlsConfig' : 'say scheme: http, without tlsConfig',
          };
        } else if (asks === true && !endpoint.token) {
          const cert = endpoint.value.tlsConfig;
          // A client certificate is another way to say who one is.
          if (cert !== undefined && endpoint.secrets.length > 0) continue;
          yield {
            at,
            message: `it sends no token, but ${who} lets only known callers in`,
            fix: 'add bearerTokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token',
          };
        } else if (endpoint.token && scheme === 'http') {
          yield {
            at,
            severity: 'warning',
            message: `it sends its token in clear: ${who} serves HTTP`,
            fix: 'drop bearerTokenFile, or serve HTTPS',
          };
        }
      }
    });
  },
};
