import type { YamlNode } from '../../yaml/node.ts';
import { anything, type Fields, flag, integer, list, type Struct, struct, text, textMap } from './decode.ts';
import { type SelectorFields, selectorReader } from './selector-fields.ts';

export interface FieldSpecFields {
  group: string;
  version: string;
  kind: string;
  path: string;
  create: boolean;
}

export const fieldSpecFields: Fields<FieldSpecFields> = {
  group: text,
  version: text,
  kind: text,
  path: text,
  create: flag,
};

export const fieldSpecReader = struct<FieldSpecFields>(fieldSpecFields);

export interface LabelFields {
  pairs: ReadonlyMap<string, string>;
  includeSelectors: boolean;
  includeTemplates: boolean;
  includeVolumeClaimTemplates: boolean;
  fields: Struct<FieldSpecFields>[];
}

export interface PatchFields {
  path: string;
  patch: string;
  target: Struct<SelectorFields>;
  options: Struct<{ allowNameChange: boolean; allowKindChange: boolean }>;
}

export const patchFields: Fields<PatchFields> = {
  path: text,
  patch: text,
  target: selectorReader,
  options: struct({ allowNameChange: flag, allowKindChange: flag }),
};

export interface ImageFields {
  name: string;
  newName: string;
  tagSuffix: string;
  newTag: string;
  digest: string;
}

export const imageReader = struct<ImageFields>({
  name: text,
  newName: text,
  tagSuffix: text,
  newTag: text,
  digest: text,
});

export interface FieldOptionFields {
  delimiter: string;
  index: string;
  encoding: string;
  create: boolean;
}

const fieldOptions = struct<FieldOptionFields>({ delimiter: text, index: integer, encoding: text, create: flag });

export interface SourceFields {
  group: string;
  version: string;
  kind: string;
  name: string;
  namespace: string;
  fieldPath: string;
  options: Struct<FieldOptionFields>;
}

export interface ReplacementTargetFields {
  select: Struct<SelectorFields>;
  reject: Struct<SelectorFields>[];
  fieldPaths: string[];
  options: Struct<FieldOptionFields>;
}

export interface ReplacementFields {
  source: Struct<SourceFields>;
  sourceValue: string;
  targets: Struct<ReplacementTargetFields>[];
}

const replacementFields: Fields<ReplacementFields> = {
  source: struct<SourceFields>({
    group: text,
    version: text,
    kind: text,
    name: text,
    namespace: text,
    fieldPath: text,
    options: fieldOptions,
  }),
  sourceValue: text,
  targets: list(
    struct<ReplacementTargetFields>({
      select: selectorReader,
      reject: list(selectorReader),
      fieldPaths: list(text, () => ''),
      options: fieldOptions,
    }),
  ),
};

export const replacementReader = struct<ReplacementFields>(replacementFields);
export const replacementEntryReader = struct<ReplacementFields & { path: string }>({
  ...replacementFields,
  path: text,
});

export interface ReplicaFields {
  name: string;
  count: string;
}

export const replicaReader = struct<ReplicaFields>({ name: text, count: integer });

export interface VarFields {
  name: string;
  objref: Struct<{
    apiVersion: string;
    group: string;
    version: string;
    kind: string;
    name: string;
    namespace: string;
  }>;
  fieldref: Struct<{ fieldPath: string }>;
}

const varReader = struct<VarFields>({
  name: text,
  objref: struct({ apiVersion: text, group: text, version: text, kind: text, name: text, namespace: text }),
  fieldref: struct({ fieldPath: text }),
});

export interface GeneratorOptionFields {
  labels: ReadonlyMap<string, string>;
  annotations: ReadonlyMap<string, string>;
  disableNameSuffixHash: boolean;
  immutable: boolean;
}

const generatorOptions = struct<GeneratorOptionFields>({
  labels: textMap,
  annotations: textMap,
  disableNameSuffixHash: flag,
  immutable: flag,
});

export interface ConfigMapFields {
  namespace: string;
  name: string;
  behavior: string;
  literals: string[];
  files: string[];
  envs: string[];
  env: string;
  options: Struct<GeneratorOptionFields>;
}

