import { describeValue, type Issue, ScaffoldError } from '../../../core/errors.ts';
import type { PluginCall } from '../../define-plugin.ts';
import { DEFAULTS, type ProxyOptions } from './defaults.ts';

const FLAGS: readonly (readonly [keyof ProxyOptions, string])[] = [
  ['image', 'proxy-image'],
  ['port', 'proxy-port'],
  ['upstream', 'proxy-upstream'],
  ['tls', 'proxy-tls'],
  ['allowPaths', 'proxy-allow-paths'],
  ['cpuRequest', 'proxy-cpu-request'],
  ['cpuLimit', 'proxy-cpu-limit'],
  ['memoryRequest', 'proxy-memory-request'],
  ['memoryLimit', 'proxy-memory-limit'],
];

/** As the API server takes quantities (k8s.io/apimachinery/pkg/api/resource/quantity.go), without signs. */
const QUANTITY = /^[0-9]+(\.[0-9]+)?([numkMGTPE]|[KMGTPE]i|[eE][0-9]{1,2})?$/;
const UPSTREAM = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):([0-9]{1,5})\/?$/;
const RULES: Readonly<Record<keyof ProxyOptions, readonly [test: (value: string) => boolean, expected: string]>> = {
  image: [(value) => /^[^\s:@][^\s]*$/.test(value) && /[:@][^/]+$/.test(value), 'an image with its tag or digest'],
  port: [isPort, 'a port from 1 to 65535'],
  upstream: [
    (value) => isPort(UPSTREAM.exec(value)?.[2] ?? ''),
    'an address that only the pod reaches: http://127.0.0.1:8080/',
  ],
  tls: [(value) => value === 'self-signed' || value === 'cert-manager', 'self-signed or cert-manager'],
  allowPaths: [
    (value) => value.split(',').every((path) => /^\/[^\s,]*$/.test(path)),
    'paths such as /metrics,/metrics/slow',
  ],
  cpuRequest: [(value) => QUANTITY.test(value), 'a quantity such as 5m'],
  cpuLimit: [(value) => QUANTITY.test(value), 'a quantity such as 500m'],
  memoryRequest: [(value) => QUANTITY.test(value), 'a quantity such as 64Mi'],
  memoryLimit: [(value) => QUANTITY.test(value), 'a quantity such as 128Mi'],
};

/**
 * What the flags say, else what stands, else the default.
 *
 * @throws ScaffoldError `usage`, with all values that are wrong
 */
export function proxyOptions(flags: PluginCall['flags'], standing: Partial<ProxyOptions>): ProxyOptions {
  const issues: Issue[] = [];
  const entries = FLAGS.map(([key, flag]) => {
    const value = String(flags[flag] || standing[key] || DEFAULTS[key]);
    const [holds, expected] = RULES[key];
    if (!holds(value)) {
      issues.push({
        code: 'usage',
        path: `--${flag}`,
        message: 'not a value of this flag',
        expected,
        received: describeValue(value),
      });
    }
    return [key, value] as const;
  });
  const options = Object.fromEntries(entries) as unknown as ProxyOptions;
  if (issues.length === 0 && managerAddress(options).endsWith(`:${options.port}`)) {
    issues.push({
      code: 'usage',
      path: '--proxy-port',
      message: 'the manager and its proxy cannot serve on one port',
      expected: `another port than that of ${options.upstream}`,
      received: describeValue(options.port),
    });
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  return options;
}

/** Where the manager listens: host and port of the upstream. */
export function managerAddress({ upstream }: ProxyOptions): string {
  return upstream.slice('http://'.length).replace(/\/$/, '');
}

function isPort(text: string): boolean {
  return /^[1-9][0-9]{0,4}$/.test(text) && Number(text) <= 65535;
}
