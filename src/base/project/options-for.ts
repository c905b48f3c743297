import type { FileTree } from '../../core/file-tree.ts';
import { resolvePreset } from '../../presets/resolve-preset.ts';
import type { Base, BaseNote } from '../model.ts';
import type { MendedOptions } from './mend-options.ts';
import { mendedProject } from './project-options.ts';

const MENDED: ReadonlySet<BaseNote['code']> = new Set(['option-mended', 'kind-left-out']);

/**
 * The options of a project by which two presets are compared, and all notes about them. Releases take what they let
 * through themselves, such as a group without a dot; a preset of ours refuses that, so that it is left out of both.
 */
export function optionsFor(tree: FileTree, base: Base, presets: readonly string[]): MendedOptions {
  if (!presets.every((preset) => resolvePreset(preset).exact)) return base;
  const { features } = base.options;
  const { options, notes } = mendedProject(tree, true);
  return {
    options: features === undefined ? options : { ...options, features },
    notes: [...base.notes.filter(({ code }) => !MENDED.has(code)), ...notes],
  };
}
