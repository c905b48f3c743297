import { commonMends } from './common-mends.ts';
import { currentGo, goMends } from './current-go.ts';
import type { NamedPreset } from './named-preset.ts';
import { olderMends } from './older-mends.ts';

export const SIDECAR_METRICS: NamedPreset = {
  name: 'pre-3.15',
  title: 'Metrics behind a kube-rbac-proxy sidecar, as the default was up to 3.14',
  base: '3.14.2',
  entries: [
    ...commonMends('pre-3.15'),
    currentGo('pre-3.15', '3.14.2'),
    ...goMends('pre-3.15'),
    ...olderMends('pre-3.15'),
    {
      id: 'pre-3.15/sidecar-image',
      release: 'pre-3.15',
      topic: 'metrics',
      title: 'The sidecar comes from the registry of its own project.',
      why: 'The registry of the old image is closed.',
      links: [
        'https://github.com/kubernetes-sigs/kubebuilder/discussions/3907',
        'https://github.com/kube-rbac-proxy/kube-rbac-proxy/issues/280',
      ],
      sets: { metricsSidecarImage: 'quay.io/brancz/kube-rbac-proxy:v0.16.0' },
      mends: ['D30'],
    },
  ],
};
