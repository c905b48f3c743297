import type { Issue } from '../../core/errors.ts';
import { ScaffoldError } from '../../core/errors.ts';
import { parseYaml11 } from '../../yaml/parse-yaml11.ts';
import { sortByGvk } from '../ids/kind-order.ts';
import type { NameReference } from '../specs/data/name-references.ts';
import type { FieldSpec } from '../specs/field-spec.ts';
import {
  DEFAULT_CONFIG,
  EMPTY_CONFIG,
  FIELD_SPEC_PARTS,
  mergeConfigs,
  type TransformerConfig,
} from '../specs/transformer-config.ts';
import { type Fields, list, type Struct, struct, text } from './decode.ts';
import { type FieldSpecFields, fieldSpecReader } from './kustomization-fields.ts';
import type { Loader } from './loader.ts';

interface NameReferenceFields {
  group: string;
  version: string;
  kind: string;
  fieldSpecs: Struct<FieldSpecFields>[];
}

type ConfigurationFields = Record<(typeof FIELD_SPEC_PARTS)[number], Struct<FieldSpecFields>[]> & {
  nameReference: Struct<NameReferenceFields>[];
};

const FIELDS = {
  ...Object.fromEntries(FIELD_SPEC_PARTS.map((part) => [part, list(fieldSpecReader)])),
  nameReference: list(
    struct<NameReferenceFields>({ group: text, version: text, kind: text, fieldSpecs: list(fieldSpecReader) }),
  ),
} as unknown as Fields<ConfigurationFields>;

const reader = struct<ConfigurationFields>(FIELDS);

/**
 * kustomize's own configuration with that of the files that `configurations:` names.
 *
 * @throws ScaffoldError with all that is wrong in a file, Refusal where files disagree
 */
export function readConfigurations(paths: readonly string[], loader: Loader): TransformerConfig {
  let own = EMPTY_CONFIG;
  for (const path of paths) own = mergeConfigs(own, readConfiguration(path, loader));
  return mergeConfigs(DEFAULT_CONFIG, own);
}

function readConfiguration(path: string, loader: Loader): TransformerConfig {
  const file = loader.resolve(path);
  const issues: Issue[] = [];
  const node = parseYaml11(loader.load(path), file);
  const fields = node === undefined ? undefined : reader(node, { file, field: '', issues, strict: true, coerce: true });
  if (issues.length > 0) throw new ScaffoldError(issues);
  const parts = FIELD_SPEC_PARTS.map((part) => [part, sortByGvk(toFieldSpecs(fields?.[part]))] as const);
  return {
    ...EMPTY_CONFIG,
    ...Object.fromEntries(parts),
    nameReference: sortByGvk((fields?.nameReference ?? []).map(toNameReference)),
  };
}

function toNameReference(fields: Struct<NameReferenceFields>): NameReference {
  const { group = '', version = '', kind = '' } = fields;
  return { group, version, kind, fieldSpecs: toFieldSpecs(fields.fieldSpecs) };
}

export function toFieldSpecs(specs: readonly Struct<FieldSpecFields>[] | undefined): FieldSpec[] {
  return (specs ?? []).map(({ group = '', version = '', kind = '', path = '', create = false }) => ({
    group,
    version,
    kind,
    path,
    create,
  }));
}
