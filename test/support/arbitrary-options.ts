import fc from 'fast-check';
import type { ResourceOptions, ScaffoldOptions } from '../../src/options/generated/types.ts';

const PRESETS = ['https-metrics', '3.15', 'pre-3.15', 'kubebuilder@4.16.0', 'kubebuilder@3.14.2', 'kubebuilder@4.3.1'];
const KINDS = ['Widget', 'Policy', 'Database', 'HTTPProxy', 'Series', 'DNS', 'K8sIndex'];
const webhooks = fc.record({ defaulting: fc.boolean(), validation: fc.boolean() }, { requiredKeys: [] });

const ownKind: fc.Arbitrary<ResourceOptions[]> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    group: fc.constantFrom('shop', 'store.eu', ''),
    api: fc.constantFrom<ResourceOptions['api']>(undefined, true, { namespaced: false }),
    controller: fc.constantFrom(undefined, false),
    webhooks: fc.option(webhooks, { nil: undefined }),
    second: fc.constantFrom('none', 'plain', 'converted'),
    plural: fc.constantFrom(undefined, undefined, 'things'),
  })
  .map(({ second, ...rest }) => {
    const resource = rest as Omit<ResourceOptions, 'version'>; // undefined counts as absent
    const first = { version: 'v1', ...resource };
    if (second === 'none') return [first];
    const hub =
      second === 'plain' ? first : { ...first, webhooks: { ...first.webhooks, conversion: true, spoke: ['v2'] } };
    const { webhooks: _, controller: __, ...shared } = resource;
    return [hub, { version: 'v2', ...shared, controller: false }];
  });

const foreignKind: fc.Arbitrary<ResourceOptions[]> = fc.constantFrom<ResourceOptions[]>(
  [{ core: true, group: 'apps', version: 'v1', kind: 'Deployment' }],
  [{ core: true, group: 'core', version: 'v1', kind: 'Pod', webhooks: { defaulting: true } }],
  [
    {
      core: true,
      group: 'networking',
      version: 'v1',
      kind: 'Ingress',
      controller: false,
      webhooks: { validation: true },
    },
  ],
  [
    {
      external: true,
      group: 'cert-manager',
      domain: 'io',
      version: 'v1',
      kind: 'Certificate',
      path: 'github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1',
    },
  ],
);

const features = fc.record(
  {
    metrics: fc.boolean(),
    networkPolicy: fc.boolean(),
    prometheus: fc.boolean(),
    certManager: fc.boolean(),
    metricsCerts: fc.boolean(),
    webhooks: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Options as people write them: well-formed, most of them valid, the rest refused by a rule. */
export const plausibleOptions: fc.Arbitrary<ScaffoldOptions> = fc.record(
  {
    preset: fc.constantFrom(...PRESETS),
    projectName: fc.constantFrom('demo', 'a', 'my-operator', '0-9', 'no', 'x'.repeat(28)),
    domain: fc.constantFrom('example.com', 'my.domain', 'a-b.c1.io', ''),
    repo: fc.constantFrom('github.com/example/demo', 'demo', 'Example.com/X_y/v2'),
    multigroup: fc.boolean(),
    namespaced: fc.constantFrom(false, false, true),
    resources: fc
      .array(fc.oneof({ weight: 3, arbitrary: ownKind }, { weight: 1, arbitrary: foreignKind }), { maxLength: 4 })
      .map((kinds) => kinds.flat()),
    features,
    image: fc.constantFrom('controller:latest', 'ghcr.io/example/demo:v1.2.3', `x/y@sha256:${'0'.repeat(64)}`),
    license: fc.constantFrom('apache2', 'none'),
    owner: fc.constantFrom('', 'The Authors', 'O\'Neil & Söhne: #1 "best"'),
    year: fc.constantFrom(1999, 2026),
  },
  { requiredKeys: ['projectName', 'preset'] },
);

/** Text that breaks out of YAML, Go, shells and regular expressions where it is pasted in unescaped. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '#', ': ', '- a', '{{ .Values }}', '${HOME}', '`id`', '%s', '\\', '"', "'", '*/', '//', '\n', '\r\n'],
    ...[
      'a: b',
      'null',
      'yes',
      '0x1f',
      '1e3',
      '012',
      '2026-01-01',
      '<<',
      '&a',
      '*a',
      '!!str',
      '|',
      '>',
      '@',
      '~',
      '---',
    ],
    ...[
      '\u0000',
      '\u2028',
      '\ufeff',
      '\ud800',
      '..',
      '../x',
      '/etc',
      'a b',
      'é',
      '\u{1f600}',
      '__proto__',
      'constructor',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('a', 'B', '1', '-', '.', '/', ':', '@', '_', ' ', '"', '\n'), maxLength: 10 }),
);

/** Options that nobody should write: plausible ones with something put in their place anywhere. */
export const spoiltOptions: fc.Arbitrary<unknown> = fc
  .tuple(plausibleOptions, fc.nat(), fc.oneof(nastyText, fc.anything()), fc.boolean())
  .map(([options, place, value, rename]) => spoil(options, place, value, rename));

function spoil(options: ScaffoldOptions, place: number, value: unknown, rename: boolean): unknown {
  const copy = structuredClone(options) as unknown;
  const places: [Record<string, unknown>, string][] = [];
  collect(copy, places);
  const [holder, key] = places[place % places.length]!;
  if (rename && typeof value === 'string')
    Object.defineProperty(holder, value, { value: holder[key], enumerable: true });
  else holder[key] = value;
  return copy;
}

function collect(value: unknown, places: [Record<string, unknown>, string][]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    places.push([value as Record<string, unknown>, key]);
    collect((value as Record<string, unknown>)[key], places);
  }
}
