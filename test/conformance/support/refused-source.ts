import type { KubernetesObject } from '../../../src/kubernetes/object.ts';
import { SERVED } from './foreign-crds.ts';
import type { KubernetesApi } from './kubernetes-api.ts';

/**
 * What the API server says against the manifests themselves, before any chart: an API that Kubernetes has dropped, or
 * text that another program is to fill in first. No chart of them can be installed.
 */
export async function refusedSource(objects: readonly KubernetesObject[], { admin }: KubernetesApi): Promise<string[]> {
  const answers = objects.map(async (object) => {
    const [group = ''] = object.apiVersion.includes('/') ? object.apiVersion.split('/') : [''];
    if (!SERVED.test(group)) return [];
    const { namespace: _, ...metadata } = object.metadata;
    try {
      await admin.create({ ...object, metadata } as KubernetesObject, undefined, '?dryRun=All');
      return [];
    } catch (error) {
      const { message } = error as Error;
      // One that is there already is as good as any.
      return /: 409 /.test(message) ? [] : [`${object.kind} ${object.metadata.name}: ${message}`];
    }
  });
  return (await Promise.all(answers)).flat();
}
