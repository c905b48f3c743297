import type { FileMerge } from '../../model.ts';
import { mergeImage } from '../dockerfile/merge-image.ts';
import { Settled } from '../settled.ts';
import { mergeValues } from '../yaml/merge-values.ts';
import { JsonEditor } from './json-editor.ts';
import { readJson } from './read-json.ts';

/**
 * Merges a JSON file with comments, such as a devcontainer.json, by key; images by name, version and variant.
 * What is no JSON is left as it is, and told.
 */
export const mergeJsonFile: FileMerge = (versions, choose) => {
  const settled = new Settled(choose);
  const [base, yours, theirs] = [versions.base === '' ? '{}' : versions.base, versions.yours, versions.theirs].map(
    readJson,
  );
  if (base === undefined || yours === undefined || theirs === undefined) {
    settled.manual.push({
      text: 'The file is no JSON with comments, so nothing is changed in it.',
      snippet: versions.theirs,
    });
    return settled.result(versions.yours);
  }
  const editor = new JsonEditor(versions.yours, versions.path);
  mergeValues(editor, base.value, theirs.value, settled, { texts: mergeImage });
  return settled.result(editor.text);
};
