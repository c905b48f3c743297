import type { JsonObject, JsonValue, KubernetesObject } from '../../../src/kubernetes/object.ts';
import { field } from './oracle-references.ts';

/** A text of a moved release that still has a name of the source in it. */
export interface Leftover {
  readonly object: number;
  readonly place: string;
  readonly name: string;
  readonly text: string;
}

/**
 * What of a release under other names still names the objects or the namespace of the source, as whole words. Labels and
 * selectors are left out, where such words are values of their own, and CustomResourceDefinitions, whose schemas are prose.
 */
export function leftoversOf(
  home: readonly KubernetesObject[],
  moved: readonly KubernetesObject[],
  namespace: string,
  elsewhere: string,
): Leftover[] {
  const names = new Set<string>();
  home.forEach((object, index) => {
    const before = String(object.metadata.name);
    const after = String(moved[index]?.metadata.name);
    // A short word is a word of the language.
    if (before !== after && before.includes('-')) names.add(before);
  });
  if (namespace !== elsewhere && namespace.includes('-')) names.add(namespace);
  if (names.size === 0) return [];
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  // A file's place says nothing about objects.
  const inPath = /(?:^|[\s"'=,])\/[\w./-]*/.source;
  const any = longestFirst.join('|');
  const pattern = new RegExp(`(?<![a-z0-9-])(?=${any})(?<!${inPath})(${any})(?![a-z0-9-])`);
  // A name that a release tells apart may keep the old one as its end, behind a character of its own.
  const own = new Set(moved.map(({ metadata }) => String(metadata.name)));
  const found: Leftover[] = [];
  moved.forEach((object, index) => {
    // A hook is the chart's own, and what it tries out goes away with it.
    const isHook = field(object, 'metadata', 'annotations', 'helm.sh/hook') !== undefined;
    if (object.kind === 'CustomResourceDefinition' || isHook) return;
    strings(object as JsonValue, '', (text, place) => {
      // Whom a binding lets in from another namespace is nobody of ours.
      const [, subject] = /^\.subjects\[(\d+)\]\.name$/.exec(place) ?? [];
      const where =
        subject === undefined ? elsewhere : field((object.subjects as JsonObject[])[+subject]!, 'namespace');
      if (where !== undefined && where !== elsewhere) return;
      // The first word of a command is what runs.
      if (place.endsWith('.command[0]') && /^[\w./-]+$/.test(text)) return;
      const name = own.has(text) || /^\/[\w./-]*$/.test(text) ? undefined : pattern.exec(text)?.[1];
      if (name !== undefined) found.push({ object: index, place, name, text });
    });
  });
  return found;
}

function strings(value: JsonValue, place: string, visit: (text: string, place: string) => void): void {
  if (typeof value === 'string') visit(value, place);
  else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      strings(item as JsonValue, `${place}[${index}]`, visit);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (['labels', 'matchLabels', 'matchExpressions', 'selector', 'managedFields'].includes(key)) continue;
      // What a pod or a webhook configuration calls its own parts, and where they are in it.
      if (key === 'name' && /\.(\w*[cC]ontainers|ports|volumeMounts|volumes|webhooks)\[\d+\]$/.test(place)) continue;
      if (['image', 'mountPath', 'subPath', 'targetPort', 'workingDir'].includes(key)) continue;
      // Names of APIs, which may start like those of objects.
      if (['apiGroup', 'apiGroups', 'apiVersion', 'group'].includes(key)) continue;
      strings(item, `${place}.${key}`, visit);
    }
  }
}