export interface SecretFields extends ConfigMapFields {
  type: string;
}

const texts = list(text, () => '');

export const configMapFields: Fields<ConfigMapFields> = {
  namespace: text,
  name: text,
  behavior: text,
  literals: texts,
  files: texts,
  envs: texts,
  env: text,
  options: generatorOptions,
};

export const secretFields: Fields<SecretFields> = { ...configMapFields, type: text };

export interface SortFields {
  order: string;
  legacySortOptions: Struct<{ orderFirst: string[]; orderLast: string[] }>;
}

/** The fields of a kustomization file: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
/** Read for what is wrong with them: charts are not rendered. */
interface HelmGlobalsFields {
  chartHome: string;
  configHome: string;
}

export interface KustomizationFields {
  apiVersion: string;
  kind: string;
  metadata: YamlNode;
  openapi: ReadonlyMap<string, string>;
  namePrefix: string;
  nameSuffix: string;
  namespace: string;
  commonLabels: ReadonlyMap<string, string>;
  labels: Struct<LabelFields>[];
  commonAnnotations: ReadonlyMap<string, string>;
  patchesStrategicMerge: string[];
  patchesJson6902: Struct<PatchFields>[];
  patches: Struct<PatchFields>[];
  images: Struct<ImageFields>[];
  imageTags: Struct<ImageFields>[];
  replacements: Struct<ReplacementFields & { path: string }>[];
  replicas: Struct<ReplicaFields>[];
  vars: Struct<VarFields>[];
  sortOptions: Struct<SortFields>;
  resources: string[];
  components: string[];
  crds: string[];
  bases: string[];
  configMapGenerator: Struct<ConfigMapFields>[];
  secretGenerator: Struct<SecretFields>[];
  helmGlobals: Struct<HelmGlobalsFields>;
  helmCharts: YamlNode[];
  helmChartInflationGenerator: YamlNode[];
  generatorOptions: Struct<GeneratorOptionFields>;
  configurations: string[];
  generators: string[];
  transformers: string[];
  validators: string[];
  buildMetadata: string[];
}

const FIELDS: Fields<KustomizationFields> = {
  apiVersion: text,
  kind: text,
  metadata: struct<{
    name: string;
    namespace: string;
    labels: ReadonlyMap<string, string>;
    annotations: ReadonlyMap<string, string>;
  }>({ name: text, namespace: text, labels: textMap, annotations: textMap }) as never,
  openapi: textMap,
  namePrefix: text,
  nameSuffix: text,
  namespace: text,
  commonLabels: textMap,
  labels: list(
    struct<LabelFields>({
      pairs: textMap,
      includeSelectors: flag,
      includeTemplates: flag,
      includeVolumeClaimTemplates: flag,
      fields: list(fieldSpecReader),
    }),
  ),
  commonAnnotations: textMap,
  patchesStrategicMerge: texts,
  patchesJson6902: list(struct<PatchFields>(patchFields)),
  patches: list(struct<PatchFields>(patchFields)),
  images: list(imageReader),
  imageTags: list(imageReader),
  replacements: list(replacementEntryReader),
  replicas: list(replicaReader),
  vars: list(varReader),
  sortOptions: struct<SortFields>({
    order: text,
    legacySortOptions: struct<{ orderFirst: string[]; orderLast: string[] }>({ orderFirst: texts, orderLast: texts }),
  }),
  resources: texts,
  components: texts,
  crds: texts,
  bases: texts,
  configMapGenerator: list(struct<ConfigMapFields>(configMapFields)),
  secretGenerator: list(struct<SecretFields>(secretFields)),
  helmGlobals: struct<HelmGlobalsFields>({ chartHome: text, configHome: text }),
  helmCharts: list(anything),
  helmChartInflationGenerator: list(anything),
  generatorOptions,
  configurations: texts,
  generators: texts,
  transformers: texts,
  validators: texts,
  buildMetadata: texts,
};

export const kustomizationReader = struct<KustomizationFields>(FIELDS);
