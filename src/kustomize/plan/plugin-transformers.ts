import { append } from '../../core/append.ts';
import { parseYaml11 } from '../../yaml/parse-yaml11.ts';
import { IssueList, Refusal } from '../errors/refusal.ts';
import { toFieldSpecs } from '../read/configurations.ts';
import { flag, integer, list, type Struct, struct, text, textMap } from '../read/decode.ts';
import {
  type FieldSpecFields,
  fieldSpecReader,
  type ImageFields,
  imageReader,
  type PatchFields,
  patchFields,
  type ReplacementFields,
  type ReplicaFields,
  replacementEntryReader,
  replicaReader,
} from '../read/kustomization-fields.ts';
import { readObjects } from '../read/read-objects.ts';
import { type SelectorFields, selectorReader, toSelector } from '../read/selector-fields.ts';
import type { Resource } from '../resources/resource.ts';
import { hashTransformer } from '../run/transformers/hash.ts';
import { imageTagTransformer } from '../run/transformers/image-tag.ts';
import { annotationsTransformer, labelTransformer } from '../run/transformers/label.ts';
import { prefixTransformer, suffixTransformer } from '../run/transformers/name-affix.ts';
import { namespaceTransformer, type SubjectMode } from '../run/transformers/namespace.ts';
import { patchStrategicMergeTransformer } from '../run/transformers/patch.ts';
import { replacementTransformer } from '../run/transformers/replacement.ts';
import { replicaCountTransformer } from '../run/transformers/replica-count.ts';
import type { Transformer } from '../run/transformers/transformer.ts';
import { valueAddTransformer } from '../run/transformers/value-add.ts';
import type { FieldSpec } from '../specs/field-spec.ts';
import type { Context } from './context.ts';
import { jsonPatches, patches, strategicPatch } from './patches.ts';
import { placeOfConfig, readConfig, readFields } from './plugin-config.ts';
import { readReplacements } from './replacements.ts';

const fieldSpecs = list(fieldSpecReader);
type Specs = Struct<FieldSpecFields>[];

/** A built-in transformer by a configuration of its own. */
export function pluginTransformer(config: Resource, context: Context): Transformer {
  const make = KINDS[config.kind];
  if (make === undefined || !Object.hasOwn(KINDS, config.kind)) {
    throw new Refusal('kustomization-invalid', `there is no built-in ${config.kind}`, {
      expected: Object.keys(KINDS).join(', '),
      received: config.kind,
    });
  }
  return make(config, context);
}

