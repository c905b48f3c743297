import { ScaffoldError } from '../../core/errors.ts';
import type { YamlNode, YamlScalar } from '../../yaml/node.ts';
import type { SourceDocument } from '../../yaml/source/read-source.ts';
import { Refusal } from '../errors/refusal.ts';
import { lookup, type NodeKind } from './lookup.ts';
import { detached, matchPath, type Slot } from './path-matcher.ts';
import { nothing, readText, trimSpace, writeText } from './text-document.ts';

/**
 * Writes into YAML or JSON that a scalar holds as text, such as a configuration file in a ConfigMap: where a path leads
 * through a scalar, what follows is a path in there.
 *
 * @returns false where the path leads through no such scalar, or it could not be written
 */
export function writeStructured(
  root: YamlNode,
  path: readonly string[],
  create: NodeKind | undefined,
  write: (slot: Slot) => void,
): boolean {
  const found = findScalar(root, path);
  if (found === undefined) return false;
  const { scalar, document, rest } = found;
  if (document === undefined && trimSpace(scalar.value) === '') return false;
  const top = detached(document?.root ?? nothing());
  try {
    const slots = matchPath(top, rest, create);
    if (slots.length === 0) return false;
    for (const slot of slots) write(slot);
    // Below no document at all, what is written is lost.
    if (document !== undefined) scalar.value = writeText({ ...document, root: top.node }, scalar.value);
    return true;
  } catch (error) {
    if (error instanceof Refusal || error instanceof ScaffoldError) return false;
    throw error;
  }
}

interface Found {
  readonly scalar: YamlScalar;
  readonly document: SourceDocument | undefined;
  readonly rest: readonly string[];
}

function findScalar(root: YamlNode, path: readonly string[]): Found | undefined {
  for (let length = 1; length < path.length; length += 1) {
    const scalar = unlessRefused(() => lookup(root, path.slice(0, length)));
    if (scalar?.kind !== 'scalar') continue;
    const read = unlessRefused(() => ({ document: readText(scalar.value) }));
    if (read !== undefined) return { scalar, document: read.document, rest: path.slice(length) };
  }
  return undefined;
}

function unlessRefused<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
