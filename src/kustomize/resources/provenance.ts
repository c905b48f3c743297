import { printNode } from '../../yaml/print-node.ts';
import { stringNode } from '../nodes/set-field.ts';
import { ORIGIN, TRANSFORMATIONS } from './build-annotations.ts';
import type { Resource } from './resource.ts';

/** What made or changed an object, as `buildMetadata:` has it noted. */
export interface Origin {
  /** Path of the file that holds the object, from the kustomization that the build starts with. */
  readonly path?: string;
  /** Path of the kustomization file, or of the transformer's own. */
  readonly configuredIn?: string;
  readonly configuredBy?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
  };
}

/** Notes where an object comes from, unless that is known. */
export function noteOrigin(resource: Resource, origin: Origin): void {
  if (resource.annotations.has(ORIGIN)) return;
  setAnnotation(resource, ORIGIN, lines(origin).join(''));
}

/** Notes what has changed an object; for one without origin, what has made it. */
export function noteTransformation(resource: Resource, origin: Origin): void {
  const { annotations } = resource;
  if (!annotations.has(ORIGIN)) {
    setAnnotation(resource, ORIGIN, lines(origin).join(''));
    return;
  }
  const [first = '', ...others] = lines(origin);
  const entry = [`- ${first}`, ...others.map((line) => `  ${line}`)].join('');
  setAnnotation(resource, TRANSFORMATIONS, (annotations.get(TRANSFORMATIONS) ?? '') + entry);
}

/** The path of the file that an object came from, where it is noted. */
export function originPath(resource: Resource): string | undefined {
  return /^path: (.*)$/m.exec(resource.annotations.get(ORIGIN) ?? '')?.[1];
}

/** A path after another; leading `..` stay. */
export function joinPath(first: string, second: string): string {
  const parts: string[] = [];
  for (const part of `${first}/${second}`.split('/')) {
    if (part === '' || part === '.') continue;
    const last = parts[parts.length - 1];
    if (part === '..' && last !== undefined && last !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

function setAnnotation(resource: Resource, key: string, value: string): void {
  resource.annotations = new Map([...resource.annotations, [key, value]]);
}

function lines({ path, configuredIn, configuredBy }: Origin): string[] {
  const result: string[] = [];
  const add = (indent: string, key: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') result.push(`${indent}${key}: ${printNode(stringNode(value))}`);
  };
  add('', 'path', path);
  add('', 'configuredIn', configuredIn);
  if (configuredBy !== undefined) {
    result.push('configuredBy:\n');
    add('  ', 'apiVersion', configuredBy.apiVersion);
    add('  ', 'kind', configuredBy.kind);
    add('  ', 'name', configuredBy.name);
    add('  ', 'namespace', configuredBy.namespace);
  }
  return result.length === 0 ? ['{}\n'] : result;
}