const KINDS: Readonly<Record<string, (config: Resource, context: Context) => Transformer>> = {
  AnnotationsTransformer(config) {
    const fields = readConfig<{ annotations: ReadonlyMap<string, string>; fieldSpecs: Specs }>(config, {
      annotations: textMap,
      fieldSpecs,
    });
    return annotationsTransformer(fields.annotations ?? new Map(), toFieldSpecs(fields.fieldSpecs));
  },

  HashTransformer: () => hashTransformer(),

  ImageTagTransformer(config) {
    const fields = readConfig<{ imageTag: Struct<ImageFields>; fieldSpecs: Specs }>(config, {
      imageTag: imageReader,
      fieldSpecs,
    });
    const {
      name = '',
      newName = '',
      tagSuffix = '',
      newTag = '',
      digest = '',
    }: Partial<ImageFields> = fields.imageTag ?? {};
    return imageTagTransformer({ name, newName, tagSuffix, newTag, digest }, toFieldSpecs(fields.fieldSpecs));
  },

  LabelTransformer(config) {
    const fields = readConfig<{ labels: ReadonlyMap<string, string>; fieldSpecs: Specs }>(config, {
      labels: textMap,
      fieldSpecs,
    });
    return labelTransformer(fields.labels ?? new Map(), toFieldSpecs(fields.fieldSpecs));
  },

  NamespaceTransformer(config) {
    const fields = readConfig<{
      metadata: Struct<{ namespace: string }>;
      fieldSpecs: Specs;
      unsetOnly: boolean;
      setRoleBindingSubjects: string;
    }>(config, {
      metadata: struct<{ namespace: string }>({ namespace: text }),
      fieldSpecs,
      unsetOnly: flag,
      setRoleBindingSubjects: text,
    });
    return namespaceTransformer({
      namespace: fields.metadata?.namespace ?? '',
      fieldSpecs: toFieldSpecs(fields.fieldSpecs),
      unsetOnly: fields.unsetOnly ?? false,
      subjects: subjectMode(fields.setRoleBindingSubjects ?? ''),
    });
  },

  PatchJson6902Transformer(config, context) {
    const fields = readConfig<{ target: Struct<SelectorFields>; path: string; jsonOp: string }>(config, {
      target: selectorReader,
      path: text,
      jsonOp: text,
    });
    const { target, path, jsonOp } = fields;
    const entry = {
      ...(target === undefined ? {} : { target }),
      ...(path === undefined ? {} : { path }),
      ...(jsonOp === undefined ? {} : { patch: jsonOp }),
    };
    return jsonPatches(context, entry, placeOfConfig(config));
  },

  PatchStrategicMergeTransformer(config, context) {
    const { paths = [], patches: inline = '' } = readConfig<{ paths: string[]; patches: string }>(config, {
      paths: list(text, () => ''),
      patches: text,
    });
    const objects = paths.flatMap((path, index) => strategicPatch(context, path, `paths[${index}]`));
    if (inline !== '') append(objects, readObjects(inline, '', context.schemas));
    if (objects.length === 0) {
      throw new Refusal('kustomize-invalid-patch', 'there is no patch', { expected: 'paths or patches' });
    }
    return patchStrategicMergeTransformer(objects.map((patch) => ({ place: placeOfConfig(config), patch })));
  },

  PatchTransformer(config, context) {
    return patches(context, readConfig<PatchFields>(config, patchFields), placeOfConfig(config));
  },

  PrefixSuffixTransformer(config, context) {
    const steps = [prefixOf(config, context), suffixOf(config, context)];
    return {
      name: 'PrefixSuffixTransformer',
      transform(map) {
        for (const step of steps) step.transform(map);
      },
    };
  },

  PrefixTransformer: prefixOf,

  SuffixTransformer: suffixOf,

  ReplacementTransformer(config, context) {
    const { replacements = [] } = readConfig<{ replacements: Struct<ReplacementFields & { path: string }>[] }>(config, {
      replacements: list(replacementEntryReader),
    });
    const issues = new IssueList();
    const result = readReplacements(replacements, context, issues);
    issues.throwIfAny();
    return replacementTransformer(result);
  },

  ReplicaCountTransformer(config) {
    const fields = readConfig<{ replica: Struct<ReplicaFields>; fieldSpecs: Specs }>(config, {
      replica: replicaReader,
      fieldSpecs,
    });
    const { name = '', count = '0' }: Partial<ReplicaFields> = fields.replica ?? {};
    return replicaCountTransformer({ name, count }, toFieldSpecs(fields.fieldSpecs));
  },

  ValueAddTransformer(config, context) {
    const { value = '', targets = [], targetFilePath = '' } = readConfig<ValueAddFields>(config, valueAddFields);
    const all = [...targets, ...(targetFilePath === '' ? [] : readTargets(targetFilePath, context))];
    if (all.length === 0) {
      throw new Refusal('kustomization-invalid', 'ValueAddTransformer has no targets', { expected: 'targets' });
    }
    const { root } = context.loader;
    return valueAddTransformer(
      value.trim() === '' ? root.slice(root.lastIndexOf('/') + 1) : value.trim(),
      all.map((target) => {
        const { fieldPath = '', filePathPosition = '0' } = target;
        if (fieldPath === '') throw new Refusal('kustomization-invalid', 'a target without fieldPath');
        if (Number(filePathPosition) < 0) {
          throw new Refusal('kustomization-invalid', 'filePathPosition is negative', { received: filePathPosition });
        }
        return {
          selector: target.selector === undefined ? undefined : toSelector(target.selector),
          fieldPath,
          filePathPosition: Number(filePathPosition),
        };
      }),
    );
  },
};

interface ValueAddTargetFields {
  selector: Struct<SelectorFields>;
  fieldPath: string;
  filePathPosition: string;
}

interface ValueAddFields {
  value: string;
  targets: Struct<ValueAddTargetFields>[];
  targetFilePath: string;
}

const valueAddTargets = list(
  struct<ValueAddTargetFields>({ selector: selectorReader, fieldPath: text, filePathPosition: integer }),
);

const valueAddFields = { value: text, targets: valueAddTargets, targetFilePath: text };

function readTargets(path: string, { loader }: Context): Struct<ValueAddTargetFields>[] {
  const file = loader.resolve(path);
  const node = parseYaml11(loader.load(path), file);
  const fields = { targets: valueAddTargets };
  return (
    (node === undefined ? undefined : readFields<Pick<ValueAddFields, 'targets'>>(node, file, fields).targets) ?? []
  );
}

interface AffixFields {
  prefix: string;
  suffix: string;
  fieldSpecs: Specs;
}

const affixFields = { prefix: text, suffix: text, fieldSpecs };

function prefixOf(config: Resource, _context: Context): Transformer {
  const fields = readConfig<AffixFields>(config, affixFields);
  return prefixTransformer(fields.prefix ?? '', requiredSpecs(fields));
}

function suffixOf(config: Resource, _context: Context): Transformer {
  const fields = readConfig<AffixFields>(config, affixFields);
  return suffixTransformer(fields.suffix ?? '', requiredSpecs(fields));
}

function requiredSpecs(fields: Struct<AffixFields>): FieldSpec[] {
  if (fields.fieldSpecs === undefined) {
    throw new Refusal('kustomization-invalid', 'there are no fieldSpecs', {
      expected: 'fieldSpecs: [{path: metadata/name}]',
    });
  }
  return toFieldSpecs(fields.fieldSpecs);
}

function subjectMode(text: string): SubjectMode {
  if (text === '') return 'defaultOnly';
  if (text === 'defaultOnly' || text === 'allServiceAccounts' || text === 'none') return text;
  throw new Refusal('kustomization-invalid', 'setRoleBindingSubjects has a value that is not known', {
    expected: 'defaultOnly, allServiceAccounts or none',
    received: text,
  });
}
