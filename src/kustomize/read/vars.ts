import { type Place, placeOf } from '../errors/place.ts';
import { parseApiVersion } from '../ids/gvk.ts';
import type { ResId } from '../ids/res-id.ts';
import type { Struct } from './decode.ts';
import type { VarFields } from './kustomization-fields.ts';

/** One entry of `vars:`: a name, and the field of an object that it stands for. */
export interface Var {
  readonly name: string;
  readonly target: ResId;
  /** Default: metadata.name. */
  readonly fieldPath: string;
  readonly place: Place;
}

/** The entries of `vars:`, with their defaults. */
export function toVars(entries: readonly Struct<VarFields>[] | undefined, file: string): Var[] {
  return (entries ?? []).map((entry, index) => {
    const { apiVersion = '', kind = '', name = '', namespace = '' } = entry.objref ?? {};
    let { group = '', version = '' } = entry.objref ?? {};
    if (apiVersion !== '') {
      const parts = apiVersion.split('/');
      // An API version of the core group leaves the field group as it is.
      if (parts.length === 2) ({ group, version } = parseApiVersion(apiVersion));
      else if (parts.length === 1) version = apiVersion;
    }
    return {
      name: entry.name ?? '',
      target: { group, version, kind, name, namespace, clusterScoped: false },
      fieldPath: entry.fieldref?.fieldPath || 'metadata.name',
      place: placeOf(file, entry.node, `vars[${index}]`),
    };
  });
}
