import { YamlEditor } from '../../../../edit/yaml/yaml-editor.ts';
import type { JsonValue } from '../../../../kubernetes/object.ts';
import type { FileMerge } from '../../model.ts';
import { withLineEnds } from '../line-ends.ts';
import { Settled } from '../settled.ts';
import { mergeLinterSettings, needsNewForm } from './linter-settings.ts';
import { mergeValues } from './merge-values.ts';
import { withRemarks } from './remarks.ts';

/**
 * Merges a YAML file that holds no Kubernetes object: settings of the linter, workflows, updaters. Maps are merged by
 * key, lists as sets by what their items are known by; names and descriptions are prose. Settings of golangci-lint in
 * their first form are brought to the second where the target has that.
 *
 * @throws ScaffoldError `yaml-syntax` where one of the texts is not YAML
 */
export const mergeYamlFile: FileMerge = (versions, choose) => {
  const settled = new Settled(choose);
  const [base, theirs] = [versions.base, versions.theirs].map(readValue) as [JsonValue, JsonValue];
  const editor = new YamlEditor(versions.yours, versions.path);
  if (editor.values.length !== 1) {
    if (versions.base !== versions.theirs)
      settled.manual.push({
        text: 'The file has not one YAML document. See what the target changes.',
        snippet: versions.theirs,
      });
    return settled.result(versions.yours);
  }
  const isLinter = /(^|\/)\.golangci\.ya?ml$/.test(versions.path);
  if (isLinter && needsNewForm(editor.values[0] as JsonValue, theirs)) {
    return settled.result(withLineEnds(mergeLinterSettings(versions, settled), versions.yours));
  }
  mergeValues(editor, base, theirs, settled);
  return settled.result(withRemarks(versions.yours, editor.text, withLineEnds(versions.theirs, versions.yours)));

  function readValue(text: string): JsonValue {
    return (new YamlEditor(text, versions.path).values[0] ?? {}) as JsonValue;
  }
};
