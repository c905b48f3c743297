import type { Profile } from '../../../presets/facts/facts.ts';

/** A flag of the manager. */
interface Flag {
  readonly variable: string;
  readonly name: string;
  readonly value: string | boolean | number;
  readonly usage: string;
}

/** The flags that this profile's manager takes, in the order of the help text. */
export function managerFlags(profile: Profile): Flag[] {
  const secure = profile.metricsSecureFlag !== 'absent';
  const certificates = profile.certificateFlags !== 'absent';
  return [
    {
      variable: 'metricsAddr',
      name: 'metrics-bind-address',
      value: profile.metricsBindDefault,
      usage: 'The address of the metrics endpoint, such as :8443 for HTTPS or :8080 for HTTP; 0 switches it off.',
    },
    {
      variable: 'probeAddr',
      name: 'health-probe-bind-address',
      value: ':8081',
      usage: 'The address of the health and readiness probes.',
    },
    {
      variable: 'enableLeaderElection',
      name: 'leader-elect',
      value: false,
      usage: 'Elect a leader, so that only one of several managers is active.',
    },
    ...(secure
      ? [
          {
            variable: 'secureMetrics',
            name: 'metrics-secure',
            value: profile.metricsSecureFlag === 'on',
            usage: 'Serve metrics over HTTPS; --metrics-secure=false serves them over HTTP.',
          },
        ]
      : []),
    ...(profile.webhookPortFlag
      ? [
          {
            variable: 'webhookPort',
            name: 'webhook-port',
            value: 9443,
            usage: 'The port of the webhook server; -1 switches it off.',
          },
        ]
      : []),
    ...(certificates
      ? [...certificateFlags('webhook', 'webhook server'), ...certificateFlags('metrics', 'metrics server')]
      : []),
    ...(profile.http2Flag
      ? [
          {
            variable: 'enableHTTP2',
            name: 'enable-http2',
            value: false,
            usage: 'Offer HTTP/2 on the metrics and webhook servers.',
          },
        ]
      : []),
  ];
}

function certificateFlags(prefix: 'webhook' | 'metrics', server: string): Flag[] {
  return [
    {
      variable: `${prefix}CertPath`,
      name: `${prefix}-cert-path`,
      value: '',
      usage: `The directory with the certificate of the ${server}.`,
    },
    {
      variable: `${prefix}CertName`,
      name: `${prefix}-cert-name`,
      value: 'tls.crt',
      usage: `The file name of the certificate of the ${server}.`,
    },
    {
      variable: `${prefix}CertKey`,
      name: `${prefix}-cert-key`,
      value: 'tls.key',
      usage: `The file name of the key of the ${server}.`,
    },
  ];
}

/** The part of main() that declares and reads the flags. */
export function flagDeclarations(profile: Profile): string {
  const flags = managerFlags(profile);
  const variables = (type: 'string' | 'boolean' | 'number', part: RegExp) =>
    flags.filter(({ variable, value }) => typeof value === type && part.test(variable)).map(({ variable }) => variable);
  const lines = [
    [variables('string', /Addr$/), 'string'],
    [variables('string', /^webhookCert/), 'string'],
    [variables('string', /^metricsCert/), 'string'],
    [variables('number', /./), 'int'],
    [variables('boolean', /./), 'bool'],
  ] as const;
  const declared = lines
    .filter(([names]) => names.length > 0)
    .map(([names, type]) => `\tvar ${names.join(', ')} ${type}\n`);
  return `${declared.join('')}${flags.map(declaration).join('')}\topts := zap.Options{Development: true}
\topts.BindFlags(flag.CommandLine)
\tflag.Parse()
`;
}

function declaration({ variable, name, value, usage }: Flag): string {
  const literal = typeof value === 'string' ? `"${value}"` : String(value);
  const type = { string: 'String', boolean: 'Bool', number: 'Int' }[typeof value as 'string' | 'boolean' | 'number'];
  return `\tflag.${type}Var(&${variable}, "${name}", ${literal},\n\t\t"${usage}")\n`;
}
