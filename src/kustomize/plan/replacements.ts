import type { Issue } from '../../core/errors.ts';
import { ScaffoldError } from '../../core/errors.ts';
import { parseYaml11 } from '../../yaml/parse-yaml11.ts';
import { foldNextLines } from '../../yaml/print-node.ts';
import { type Place, placeOf } from '../errors/place.ts';
import { type IssueList, Refusal } from '../errors/refusal.ts';
import { isNull } from '../nodes/fields.ts';
import type { Struct } from '../read/decode.ts';
import {
  type FieldOptionFields,
  type ReplacementFields,
  type ReplacementTargetFields,
  replacementReader,
  type SourceFields,
} from '../read/kustomization-fields.ts';
import { toSelector } from '../read/selector-fields.ts';
import type { FieldOptions, Replacement, Source, Target } from '../run/transformers/replacement.ts';
import type { Context } from './context.ts';

/** The entries of `replacements:`, those of the files that they name among them. */
export function readReplacements(
  entries: readonly Struct<ReplacementFields & { path: string }>[],
  context: Context,
  issues: IssueList,
): Replacement[] {
  const { file } = context.kustomization;
  return entries.flatMap((entry, index) => {
    const place = placeOf(file, entry.node, `replacements[${index}]`);
    return issues.attempt(place, () => readEntry(entry, place, context)) ?? [];
  });
}

function readEntry(entry: Struct<ReplacementFields & { path: string }>, place: Place, context: Context): Replacement[] {
  const { path = '' } = entry;
  if (path === '') return [toReplacement(entry, place)];
  if (entry.source !== undefined || (entry.targets?.length ?? 0) > 0) {
    throw new Refusal('kustomization-invalid', 'an entry with a path and a replacement of its own', {
      expected: 'path, or source and targets',
    });
  }
  return readFile(path, context);
}

/** A file holds one replacement or a list of them. */
function readFile(path: string, { loader }: Context): Replacement[] {
  const file = loader.resolve(path);
  const node = parseYaml11(loader.load(path), file);
  if (node === undefined || node.kind === 'scalar') {
    throw new Refusal('kustomization-invalid', `${path} holds no replacements`, {
      expected: 'a replacement or a list of them',
    });
  }
  const issues: Issue[] = [];
  const items = node.kind === 'seq' ? node.items : [node];
  const replacements = items.flatMap((item, index) => {
    if (isNull(item)) return [{ place: placeOf(file), source: undefined, sourceValue: undefined, targets: undefined }];
    const field = node.kind === 'seq' ? `[${index}]` : '';
    const fields = replacementReader(item, { file, field, issues, strict: false, coerce: true });
    return fields === undefined ? [] : [toReplacement(fields, placeOf(file, item))];
  });
  if (issues.length > 0) throw new ScaffoldError(issues);
  return replacements;
}

export function toReplacement(fields: Partial<ReplacementFields>, place: Place): Replacement {
  return {
    place,
    source: fields.source === undefined ? undefined : toSource(fields.source),
    // kustomize hands a transformer its configuration as YAML that was JSON.
    sourceValue: fields.sourceValue === undefined ? undefined : foldNextLines(fields.sourceValue),
    targets: fields.targets?.map(toTarget),
  };
}

function toSource(fields: Struct<SourceFields>): Source {
  const { group = '', version = '', kind = '', name = '', namespace = '' } = fields;
  return {
    id: { group, version, kind, name, namespace, clusterScoped: false },
    fieldPath: fields.fieldPath ?? '',
    options: toOptions(fields.options),
  };
}

function toTarget(fields: Struct<ReplacementTargetFields>): Target {
  return {
    select: fields.select === undefined ? undefined : toSelector(fields.select),
    reject: (fields.reject ?? []).map(toSelector),
    fieldPaths: fields.fieldPaths ?? [],
    options: toOptions(fields.options),
  };
}

function toOptions(fields: Struct<FieldOptionFields> | undefined): FieldOptions {
  return {
    delimiter: fields?.delimiter ?? '',
    index: Number(fields?.index ?? 0),
    create: fields?.create ?? false,
  };
}
