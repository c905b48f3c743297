import { foldNextLines } from '../../yaml/print-node.ts';
import type { Struct } from '../read/decode.ts';
import type { ConfigMapFields, GeneratorOptionFields, SecretFields } from '../read/kustomization-fields.ts';
import type { GeneratorArgs, GeneratorOptions } from '../run/generators/generate.ts';

/** An entry of a generator with `generatorOptions:` taken over: what the entry says itself comes first. */
export function toGeneratorArgs(
  kind: GeneratorArgs['kind'],
  fields: Partial<ConfigMapFields & Pick<SecretFields, 'type'>>,
  global: Struct<GeneratorOptionFields> | undefined,
): GeneratorArgs {
  return {
    kind,
    name: fields.name ?? '',
    namespace: fields.namespace ?? '',
    behavior: fields.behavior ?? '',
    type: fields.type ?? '',
    envs: [...(fields.envs ?? []), ...(fields.env === undefined || fields.env === '' ? [] : [fields.env])],
    // kustomize hands a generator its configuration as YAML that was JSON.
    literals: (fields.literals ?? []).map(foldNextLines),
    files: fields.files ?? [],
    options: mergeOptions(fields.options, global),
  };
}

function mergeOptions(
  local: Struct<GeneratorOptionFields> | undefined,
  global: Struct<GeneratorOptionFields> | undefined,
): GeneratorOptions | undefined {
  if (local === undefined && global === undefined) return undefined;
  return {
    labels: new Map([...(global?.labels ?? []), ...(local?.labels ?? [])]),
    annotations: new Map([...(global?.annotations ?? []), ...(local?.annotations ?? [])]),
    disableNameSuffixHash: local?.disableNameSuffixHash === true || global?.disableNameSuffixHash === true,
    immutable: local?.immutable === true || global?.immutable === true,
  };
}
