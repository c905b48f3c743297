import type { JsonObject } from '../../../src/kubernetes/object.ts';
import type { ApiClient } from './api-client.ts';

/** A kind that an API server keeps objects of. */
export interface ServedKind {
  /** The path of its objects, in the namespace `default` where they have one. */
  readonly collection: string;
  /** Its schema, and those that are referred to, by name. */
  readonly schema: JsonObject;
  readonly schemas: JsonObject;
}

interface ApiResource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** Every kind whose objects can be created and changed, by group and kind, in the version that the server prefers. */
export async function servedKinds(admin: ApiClient): Promise<Map<string, ServedKind>> {
  const { body } = await admin.request('GET', '/apis');
  const { groups } = body as unknown as { groups: { preferredVersion: { groupVersion: string } }[] };
  const kinds = new Map<string, ServedKind>();
  for (const groupVersion of ['v1', ...groups.map((group) => group.preferredVersion.groupVersion)]) {
    const [version = '', group = ''] = groupVersion.split('/').reverse();
    const base = group === '' ? 'api/v1' : `apis/${groupVersion}`;
    const list = (await admin.request('GET', `/${base}`)).body as unknown as { resources: readonly ApiResource[] };
    const openApi = (await admin.request('GET', `/openapi/v3/${base}`)).body as { components: { schemas: JsonObject } };
    const { schemas } = openApi.components;
    for (const { name, kind, namespaced, verbs } of list.resources) {
      if (name.includes('/') || !verbs.includes('create') || !verbs.includes('update')) continue;
      const schema = Object.values(schemas as Record<string, JsonObject>).find((each) => {
        const of = each['x-kubernetes-group-version-kind'] as readonly JsonObject[] | undefined;
        return of?.some((one) => one.kind === kind && one.group === group && one.version === version);
      })!;
      const collection = `/${base}/${namespaced ? 'namespaces/default/' : ''}${name}`;
      kinds.set(`${group}|${kind}`, { collection, schema, schemas });
    }
  }
  return kinds;
}
