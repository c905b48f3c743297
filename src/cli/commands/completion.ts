import { COMMON_FLAGS, type Command, type CommandEntry, DONE } from '../command.ts';
import type { Flag } from '../flags.ts';
import { usageError } from '../usage.ts';

const SHELLS = ['bash', 'zsh', 'fish'];

/** @param commands what is completed, itself among it */
export function completionOf(commands: readonly CommandEntry[]): Command {
  return {
    usage: 'bash|zsh|fish',
    description: `Prints a script that completes commands, flags and their values in a shell.
bash: source <(operator-scaffold completion bash), in ~/.bashrc
zsh:  source <(operator-scaffold completion zsh), in ~/.zshrc after compinit
fish: operator-scaffold completion fish > ~/.config/fish/completions/operator-scaffold.fish`,
    example: 'operator-scaffold completion bash > /etc/bash_completion.d/operator-scaffold',
    flags: {},
    positionals: 1,
    async run({ args, io }) {
      const [shell = ''] = args.positionals;
      if (!SHELLS.includes(shell)) {
        throw usageError('SHELL', 'there is no completion for it', { expected: SHELLS.join(', '), received: shell });
      }
      const words = await allWords(commands);
      io.stdout.write(shell === 'fish' ? fish(words) : bash(words, shell === 'zsh'));
      return DONE;
    },
  };
}

/** What one command understands. */
interface Words {
  readonly command: string;
  readonly summary: string;
  readonly flags: readonly { readonly name: string; readonly flag: Flag; readonly values: readonly string[] }[];
  /** What may stand there without a flag, beside paths. */
  readonly words: readonly string[];
}

async function allWords(entries: readonly CommandEntry[]): Promise<Words[]> {
  const { listPresets } = await import('../../presets/list-presets.ts');
  const { FEATURE_NAMES } = await import('../../switches/feature-names.ts');
  const presets = listPresets().map(({ name }) => name);
  const known: Readonly<Record<string, readonly string[]>> = {
    P: presets,
    'NAME[=false]': FEATURE_NAMES,
  };
  const words: Readonly<Record<string, readonly string[]>> = {
    completion: SHELLS,
    feature: [...FEATURE_NAMES, 'on', 'off'],
    help: entries.map(({ name }) => name),
    plugin: ['list', 'install'],
  };
  const commands = await Promise.all(
    entries.map(async ({ name, summary, load }) => {
      const flags = Object.entries({ ...(await load()).flags, ...COMMON_FLAGS })
        .filter(([, { refused }]) => refused === undefined)
        .map(([flagName, flag]) => ({ name: flagName, flag, values: valuesOf(flag) }));
      return { command: name, summary, flags, words: words[name] ?? [] };
    }),
  );
  return [...commands, { command: 'help', summary: 'say more about a command', flags: [], words: words.help ?? [] }];

  function valuesOf({ value = '' }: Flag): readonly string[] {
    return known[value] ?? (value.includes('|') && /^[a-z|-]+$/.test(value) ? value.split('|') : []);
  }
}

/** One function for both shells: zsh runs it with its own emulation of bash's completion. */
function bash(commands: readonly Words[], isZsh: boolean): string {
  const cases = commands.map(({ command, flags, words }) => {
    const listed = flags.filter(({ values }) => values.length > 0);
    // Any value may stand behind these, so that files are offered.
    const free = flags.filter(({ flag, values }) => flag.value !== undefined && values.length === 0);
    const lines = [
      ...listed.map(({ name, values }) => `      --${name}) words="${values.join(' ')}" ;;`),
      ...(free.length > 0 ? [`      ${free.map(({ name }) => `--${name}`).join('|')}) words="" ;;`] : []),
      `      *) words="${[...flags.map(({ name }) => `--${name}`), ...words].join(' ')}" ;;`,
    ];
    return `    ${command}) case "$before" in\n${lines.join('\n')}\n      esac ;;`;
  });
  const names = commands.map(({ command }) => command).join(' ');
  return `${isZsh ? 'autoload -U +X bashcompinit && bashcompinit\n' : ''}_operator_scaffold() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  if [ "$COMP_CWORD" -le 1 ]; then
    COMPREPLY=($(compgen -W "${names} --help --version" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  if [ "\${#COMPREPLY[@]}" -eq 0 ]; then
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _operator_scaffold operator-scaffold
`;
}

function fish(commands: readonly Words[]): string {
  const lines = commands.flatMap(({ command, summary, flags, words }) => {
    const inside = `complete -c operator-scaffold -n '__fish_seen_subcommand_from ${command}'`;
    return [
      `complete -c operator-scaffold -n __fish_use_subcommand -f -a ${command} -d ${quoted(summary)}`,
      ...(words.length > 0 ? [`${inside} -a ${quoted(words.join(' '))}`] : []),
      ...flags.map(({ name, flag, values }) => {
        const value = flag.value === undefined ? '' : values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : ' -r';
        return `${inside} -l ${name}${flag.short === undefined ? '' : ` -s ${flag.short}`}${value} -d ${quoted(flag.help)}`;
      }),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
