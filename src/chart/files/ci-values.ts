import type { JsonValue } from '../../kubernetes/object.ts';
import { type Draft, managerOf } from '../draft.ts';
import { printData } from '../template/print.ts';

/** Sets of values that chart-testing installs one by one (github.com/helm/chart-testing, `ci/*-values.yaml`). */
export function ciValues(draft: Draft): Record<string, string> {
  const has = (key: string) => draft.values.section.has(key);
  const manager = managerOf(draft);
  const files: Record<string, string> = {
    'ci/default-values.yaml': '# What the chart does unless it is told otherwise.\n{}\n',
  };
  const available: Record<string, JsonValue> = {};
  if (manager?.object.kind === 'Deployment') {
    if (has('replicaCount')) available.replicaCount = 2;
    if (has('podDisruptionBudget')) available.podDisruptionBudget = { enabled: true };
    if (has('podAntiAffinityPreset')) available.podAntiAffinityPreset = 'soft';
    else if (hasIn(draft, 'pod', 'podAntiAffinityPreset')) available.pod = { podAntiAffinityPreset: 'soft' };
    files['ci/available-values.yaml'] =
      `# Several pods on different nodes, of which one may always be away.\n${printData(available)}`;
  }
  if (has('webhook')) {
    files['ci/helm-certificate-values.yaml'] =
      `# Webhooks without cert-manager.\n${printData({ ...(has('certManager') ? { certManager: { enabled: false } } : {}), webhook: { certificate: { source: 'helm' } } })}`;
  }
  if (has('metrics'))
    files['ci/no-metrics-values.yaml'] = `# Without metrics.\n${printData({ metrics: { enabled: false } })}`;
  return files;
}

function hasIn(draft: Draft, section: string, key: string): boolean {
  return draft.values.section.has(section) && draft.values.section.section(section).has(key);
}
