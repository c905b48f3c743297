import { compare, valid } from 'semver';
import type { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import { isObject } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import type { FileMerge } from './model.ts';
import { readVersions } from './yaml/merge-manifest.ts';
import { ValueMerge } from './yaml/merge-value.ts';

/**
 * Merges PROJECT by key, and its kinds by group, version and kind: kinds, plugins and whatever else is yours stays.
 *
 * `cliVersion` is the version of the program that wrote the file last, so it becomes that of the release; who has run a
 * newer one keeps its version.
 */
export const mergeProject: FileMerge = (versions, choose = () => undefined) => {
  const read = readVersions(versions);
  if ('problem' in read) return read.problem;
  const editor: YamlEditor = read.editor;
  const [base, yours, theirs] = [read.base[0], read.yours[0], read.theirs[0]].map(mapping) as [
    JsonObject,
    JsonObject,
    JsonObject,
  ];
  const merge = new ValueMerge(editor, 0, '', choose);
  merge.merge([], { ...base, ...older(base, yours.cliVersion, theirs.cliVersion) }, yours, theirs);
  return { text: editor.text, conflicts: merge.conflicts, manual: merge.manual };
};

function mapping(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/**
 * As if the base had the version that is there, where the release's is newer; as if the release changed nothing where yours
 * is newer, or was taken out.
 */
function older(base: JsonObject, yours: JsonValue | undefined, theirs: JsonValue | undefined): JsonObject {
  if (theirs === undefined || (yours === undefined && base.cliVersion === undefined)) return {};
  const [mine, other] = [valid(String(yours)), valid(String(theirs))];
  const isOlder = mine !== null && other !== null && compare(mine, other) <= 0;
  return { cliVersion: isOlder ? yours! : theirs };
}
