import { nameOf } from '../../kubernetes/identity.ts';
import type { Place, Places } from '../../objects/places/places.ts';
import { scrapes } from '../input/scraped.ts';
import { inWiredRoots, type Rule } from './rule.ts';

/** Whether a comment above the line says that and why nothing is verified. */
function saysWhy(places: Places, { file, line }: Place): boolean {
  if (line === undefined) return false;
  const above = places.lines(file).slice(Math.max(0, line - 4), line);
  return above.some((text) => /^[^#]*#.*\bverif/i.test(text)) && !above.some((text) => /TODO/.test(text));
}

const PLACEHOLDER = /SERVICE_NAME|SERVICE_NAMESPACE|\$\(/;

export const monitorCertificate: Rule = {
  id: 'monitor-certificate',
  family: 'wiring',
  severity: 'error',
  title: 'A monitor cannot verify the certificate, or does not',
  why: `Without a certificate of its own a manager, and a proxy, signs one for itself that nobody knows: a monitor that verifies it
fails on every scrape. So does one whose \`serverName\` is a placeholder, or the name of no Service. A monitor that verifies
nothing works, and would talk to whoever answers in the Service's place; that is told as a note.

Source: https://pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/metrics/server#Options`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      const services = new Set(root.wiring.services.map(({ object }) => nameOf(object)));
      for (const { monitor, endpoint, selfSigned, scheme, by } of scrapes(input, root)) {
        const { object } = monitor;
        const { path, verifies, serverName } = endpoint;
        if (verifies === false && scheme === 'https') {
          const at = { root, object, path: [...path, 'tlsConfig', 'insecureSkipVerify'] };
          if (by === 'proxy' || saysWhy(input.places, input.places.of(root, object, at.path))) continue;
          yield {
            at,
            severity: 'note',
            message: 'it does not verify who answers',
            fix: 'operator-scaffold feature metricsCerts on',
          };
          continue;
        }
        if (verifies !== true || scheme !== 'https') continue;
        if (serverName !== undefined && PLACEHOLDER.test(serverName)) {
          yield {
            at: { root, object, path: [...path, 'tlsConfig', 'serverName'] },
            message: `it verifies the name ${serverName}, which is a placeholder`,
            fix: 'switch on the replacements that fill it in, or write the name of the Service',
          };
        } else if (
          serverName !== undefined &&
          /\.svc(?:\.|$)/.test(serverName) &&
          !services.has(serverName.split('.')[0]!)
        ) {
          yield {
            at: { root, object, path: [...path, 'tlsConfig', 'serverName'] },
            message: `it verifies the name ${serverName}, but no Service is called ${serverName.split('.')[0]}`,
            fix: 'write the name of the metrics Service',
          };
        } else if (selfSigned === true) {
          yield {
            at: { root, object, path: [...path, 'tlsConfig'] },
            message: 'it verifies a certificate that the server signs for itself',
            fix: 'operator-scaffold feature metricsCerts on, or say insecureSkipVerify: true',
          };
        }
      }
    });
  },
};
