import { append } from '../core/append.ts';
import { spend } from '../core/call.ts';
import { Collector, retelling } from '../core/collect.ts';
import { describeValue, type Issue, inFile, ScaffoldError } from '../core/errors.ts';
import { isObject, stringAt } from '../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../kubernetes/object.ts';
import { parseYaml } from '../yaml/parse.ts';
import { parseDocuments } from '../yaml/parse-documents.ts';
import { readRawCrd } from './crds/read-raw-crd.ts';
import { withoutPairs } from './input/json-pairs.ts';
import { expandBundles } from './input/olm-bundle.ts';
import { itemsOfList, settleObject } from './input/settle-object.ts';
import { hasOldBoolean, typedValue } from './input/typed-values.ts';
import type { Manifest } from './manifest.ts';

/** A text of manifests, with what errors call it. */
export interface ManifestFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The objects of a YAML stream or a list. `List` objects are taken apart, as kubectl does, and what a cluster or OLM has
 * put around an object is taken off: see `input/`.
 *
 * @throws ScaffoldError `yaml-syntax`, `not-an-object`, `chart-invalid-input`
 */
export function readManifests(input: string | readonly KubernetesObject[]): Manifest[] {
  if (typeof input === 'string') return readManifestFiles([{ path: 'manifests', text: input }]);
  const issues: Issue[] = [];
  return settle(
    input.flatMap((object, at) => flatten({ object }, `manifests[${at}]`, issues)),
    issues,
  );
}

/**
 * The same of several files, whose errors name the file.
 *
 * @param keepTwins whether an object may be there twice, in two versions of its kind
 * @throws ScaffoldError as readManifests
 */
export function readManifestFiles(
  files: readonly ManifestFile[],
  { keepTwins = false }: { readonly keepTwins?: boolean } = {},
): Manifest[] {
  const collector = new Collector();
  const read = files.flatMap(({ path, text }) => {
    const each = (manifest: Manifest, at: number) => flatten(manifest, `${path}[${at}]`, collector.issues);
    return collector.attempt(() => readStream(text, path).flatMap(each)) ?? [];
  });
  return settle(read, collector.issues, keepTwins);
}

function settle(manifests: readonly Manifest[], issues: Issue[], keepTwins = false): Manifest[] {
  if (issues.length === 0 && manifests.length === 0) {
    issues.push({ code: 'chart-invalid-input', path: 'manifests', message: 'there is no object to make a chart of' });
  }
  const expanded = expandBundles(manifests, issues);
  if (!keepTwins) findDuplicates(expanded, issues);
  if (issues.length > 0) throw new ScaffoldError(issues);
  return expanded;
}

function readStream(text: string, path: string): Manifest[] {
  const source = withoutPairs(text.replaceAll('\r\n', '\n').replace(/^\ufeff/, ''));
  // Directives and explicit ends of documents are rare enough to leave to the full parser.
  if (/^(?:%|\.\.\.)/m.test(source)) return parse(source, path);
  const manifests: Manifest[] = [];
  let line = 0;
  for (const chunk of source.split(/^---(?=\s|$)/m)) {
    const raw = readRawCrd(chunk);
    if (raw !== undefined) manifests.push(raw);
    else if (/\S/.test(chunk)) append(manifests, parse(chunk, path, line));
    line += lineBreaks(chunk);
  }
  return manifests;
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** @param before how many lines of the file are above the text */
function parse(text: string, path: string, before = 0): Manifest[] {
  const read = () =>
    // A number of so many digits may not fit a double: it goes through the chart digit by digit.
    /\d{16}/.test(text) || hasOldBoolean(text) ? parseDocuments(text, path).map(typedValue) : parseYaml(text, path);
  const values = retelling(read, (issue) => movedDown(issue, path, before));
  return values.map((object) => ({ object: object as KubernetesObject }));
}

/** An issue of a text that begins further down in its file. */
function movedDown(issue: Issue, path: string, before: number): Issue {
  const { at } = issue;
  return at?.line === undefined || at.file !== path
    ? issue
    : { ...issue, ...inFile(path, at.line + before, at.column) };
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
  const name = stringAt(value, 'metadata', 'name') || generatedName(value);
  if (name === undefined || name === '') {
    issues.push(problem(`${path}.metadata.name`, `${kind} has no name`, value.metadata));
    return [];
  }
  const { object, cleaned } = settleObject(named(manifest.object, name));
  return [{ ...manifest, object, ...(cleaned.length === 0 ? {} : { cleaned }) }];
}

/** The name of an object that is called by its creation (`generateName`), which a release cannot upgrade. */
function generatedName(value: JsonValue): string | undefined {
  return stringAt(value, 'metadata', 'generateName')?.replace(/(?<![-.])[-.]+$/, '');
}

function named(object: KubernetesObject, name: string): KubernetesObject {
  if (stringAt(object.metadata, 'name')) return object;
  const { generateName: _, ...metadata } = object.metadata;
  return { ...object, metadata: { ...metadata, name } };
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
