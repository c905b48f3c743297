import { COMMON_FLAGS, type Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { Flag, Flags } from './flags.ts';

/** The overview of all commands. */
export function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: operator-scaffold COMMAND [ARGUMENTS]

Commands:
${lines.join('\n')}

operator-scaffold COMMAND --help says more. operator-scaffold --version prints the version.

Example:
  operator-scaffold init --project-name guestbook --resource webapp/v1/Guestbook --output guestbook
`;
}

export function commandHelp(name: string, command: Command): string {
  return `Usage: operator-scaffold ${name} ${command.usage}

${command.description}

Flags:
${flagLines({ ...command.flags, ...COMMON_FLAGS })}

Example:
${command.example.replace(/^/gm, '  ')}
`;
}

function flagLines(flags: Flags): string {
  const rows = Object.entries(flags)
    .filter(([, { refused }]) => refused === undefined)
    .map(([name, flag]) => [head(name, flag), flag.help] as const);
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`).join('\n');
}

function head(name: string, { value, short, repeated }: Flag): string {
  const long = value === undefined ? `--${name}` : `--${name} ${value}`;
  return `${short === undefined ? '' : `-${short}, `}${long}${repeated ? ' ...' : ''}`;
}
