import type { FileTree } from '../../core/file-tree.ts';
import { baseName } from '../../core/paths.ts';
import type { YamlPath } from '../../edit/yaml/path.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import { isObject, listAt, nameOf, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { sameJson } from '../../objects/compare/json.ts';
import { METRICS_FLAGS } from '../../objects/wiring/metrics.ts';
import { withText } from './entries.ts';
import { containersOf, editSite, type Manifest, type Manifests } from './manifests.ts';
import type { Renders } from './renders.ts';
import { addressPort, type Subject } from './survey.ts';

/**
 * Writes a new metrics address wherever the old one stands: flags, variables, values of JSON patches.
 *
 * @param tell is told of an address that the proxy did not lead to: nothing was served there, but somebody wrote it
 */
export function moveAddress(
  tree: FileTree,
  subject: Subject,
  address: string,
  tell: (file: string, old: string) => void,
): FileTree {
  let next = tree;
  for (const manifest of subject.manifests) {
    if (!next.has(manifest.site.file)) continue;
    next = editSite(next, manifest.site, (editor, document) => {
      const value = editor.values[document];
      if (value === undefined) return;
      for (const [path, text] of addressPlaces(manifest, value, subject, address)) {
        const old = String(editor.get(document, path));
        const port = addressPort(old.slice(old.indexOf('=') + 1));
        if (port !== subject.upstreamPort && old !== text) tell(manifest.site.file, old);
        editor.set(document, path, text);
      }
    });
  }
  return next;
}

