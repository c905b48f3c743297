import { type Release, releaseNotes } from '../release.ts';

export const v4_3_0: Release = {
  version: '4.3.0',
  date: '2024-10-22',
  entries: [
    {
      id: '4.3.0/webhook-ca',
      release: '4.3.0',
      topic: 'certificates',
      title: 'The CA annotation comes from replacements, one pair for each kind of webhook.',
      why: 'The patch named both webhook configurations, so a project with one of them did not build.',
      links: [
        releaseNotes('4.3.0'),
        'https://github.com/kubernetes-sigs/kubebuilder/issues/3304',
        'https://github.com/kubernetes-sigs/kubebuilder/issues/4119',
      ],
      sets: {
        webhookCaPatch: false,
        caReplacements: 'each-kind',
        replacementOrder: ['validating-ca', 'mutating-ca', 'conversion-ca', 'webhook-service'],
      },
      mends: ['D23'],
    },
    {
      id: '4.3.0/webhook-names',
      release: '4.3.0',
      topic: 'webhooks',
      title: 'The names of webhook entries carry the version.',
      why: 'Two versions of a kind with webhooks had entries of one name.',
      links: [releaseNotes('4.3.0')],
      sets: { webhookNamesWithVersion: true },
    },
    {
      id: '4.3.0/external-types',
      release: '4.3.0',
      topic: 'project-file',
      title: 'Controllers and webhooks for types of other projects; PROJECT marks core and external types.',
      why: 'Operators extend kinds that they do not own.',
      links: [releaseNotes('4.3.0')],
      sets: { externalTypes: true, projectRecordsOrigin: true },
    },
    {
      id: '4.3.0/versions',
      release: '4.3.0',
      topic: 'versions',
      title: 'Kubernetes 0.31.1, controller-tools 0.16.4 and cert-manager in tests 1.16.0.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.3.0')],
      sets: {
        kubernetes: 'v0.31.1',
        controllerTools: 'v0.16.4',
        e2eCertManager: 'v1.16.0',
        e2ePrometheusOperator: 'v0.77.1',
      },
    },
  ],
};
