import { METRICS_FLAGS } from '../../objects/wiring/metrics.ts';
import { inWiredRoots, type Rule } from './rule.ts';

/** Flags of a manager that mean one thing; others may be lists. */
const SINGLE = new Set([
  ...METRICS_FLAGS,
  ...['health-probe-bind-address', 'health-addr', 'leader-elect', 'enable-leader-election', 'leader-election-id'],
  ...[
    'metrics-secure',
    'metrics-cert-path',
    'webhook-cert-path',
    'enable-http2',
    'zap-log-level',
    'zap-devel',
    'config',
  ],
]);

export const flagTwice: Rule = {
  id: 'flag-twice',
  family: 'wiring',
  severity: 'warning',
  title: 'A flag is given twice',
  why: `Of a flag that stands twice the last one counts. Which one that is depends on the order of patches: whoever changes the
other wonders why nothing happens.

Source: https://pkg.go.dev/flag`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      for (const { object, containers } of root.wiring.workloads) {
        for (const { part, flags, name: container } of containers) {
          if (part !== 'manager') continue;
          for (const [index, { name, path, text }] of flags.entries()) {
            const later = flags.slice(index + 1).find((flag) => flag.name === name);
            if (later === undefined || !SINGLE.has(name)) continue;
            yield {
              at: { root, object, path },
              message: `${text} does nothing: ${container} gets ${later.text} after it`,
              fix: `give --${name} once`,
            };
          }
        }
      }
    });
  },
};
