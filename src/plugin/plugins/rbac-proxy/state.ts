import { ScaffoldError } from '../../../core/errors.ts';
import type { FileTree } from '../../../core/file-tree.ts';
import type { FeatureName } from '../../../options/generated/types.ts';
import type { ProxyOptions } from './defaults.ts';

/** What a later edit has to know, in a comment of the component. */
export interface ProxyState {
  readonly options: Partial<ProxyOptions>;
  /** The features that were switched off for the proxy, in that order. */
  readonly off: readonly FeatureName[];
  /** Those of them that were on only in parts: what `--remove` switches on is more than there was. */
  readonly half?: readonly FeatureName[];
  /** Digests of the component's other files as they were written. */
  readonly files: Readonly<Record<string, string>>;
  /** The kustomization of config/default had no newline at its end. */
  readonly unterminated?: true;
}

const PREFIX = '# State of the plugin: ';

export function stateLine(state: ProxyState): string {
  return `${PREFIX}${JSON.stringify(state)}`;
}

/**
 * The state of a component that stands there; undefined where none does.
 *
 * @throws ScaffoldError `file-exists` where something else stands there
 */
export function readState(tree: FileTree, path: string): ProxyState | undefined {
  const text = tree.get(path);
  if (text === undefined || text === '') return undefined;
  const line = text.split(/\r?\n/).find((each) => each.startsWith(PREFIX));
  const state = line === undefined ? undefined : parsed(line.slice(PREFIX.length));
  if (state !== undefined) return state;
  throw new ScaffoldError({
    code: 'file-exists',
    path,
    message: 'the kustomization is none of this plugin',
    expected: `a directory for the plugin alone, or its line "${PREFIX.trim()} …"`,
  });
}

function parsed(text: string): ProxyState | undefined {
  try {
    const { options, off, files, half, unterminated } = JSON.parse(text) as ProxyState;
    return typeof options === 'object' && Array.isArray(off) && typeof files === 'object'
      ? {
          options,
          off,
          files,
          ...(Array.isArray(half) ? { half } : {}),
          ...(unterminated === true ? { unterminated } : {}),
        }
      : undefined;
  } catch {
    return undefined;
  }
}
