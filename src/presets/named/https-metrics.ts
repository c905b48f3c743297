import { commonMends } from './common-mends.ts';
import { goMends } from './current-go.ts';
import type { NamedPreset } from './named-preset.ts';

export const HTTPS_METRICS: NamedPreset = {
  name: 'https-metrics',
  title: 'Metrics over HTTPS, authenticated and authorized by the manager itself',
  base: '4.16.0',
  entries: [
    ...commonMends('https-metrics'),
    ...goMends('https-metrics'),
    {
      id: 'https-metrics/conversion-ca-targets',
      release: 'https-metrics',
      topic: 'certificates',
      title: 'Every CRD that converts gets the CA.',
      why: 'The tool activates the target of the first one alone.',
      links: [],
      sets: { conversionCaTargets: 'every' },
      mends: ['D4'],
    },
    {
      id: 'https-metrics/metrics-certificate',
      release: 'https-metrics',
      topic: 'certificates',
      title: 'The metrics Certificate is issued only where the endpoint uses it, and needs no webhooks.',
      why: 'Otherwise it is issued for the names of placeholders, or cannot be had at all.',
      links: [],
      sets: { metricsCertificateAlways: false, certManagerNeedsWebhooks: false },
      mends: ['D2', 'D3'],
    },
    {
      id: 'https-metrics/metrics-port',
      release: 'https-metrics',
      topic: 'metrics',
      title: 'The container declares the port of the metrics endpoint.',
      why: 'Policies and people can name it.',
      links: [],
      sets: { metricsPortDeclared: true },
    },
  ],
};
