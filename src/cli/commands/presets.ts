import { listPresets } from '../../presets/list-presets.ts';
import { coloursFor } from '../colour.ts';
import { type Command, DONE } from '../command.ts';

export const presets: Command = {
  usage: '',
  description: 'Lists what --preset takes: the recommended presets, and the releases of Kubebuilder that are known.',
  example: 'operator-scaffold presets --json',
  flags: {},
  positionals: 0,
  async run({ io, json }) {
    const list = listPresets();
    if (json) {
      io.stdout.write(`${JSON.stringify(list, undefined, 2)}\n`);
      return DONE;
    }
    const { bold } = coloursFor(io.stdout, io.env);
    const width = Math.max(...list.map(({ name }) => name.length));
    for (const { name, title } of list) io.stdout.write(`${bold(name.padEnd(width))}  ${title}\n`);
    return DONE;
  },
};
