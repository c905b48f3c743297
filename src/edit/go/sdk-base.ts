import type { FileTree } from '../../core/file-tree.ts';
import { baseName } from '../../core/paths.ts';
import { directoryOf, isWithin } from './go-sources.ts';

export type SdkKind = 'ansible' | 'helm';

/** An image of the operator SDK that a Dockerfile builds on. */
export interface SdkBase {
  readonly kind: SdkKind;
  readonly path: string;
  /** The line that names its version: that of FROM, or of the ARG that it takes it from. */
  readonly line: number;
  readonly image: string;
  readonly tag: string;
  /** Undefined where the tag does not tell it, or is that of another image than the SDK's own. */
  readonly version: readonly [number, number, number] | undefined;
}

const DOCKERFILE = /(?:^|\/)(?:[^/]+\.)?(?:Dockerfile|Containerfile)(?:[._-][^/]*)?$/;

/**
 * The Dockerfiles of an operator without a program of its own, that nearest to the project first. Where PROJECT says what
 * it is, that counts: a Go operator may well have such an image in its tests, and the Dockerfile may lie elsewhere.
 */
export function findSdkBases(tree: FileTree, home: string): SdkBase[] {
  const layout = layoutOf(tree, home);
  if (layout === 'other') return [];
  const found = [...tree].flatMap(({ path, content }) => (DOCKERFILE.test(path) ? basesIn(path, content) : []));
  const fitting = layout === undefined ? found : found.filter(({ kind }) => kind === layout);
  const near = fitting.filter(({ path }) => isWithin(directoryOf(path), home));
  const all = near.length > 0 || layout === undefined ? near : fitting;
  const rank = ({ path }: SdkBase) =>
    2 * path.split('/').length + (['Dockerfile', 'Containerfile'].includes(baseName(path)) ? 0 : 1);
  return all.sort((a, b) => rank(a) - rank(b));
}

/** What PROJECT says that the operator is; undefined where nothing does. */
function layoutOf(tree: FileTree, home: string): SdkKind | 'other' | undefined {
  const text = tree.get(home === '' ? 'PROJECT' : `${home}/PROJECT`);
  const lines = text?.split('\n') ?? [];
  const start = lines.findIndex((line) => line.startsWith('layout:'));
  if (start === -1) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^[A-Za-z]/.test(line));
  const entries = [lines[start]!.slice('layout:'.length), ...(end === -1 ? rest : rest.slice(0, end))].join('\n');
  const plugins = entries.split(/[\s,"'[\]]/).filter((word) => word.includes('/v'));
  for (const kind of ['ansible', 'helm'] as const) {
    if (plugins.some((plugin) => plugin.startsWith(`${kind}.sdk.operatorframework.io/`))) return kind;
  }
  return plugins.length > 0 ? 'other' : undefined;
}

function basesIn(path: string, content: string): SdkBase[] {
  const bases: SdkBase[] = [];
  const values = new Map<string, { value: string; line: number }>();
  for (const [index, text] of content.split('\n').entries()) {
    const words = text.trim().split(/[ \t]+/);
    const instruction = words[0]?.toUpperCase();
    if (instruction === 'ARG') {
      const [name = '', ...value] = (words[1] ?? '').split('=');
      if (value.length > 0) values.set(name, { value: value.join('=').replace(/^["']|["']$/g, ''), line: index + 1 });
    }
    if (instruction !== 'FROM' || text.length > 1000) continue;
    const written = words.slice(1).find((word) => !word.startsWith('--')) ?? '';
    const image = written.replace(
      /\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))/g,
      (word, braced: string | undefined, otherwise: string | undefined, bare: string | undefined) =>
        values.get(braced ?? bare ?? '')?.value ?? otherwise ?? word,
    );
    const kind = /(?:^|\/)(?:ose-)?(ansible|helm)(?:-rhel\d+)?-operator(?=[:@]|$)/.exec(image)?.[1];
    if (kind === undefined) continue;
    const tag = image.includes('@') ? '' : (/:([^/:]+)$/.exec(image)?.[1] ?? '');
    const parts = /^v?([0-9]+)\.([0-9]+)(?:\.([0-9]+))?$/.exec(tag);
    const isOwn = /(?:^|\/)operator-framework\/[a-z-]+:/.test(image);
    const places = [{ value: written, line: index + 1 }, ...values.values()];
    const line = places.find(({ value }) => tag !== '' && value.includes(tag))?.line ?? index + 1;
    const version = parts && isOwn ? ([Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)] as const) : undefined;
    bases.push({ kind: kind as SdkKind, path, line, image, tag, version });
  }
  return bases;
}
