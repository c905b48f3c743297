import { describe, expect, it } from 'vitest';
import { acmeChart, definition, manager, service, webhook } from '../../support/acme-operator.ts';

describe('NOTES.txt', () => {
  it('speaks of what the chart has', () => {
    const bare = acmeChart([manager()]).template('NOTES.txt');
    expect(bare).toContain('kubectl get pods');
    for (const word of ['.Values.crds', 'webhook', 'metrics']) expect(bare).not.toContain(word);
    const metrics = service('metrics-service', [{ name: 'https', port: 8443, targetPort: 8443 }]);
    const args = ['--metrics-bind-address=:8443'];
    const full = acmeChart([manager({ container: { args } }), metrics, definition(), ...webhook()]).template(
      'NOTES.txt',
    );
    expect(full).toContain('{{- with .Values.crds }}');
    expect(full).toContain('"acme.webhook.certificateSource"');
    expect(full).toContain('.Values.metrics.enabled');
  });

  it('warns of images that cannot be pulled, as long as they are set', () => {
    const proxy = { name: 'kube-rbac-proxy', image: 'gcr.io/kubebuilder/kube-rbac-proxy:v0.16.0' };
    const main = { name: 'manager', image: 'example.com/acme:v1' };
    const text = acmeChart([manager({ pod: { containers: [proxy, main] } })]).template('NOTES.txt');
    expect(text).toContain('(eq .Values.kubeRbacProxy.image.repository "kubebuilder/kube-rbac-proxy")');
    expect(text).toContain('quay.io');
  });
});
