import type { KubernetesObject } from '../../kubernetes/object.ts';
import { parseYaml } from '../../yaml/parse.ts';
import type { Manifest } from '../read-manifests.ts';

/**
 * A CustomResourceDefinition read without parsing its schemas, which are most of an operator's bytes and pass through a
 * chart unchanged.
 *
 * Works on block style, which kustomize, controller-gen and kubectl print: there a line at the indentation of the keys
 * of `spec` is a key of `spec`, whatever scalars lie deeper. Undefined for anything else: the full parser reads it.
 */
export function readRawCrd(chunk: string): Manifest | undefined {
  if (!/^kind: CustomResourceDefinition *$/m.test(chunk) || chunk.includes('\t')) return undefined;
  const start = /^spec: *\n/m.exec(chunk);
  if (start === null) return undefined;
  const block = /^ {2}versions: *\n/m.exec(chunk);
  if (block === null || block.index < start.index) return undefined;
  // Behind another key at the top it is a field of that one.
  if (/^\S/m.test(chunk.slice(start.index + start[0].length, block.index))) return undefined;
  const bodyStart = block.index + block[0].length;
  const rest = chunk.slice(bodyStart);
  const next = /^(?: {2}[^\s-]| ?\S)/m.exec(rest);
  const bodyEnd = next === null ? chunk.length : bodyStart + next.index;
  const text = chunk.slice(bodyStart, bodyEnd).replace(/\n+$/, '\n');
  const dash = /^ *- /.exec(text);
  // Anchors may stand for content that lies elsewhere; comments between items would be cut from their place.
  if (dash === null || /^\s*(?:- )?(?:[\w$.-]+: +)?[&*][A-Za-z]/m.test(text)) return undefined;
  const head = parseYaml(`${chunk.slice(0, block.index)}  versions: []\n${chunk.slice(bodyEnd)}`, 'manifests');
  const object = head[0] as KubernetesObject | undefined;
  if (head.length !== 1 || object === undefined) return undefined;
  const indent = dash[0].length;
  const names = [...text.matchAll(new RegExp(`^(?: {${indent}}| {${indent - 2}}- )name: (.+)$`, 'gm'))].map((match) =>
    match[1]!.trim().replace(/^(['"])(.*)\1$/, '$2'),
  );
  return { object, rawVersions: { text, names } };
}
