/** How the proxy is to be, as texts of flags. */
export interface ProxyOptions {
  readonly image: string;
  readonly port: string;
  readonly upstream: string;
  readonly tls: string;
  readonly allowPaths: string;
  readonly cpuRequest: string;
  readonly cpuLimit: string;
  readonly memoryRequest: string;
  readonly memoryLimit: string;
}

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