function addressPlaces(manifest: Manifest, value: JsonValue, subject: Subject, address: string): [YamlPath, string][] {
  if (manifest.role !== 'operations') {
    return containersOf(value)
      .filter(({ value: container }) => container.name === subject.managerName)
      .flatMap(({ path, value: container }) => inContainer(container, path, subject, address));
  }
  return (value as readonly JsonValue[]).flatMap((operation, index): [YamlPath, string][] => {
    const path = stringAt(operation, 'path') ?? '';
    if (!/\/containers(\/|$)/.test(path) || !isObject(operation)) return [];
    const { value: given } = operation;
    const at = [index, 'value'];
    if (typeof given === 'string') {
      if (/\/(args|command)\//.test(path)) return inWords([given], at, subject, address, true);
      return [];
    }
    if (Array.isArray(given)) {
      if (/\/(args|command)$/.test(path)) return inWords(given, at, subject, address);
      if (/\/env$/.test(path)) return given.flatMap((item, i) => inVariable(item, [...at, i], address));
      if (/\/containers$/.test(path)) {
        return given.flatMap((item, i) =>
          isObject(item) && item.name === subject.managerName ? inContainer(item, [...at, i], subject, address) : [],
        );
      }
      return [];
    }
    if (/\/env\/(-|\d+)$/.test(path)) return inVariable(given, at, address);
    return [];
  });
}

function inContainer(container: JsonValue, path: YamlPath, subject: Subject, address: string): [YamlPath, string][] {
  return [
    ...['command', 'args'].flatMap((key) => inWords(listAt(container, key), [...path, key], subject, address)),
    ...listAt(container, 'env').flatMap((item, index) => inVariable(item, [...path, 'env', index], address)),
  ];
}

/** @param alone whether the text itself stands at the path, and no list */
function inWords(
  words: readonly JsonValue[],
  path: YamlPath,
  subject: Subject,
  address: string,
  alone = false,
): [YamlPath, string][] {
  return words.flatMap((word, index): [YamlPath, string][] => {
    if (typeof word !== 'string') return [];
    const at = alone ? path : [...path, index];
    const match = /^(--?([A-Za-z][\w.-]*))(?:=([\s\S]*))?$/.exec(word);
    if (match === null) return [];
    const [, dashed = '', name = '', value] = match;
    if (value !== undefined) return isMetrics(name, value, subject) ? [[at, `${dashed}=${address}`]] : [];
    const following = words[index + 1];
    if (typeof following !== 'string' || !isMetrics(name, following, subject) || alone) return [];
    return [[[...path, index + 1], address]];
  });
}

function inVariable(item: JsonValue | undefined, path: YamlPath, address: string): [YamlPath, string][] {
  const name = stringAt(item, 'name') ?? '';
  const value = stringAt(item, 'value');
  const known = /METRICS?_/.test(name) && /ADDR|BIND/.test(name);
  return value !== undefined && known && addressPort(value) !== undefined ? [[[...path, 'value'], address]] : [];
}

/** The known flags, and any other whose address is the one that the proxy leads to. */
function isMetrics(name: string, value: string, { upstreamPort }: Subject): boolean {
  const port = addressPort(value);
  if (METRICS_FLAGS.includes(name)) return port !== undefined;
  return port === upstreamPort && /metric/i.test(name);
}

/** Whether the manifests of a subject tell its manager the address, in whatever way. */
export function tellsAddress(subject: Subject): boolean {
  const { manager, settings } = subject.chain;
  return (
    settings.winner !== undefined || manager.flags.some(({ name, value }) => isMetrics(name, value ?? '', subject))
  );
}

/** Writes the address in the files behind ConfigMaps that a manager really reads. */
export function moveAddressInFiles(
  tree: FileTree,
  subject: Subject,
  address: string,
  renders: Renders,
  manifests: Manifests,
): FileTree {
  let next = tree;
  for (const root of subject.proxied) {
    const wiring = renders.wiring(root);
    for (const { manager, workload, settings } of wiring.metrics) {
      const { winner } = settings;
      if (winner?.source !== 'config-file' || manager.name !== subject.managerName) continue;
      if (renders.of(root).origins.get(workload.object) !== subject.file) continue;
      const key = String(winner.path[1]);
      const text = stringAt(objectAt(winner.object, 'data'), key) ?? '';
      const file =
        [...manifests.reached(root)].find((path) => tree.get(path) === text && path.endsWith(baseName(key))) ??
        [...manifests.reached(root)].find((path) => tree.get(path) === text);
      const at = winner.name.split('.');
      if (file !== undefined) {
        const editor = new YamlEditor(next.get(file)!, file);
        const document = editor.values.findIndex((value) => isObject(value));
        next = withText(next, file, editor.set(document, at, address).text);
        continue;
      }
      const holder = manifests.all.find(
        ({ value, role }) =>
          role === 'resource' &&
          isObject(value) &&
          value.kind === 'ConfigMap' &&
          nameOf(winner.object).includes(stringAt(value, 'metadata', 'name') ?? '\0') &&
          stringAt(value, 'data', key) !== undefined,
      );
      if (holder === undefined) continue;
      next = editSite(next, holder.site, (editor, document) => {
        const inner = new YamlEditor(String(editor.get(document, ['data', key])), holder.site.file);
        editor.set(document, ['data', key], inner.set(0, at, address).text);
      });
    }
  }
  return next;
}

/** The ConfigMaps with the files that tell managers their address, by all their names as built, without the hash. */
export function addressConfigMaps(subject: Subject, renders: Renders): Set<string> {
  const names = new Set<string>();
  for (const root of subject.proxied) {
    for (const { manager, workload, settings } of renders.wiring(root).metrics) {
      const { winner } = settings;
      if (winner?.source !== 'config-file' || manager.name !== subject.managerName) continue;
      if (renders.of(root).origins.get(workload.object) !== subject.file) continue;
      const data = objectAt(winner.object, 'data') ?? {};
      for (const each of subject.roots.flatMap((directory) => renders.of(directory).objects)) {
        if (each.kind !== 'ConfigMap' || !sameJson(objectAt(each, 'data') ?? {}, data)) continue;
        names.add(nameOf(each).replace(/-[a-z0-9]{10}$/, ''));
      }
    }
  }
  return names;
}
