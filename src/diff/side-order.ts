import { compareCodeUnits } from '../core/compare.ts';
import type { JsonValue } from '../kubernetes/object.ts';
import { canonicalJson } from '../objects/compare/json.ts';
import { RELEASES } from '../presets/releases.ts';
import type { ReadOptions } from '../scaffold/read-options.ts';
import type { DiffNote } from './model.ts';

/** Older releases first, a release before the preset that builds on it; then by name and options. */
export function compareSides(a: ReadOptions, b: ReadOptions): number {
  const age = ({ preset }: ReadOptions) => RELEASES.findIndex(({ version }) => version === preset.release);
  return (
    age(a) - age(b) ||
    Number(b.preset.exact) - Number(a.preset.exact) ||
    compareCodeUnits(a.preset.name, b.preset.name) ||
    compareCodeUnits(optionsText(a), optionsText(b))
  );
}

/** Notes about the old side before those about the new one, whoever took them. */
export function notesInOrder(notes: readonly DiffNote[]): DiffNote[] {
  return [...notes].sort((a, b) => compareCodeUnits(a.side, b.side));
}

function optionsText({ options }: ReadOptions): string {
  return canonicalJson(options as unknown as JsonValue);
}
