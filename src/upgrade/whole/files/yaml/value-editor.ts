import type { YamlPath } from '../../../../edit/yaml/path.ts';
import type { JsonValue } from '../../../../kubernetes/object.ts';

/** What a merge of values needs of an editor; `YamlEditor` is one. The first argument is the document's index. */
export interface ValueEditor {
  get(document: number, at: YamlPath): JsonValue | undefined;
  place(document: number, at: YamlPath): YamlPath | undefined;
  line(document: number, at: YamlPath): number;
  set(document: number, at: YamlPath, value: never): unknown;
  insert(document: number, at: YamlPath, item: never, index?: number): unknown;
  remove(document: number, at: YamlPath): unknown;
}
