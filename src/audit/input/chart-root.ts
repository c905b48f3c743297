import type { FileTree } from '../../core/file-tree.ts';
import { isObject, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import type { ObjectOrigin } from '../../kustomize/resources/resource.ts';
import { ofFiles } from '../../objects/of-files.ts';
import type { RenderedRoot } from '../../objects/places/render-root.ts';
import type { YamlMap } from '../../yaml/node.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { parseDocuments } from '../../yaml/parse-documents.ts';
import { toSharedJs } from '../../yaml/to-shared-js.ts';

/** Stands for what only Helm knows; nothing certain is said of a value that holds it. */
export const UNKNOWN = 'helm-unknown';

/**
 * The objects of a chart with its default values, as far as its templates can be read without Helm: plain values are put
 * in, conditions on them decided, loops and named templates left out. Lines stay where they are. A template that makes
 * no YAML that way is passed over.
 */
export function chartRoot(tree: FileTree, directory: string): RenderedRoot {
  const prefix = directory === '.' ? '' : `${directory}/`;
  const values = readValues(tree.get(`${prefix}values.yaml`));
  const sources = new Map<KubernetesObject, { node: YamlMap; origin: ObjectOrigin }>();
  const files = new Set<string>();
  for (const { path, content } of tree) {
    if (!path.startsWith(`${prefix}templates/`) || !/\.ya?ml$/.test(path)) continue;
    files.add(path);
    try {
      for (const node of parseDocuments(approximate(content, values), path)) {
        if (node.kind !== 'map') continue;
        const object = toSharedJs(node, path);
        const line = node.entries[0]?.key.line ?? 0;
        if (isManifest(object)) sources.set(object, { node, origin: { file: path, line, generated: false } });
      }
    } catch (error) {
      ofFiles(error); // more of a template than this can read
    }
  }
  return {
    directory,
    objects: [...sources.keys()],
    sources,
    reached: { directories: [], files },
    issues: [],
  };
}

function readValues(text: string | undefined): JsonValue {
  try {
    return (text === undefined ? undefined : parseYaml(text, 'values.yaml')[0]) ?? {};
  } catch (error) {
    ofFiles(error);
    return {};
  }
}

/** A block that is open, and whether its lines count. */
interface Block {
  readonly counts: boolean;
  /** Whether `else` would. */
  readonly otherwise: boolean;
}

/** An action, up to the first brackets that close; brackets that open within it are no action's. */
const ACTION = /\{\{((?:[^{}]|\{(?!\{)|\}(?!\}))*)\}\}/g;
const ALONE = /^\s*\{\{((?:[^{}]|\{(?!\{)|\}(?!\}))*)\}\}\s*$/;

function withoutTrims(action: string): string {
  return action.replace(/^-/, '').replace(/-$/, '').trim();
}

/** A template as YAML of as many lines. */
export function approximate(template: string, values: JsonValue): string {
  const blocks: Block[] = [];
  let comment = false;
  const lines = template.split('\n').map((line) => {
    if (!comment && !line.includes('{{')) return blocks.every(({ counts }) => counts) ? line : '';
    if (comment || /\{\{-?\s*\/\*/.test(line)) {
      comment = !line.includes('*/');
      return '';
    }
    const alone = ALONE.exec(line);
    if (alone !== null) {
      const action = withoutTrims(alone[1] ?? '');
      if (control(action, blocks, values)) return '';
      if (blocks.some(({ counts }) => !counts)) return '';
      return standing(line, action, values);
    }
    if (blocks.some(({ counts }) => !counts)) return '';
    return line.replace(ACTION, (_, action: string) => inline(withoutTrims(action), values));
  });
  return lines.join('\n');
}

/** Whether an action opens, turns or closes a block. */
function control(action: string, blocks: Block[], values: JsonValue): boolean {
  const [word = '', rest = ''] = [/^\w+/.exec(action)?.[0], action.replace(/^\w+\s*/, '')];
  if (word === 'end') blocks.pop();
  else if (word === 'if') {
    const holds = decide(rest, values);
    blocks.push({ counts: holds ?? true, otherwise: holds === false });
  } else if (word === 'with' || word === 'range' || word === 'define' || word === 'block') {
    blocks.push({ counts: false, otherwise: false });
  } else if (word === 'else') {
    const open = blocks.pop();
    if (open === undefined) return true;
    const isNext = open.otherwise && rest.startsWith('if');
    const holds = isNext ? (decide(rest.replace(/^if\s*/, ''), values) ?? true) : open.otherwise;
    blocks.push({ counts: holds, otherwise: open.otherwise && !holds });
  } else return action.startsWith('$') || action === '';
  return true;
}

/** Whether a condition on values holds; undefined where it is about anything else. */
function decide(condition: string, values: JsonValue): boolean | undefined {
  const negated = /^not\s+/.test(condition);
  const path = condition.replace(/^not\s+/, '');
  if (/^and\s/.test(path)) {
    const parts = path
      .slice(4)
      .trim()
      .split(/\s+/)
      .map((part) => decide(part, values));
    return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
  }
  if (!/^\.Values\.[\w.]+$/.test(path)) return undefined;
  const value = lookUp(path, values);
  const holds =
    value !== undefined && value !== null && value !== false && value !== '' && value !== 0 && !isEmpty(value);
  return negated ? !holds : holds;
}

function isEmpty(value: JsonValue): boolean {
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

/** An action on a line of its own: a value as YAML, or labels and other entries that nobody knows. */
function standing(line: string, action: string, values: JsonValue): string {
  const path = /^toYaml\s+\(?\s*(\.Values\.[\w.]+)/.exec(action)?.[1];
  const indent = Number(/n?indent\s+(\d+)/.exec(action)?.[1] ?? /^\s*/.exec(line)?.[0].length ?? 0);
  const value = path === undefined ? undefined : lookUp(path, values);
  if (value === undefined || value === null) return '';
  // One line stands for all of the value's.
  return `${' '.repeat(indent)}${JSON.stringify(value)}`;
}

function inline(action: string, values: JsonValue): string {
  const [first = '', ...pipes] = action.split('|').map((part) => part.trim());
  const path = /^(?:(?:toYaml|quote|int|toString|tpl)\s+)?(\.Values\.[\w.]+)/.exec(first)?.[1];
  if (path === undefined) return UNKNOWN;
  const value = lookUp(path, values);
  const fallback = pipes.map((pipe) => /^default\s+"?([^"]*)"?$/.exec(pipe)?.[1]).find((each) => each !== undefined);
  if (value === undefined || value === null || value === '') {
    if (fallback === undefined) return UNKNOWN;
    return fallback.startsWith('.') ? UNKNOWN : fallback;
  }
  // Other functions change the value in ways of their own; a number out of `:8443` is the common one.
  if (pipes.some((pipe) => pipe.startsWith('replace') || pipe.startsWith('trimPrefix'))) {
    return typeof value === 'string' && /^:\d+$/.test(value) ? value.slice(1) : UNKNOWN;
  }
  const isQuoted = pipes.some((pipe) => pipe === 'quote' || pipe === 'squote') || first.startsWith('quote');
  return typeof value === 'string' && !isQuoted ? value : JSON.stringify(value);
}

function lookUp(path: string, values: JsonValue): JsonValue | undefined {
  return valueAt(values, ...path.slice('.Values.'.length).split('.'));
}

function isManifest(value: unknown): value is KubernetesObject {
  return (
    isObject(value) &&
    stringAt(value, 'apiVersion') !== undefined &&
    stringAt(value, 'kind') !== undefined &&
    isObject(value.metadata)
  );
}
