import type { FileTree } from '../../core/file-tree.ts';
import { printValue } from '../../edit/yaml/print-value.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import { listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { withText } from './entries.ts';
import type { Manifests } from './manifests.ts';
import type { Renders } from './renders.ts';
import type { Subject } from './survey.ts';
import { workloadOf } from './workload-of.ts';

/**
 * A JSON patch on the manager behind the others of a kustomization: it appends where a strategic merge would replace a
 * list. One that is ours is continued.
 *
 * @param operations by the path of the container
 * @returns undefined where the kustomization does not build the manager
 */
export function addOperations(
  tree: FileTree,
  subject: Subject,
  renders: Renders,
  manifests: Manifests,
  directory: string,
  operations: (path: string, container: JsonObject) => readonly JsonObject[],
): FileTree | undefined {
  const { object } = workloadOf(renders, directory, subject) ?? {};
  const pod =
    subject.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template', 'spec'] : ['spec', 'template', 'spec'];
  const containers = listAt(object, ...pod, 'containers');
  const index = containers.findIndex((each) => stringAt(each, 'name') === subject.managerName);
  if (index === -1) return undefined;
  const path = `/${pod.join('/')}/containers/${index}`;
  const added = operations(path, containers[index] as JsonObject);
  const { file } = manifests.kustomizations.get(directory)!;
  const editor = new YamlEditor(tree.get(file)!, file);
  const list = listAt(editor.values[0], 'patches');
  const text = `${printValue(added as JsonValue, STYLE).join('\n')}\n`;
  const last = list.at(-1);
  const isOwn =
    stringAt(last, 'target', 'kind') === subject.kind &&
    stringAt(last, 'target', 'name') === subject.name &&
    stringAt(last, 'patch')?.startsWith(`- op: add\n  path: ${path}/`) === true;
  if (isOwn) editor.set(0, ['patches', list.length - 1, 'patch'], stringAt(last, 'patch') + text);
  else editor.insert(0, ['patches'], { target: { kind: subject.kind, name: subject.name }, patch: text });
  return withText(tree, file, editor.text);
}

const STYLE = { indent: 2, indentLists: false, newline: '\n' };
