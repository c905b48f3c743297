import type { KubernetesObject } from '../../kubernetes/object.ts';
import { parseYaml } from '../../yaml/parse.ts';
import type { Manifest } from '../manifest.ts';
import { isPlainBlock } from './plain-block.ts';

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
  let textEnd = bodyEnd;
  while (chunk.endsWith('\n\n', textEnd)) textEnd -= 1;
  const text = chunk.slice(bodyStart, textEnd);
  const dash = /^ *- /.exec(text);
  // Anchors may stand for content that lies elsewhere; comments between items would be cut from their place.
  if (dash === null || hasAnchor(text) || !isPlainBlock(text)) return undefined;
  const head = parseYaml(`${chunk.slice(0, block.index)}  versions: []\n${chunk.slice(bodyEnd)}`, 'manifests');
  const object = head[0] as KubernetesObject | undefined;
  if (head.length !== 1 || object === undefined) return undefined;
  const indent = dash[0].length;
  const names = [...text.matchAll(new RegExp(`^(?: {${indent}}| {${indent - 2}}- )name: (.+)$`, 'gm'))].map((match) =>
    match[1]!.trim().replace(/^(['"])(.*)\1$/, '$2'),
  );
  return { object, rawVersions: { text, names } };
}

const ANCHOR = /^\s*(?:- )?(?:[\w$.-]+: +)?[&*][A-Za-z]$/;

/** Whether a value begins with an anchor or an alias. What could be one is rare, and found without reading each line. */
function hasAnchor(text: string): boolean {
  return ['&', '*'].some((mark) => {
    for (let at = text.indexOf(mark); at !== -1; ) {
      if (ANCHOR.test(text.slice(text.lastIndexOf('\n', at) + 1, at + 2))) return true;
      // Behind the first one of a line, a value has begun.
      const end = text.indexOf('\n', at);
      at = end === -1 ? -1 : text.indexOf(mark, end);
    }
    return false;
  });
}
