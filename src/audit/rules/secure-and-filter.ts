import type { Rule } from './rule.ts';

export const secureWithoutFilter: Rule = {
  id: 'secure-without-filter',
  family: 'protection',
  severity: 'warning',
  title: 'Metrics over TLS, for everybody',
  why: `TLS keeps others from listening, but lets in whoever calls: without a \`FilterProvider\` the manager asks nobody for a token.

Source: https://pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/metrics/server#Options`,
  *check({ go, roots }) {
    if (!go.known || go.filter || go.at === undefined) return;
    if (go.secureServing !== 'yes' && !(go.secureServing === 'flag' && go.defaults.get('metrics-secure') === 'true'))
      return;
    // A proxy before it asks instead.
    if (roots.some(({ wiring }) => wiring.metrics.some(({ proxy }) => proxy !== undefined))) return;
    yield {
      at: go.at,
      message: 'metrics are served with TLS, and to everybody: there is no filter',
      fix: 'set FilterProvider: filters.WithAuthenticationAndAuthorization beside SecureServing',
    };
  },
};

export const filterWithoutSecure: Rule = {
  id: 'filter-without-secure',
  family: 'protection',
  severity: 'error',
  title: 'Tokens are sent in clear',
  why: `The filter asks every caller for its token. Without \`SecureServing\` the tokens come over plain HTTP, where anybody on the way
reads them, and can do with them whatever Prometheus may.

Source: https://pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/metrics/server#Options`,
  *check({ go, roots }) {
    if (!go.known || !go.filter || go.filterIfSecure || go.at === undefined) return;
    const said = roots.flatMap(({ wiring }) => wiring.metrics.map(({ settings }) => settings.secure));
    const isFlagOff =
      go.secureServing === 'flag' && (said.includes(false) || go.defaults.get('metrics-secure') === 'false');
    if (go.secureServing !== 'absent' && go.secureServing !== 'no' && !isFlagOff) return;
    if (said.some((secure) => secure === true)) return;
    // Switched off, nobody asks.
    const isOn = roots.some(({ wiring }) =>
      wiring.metrics.some(({ settings }) => settings.winner?.address?.off === false),
    );
    if (!isOn) return;
    yield {
      at: go.at,
      message: 'metrics ask for tokens over plain HTTP: SecureServing is not set',
      fix: 'set SecureServing: true, or pass --metrics-secure',
    };
  },
};
