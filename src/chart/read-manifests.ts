import { spend } from '../core/call.ts';
import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import { isObject, stringAt } from '../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../kubernetes/object.ts';
import { parseYaml } from '../yaml/parse.ts';
import { parseDocuments } from '../yaml/parse-documents.ts';
import { readRawCrd } from './crds/read-raw-crd.ts';
import { itemsOfList, settleObject } from './input/settle-object.ts';
import { hasOldBoolean, typedValue } from './input/typed-values.ts';

/** An object of the input. `rawVersions` is the text of a CustomResourceDefinition's `spec.versions`, which is then not in `object`. */
export interface Manifest {
  readonly object: KubernetesObject;
  /** Paths of fields of the input that are not in `object`, because a cluster wrote them. */
  readonly cleaned?: readonly string[];
  readonly rawVersions?: RawVersions;
}

export interface RawVersions {
  /** The lines below `  versions:`, as they stand in the source. */
  readonly text: string;
  readonly names: readonly string[];
}

/**
 * The objects of a YAML stream or a list. `List` objects are taken apart, as kubectl does.
 *
 * @throws ScaffoldError `yaml-syntax`, `not-an-object`, `chart-invalid-input`
 */
export function readManifests(input: string | readonly KubernetesObject[]): Manifest[] {
  const manifests = typeof input === 'string' ? readStream(input) : input.map((object) => ({ object }));
  const issues: Issue[] = [];
  const flat = manifests.flatMap((manifest, at) => flatten(manifest, `manifests[${at}]`, issues));
  if (issues.length === 0 && flat.length === 0) {
    issues.push({ code: 'chart-invalid-input', path: 'manifests', message: 'there is no object to make a chart of' });
  }
  findDuplicates(flat, issues);
  if (issues.length > 0) throw new ScaffoldError(issues);
  return flat;
}

function readStream(text: string): Manifest[] {
  const source = text.replaceAll('\r\n', '\n').replace(/^\ufeff/, '');
  // Directives and explicit ends of documents are rare enough to leave to the full parser.
  if (/^(?:%|\.\.\.)/m.test(source)) return parse(source);
  const manifests: Manifest[] = [];
  for (const chunk of source.split(/^---(?=\s|$)/m)) {
    const raw = readRawCrd(chunk);
    if (raw !== undefined) manifests.push(raw);
    else if (/\S/.test(chunk)) manifests.push(...parse(chunk));
  }
  return manifests;
}

function parse(text: string): Manifest[] {
  // A number of so many digits may not fit a double: it goes through the chart digit by digit.
  const values =
    /\d{16}/.test(text) || hasOldBoolean(text)
      ? parseDocuments(text, 'manifests').map(typedValue)
      : parseYaml(text, 'manifests');
  return values.map((object) => ({ object: object as KubernetesObject }));
}

function flatten(manifest: Manifest, path: string, issues: Issue[]): Manifest[] {
  spend('objects', 1, path);
  const value = manifest.object as JsonValue;
  if (!isObject(value)) {
    issues.push(problem(path, 'a manifest is a Kubernetes object', value));
    return [];
  }
  const apiVersion = stringAt(value, 'apiVersion');
  const kind = stringAt(value, 'kind');
  if (apiVersion === undefined || kind === undefined || apiVersion === '' || kind === '') {
    issues.push(problem(path, 'an object has an apiVersion and a kind', value));
    return [];
  }
  const items = itemsOfList(manifest.object);
  if (items !== undefined) {
    return items.flatMap((item, at) => flatten({ object: item as KubernetesObject }, `${path}.items[${at}]`, issues));
  }
  const name = stringAt(value, 'metadata', 'name');
  if (name === undefined || name === '') {
    issues.push(problem(`${path}.metadata.name`, `${kind} has no name`, value.metadata));
    return [];
  }
  const { object, cleaned } = settleObject(manifest.object);
  return [{ ...manifest, object, ...(cleaned.length === 0 ? {} : { cleaned }) }];
}

function problem(path: string, message: string, value: JsonValue | undefined): Issue {
  return {
    code: 'not-an-object',
    path,
    message,
    expected: 'apiVersion, kind and metadata.name',
    received: describeValue(value),
  };
}

function findDuplicates(manifests: readonly Manifest[], issues: Issue[]): void {
  const seen = new Set<string>();
  for (const { object } of manifests) {
    const namespace = stringAt(object.metadata, 'namespace') ?? '';
    const key = `${object.apiVersion.replace(/\/.*/, '')}|${object.kind}|${namespace}|${object.metadata.name}`;
    if (seen.has(key)) {
      issues.push({
        code: 'chart-invalid-input',
        path: 'manifests',
        message: `${object.kind} ${namespace === '' ? '' : `${namespace}/`}${object.metadata.name} is there twice`,
        expected: 'one object of each kind, namespace and name',
      });
    }
    seen.add(key);
  }
}
