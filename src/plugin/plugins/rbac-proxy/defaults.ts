import type { ProxyOptions } from './proxy-options.ts';

/** What holds where neither a flag nor an earlier edit says otherwise. */
export const DEFAULTS: ProxyOptions = {
  image: 'quay.io/brancz/kube-rbac-proxy:v0.16.0',
  port: '8443',
  upstream: 'http://127.0.0.1:8080/',
  tls: 'self-signed',
  allowPaths: '/metrics',
  cpuRequest: '5m',
  cpuLimit: '500m',
  memoryRequest: '64Mi',
  memoryLimit: '128Mi',
};
