import type { Issue } from '../core/errors.ts';
import type { Arguments, Flags } from './flags.ts';

/** The options that flags give, under the options' names; a flag that is given several times gives a list. */
export function givenOptions(args: Arguments, flags: Flags): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const [name, { option, value, repeated }] of Object.entries(flags)) {
    if (option === undefined || args.text(name) === undefined) continue;
    options[option] = value === undefined ? args.switch(name) : repeated ? args.texts(name) : args.text(name);
  }
  return options;
}

/** The flags that give the option of an issue: `--project-name or --project`. Empty where none does. */
export function flagsOf({ option = [] }: Issue, flags: Flags): string {
  // The options of a diff's two sides have the side before them.
  const places = [option, option.slice(/^(?:from|to)$/.test(String(option[0])) ? 1 : 0)];
  const given = (name: string) =>
    places.some((place) => name.split('.').every((part, index) => String(place[index]) === part));
  return Object.entries(flags)
    .filter((entry) => entry[1].option !== undefined && given(entry[1].option))
    .map(([name]) => `--${name}`)
    .join(' or ');
}
