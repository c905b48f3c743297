import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ScaffoldError } from '../core/errors.ts';
import { fileIssue } from '../node/file-issue.ts';
import type { PluginEntry } from '../plugin/plugins/plugin-entry.ts';
import { refusalOf } from '../plugin/protocol.ts';

/** The program of the plugins, beside the command line's. */
const PROGRAM = 'plugin.cjs';

/**
 * Where Kubebuilder looks for plugins (pkg/cli/options.go of 4.16.0): EXTERNAL_PLUGINS_PATH, else below the directory
 * for configuration that XDG_CONFIG_HOME names, else below the platform's.
 */
export function pluginsRoot(env: Readonly<Record<string, string | undefined>>, platform: string): string {
  const { EXTERNAL_PLUGINS_PATH: own, XDG_CONFIG_HOME: xdg } = env;
  if (own !== undefined && own !== '') return own;
  if (xdg !== undefined && xdg !== '') return join(xdg, 'kubebuilder', 'plugins');
  const home = env.HOME ?? homedir();
  const configuration = platform === 'darwin' ? join('Library', 'Application Support') : '.config';
  return join(home, configuration, 'kubebuilder', 'plugins');
}

/** Where the programs of this command line are: files in a directory, or all of it one executable. */
export type Programs = { readonly directory: string } | { readonly executable: string };

/**
 * Installs a plugin: an executable `ROOT/NAME/VERSION/NAME`, and beside it, in a directory that Kubebuilder passes over,
 * a copy of the program that it starts. So it works on when the package that it came from is gone, as after npx. The
 * single executable, which somebody has put where it stays and which is large, is started there.
 *
 * @returns the path of the executable, and whether anything was written
 * @throws ScaffoldError `file-unwritable`, `file-unreadable`
 */
export function installPlugin(
  { name, version }: PluginEntry,
  root: string,
  programs: Programs,
): { readonly path: string; readonly written: boolean } {
  const directory = join(root, name, version);
  const [path, library] = [join(directory, name), join(directory, 'lib')];
  const script = launcher(`${name}/${version}`, programs);
  const source = 'directory' in programs ? programs.directory : undefined;
  if (source !== undefined && !existsSync(join(source, PROGRAM))) {
    throw new ScaffoldError(fileIssue('file-unreadable', join(source, PROGRAM), { code: 'ENOENT' }));
  }
  try {
    if (isCurrent(path, script, library, source)) return { path, written: false };
    mkdirSync(directory, { recursive: true });
    // Copied aside and renamed, so that a Kubebuilder that runs meanwhile finds the old one or the new one.
    const aside = join(directory, `lib-${process.pid}`);
    if (source !== undefined) {
      for (const file of programFiles(source)) cpSync(join(source, file), join(aside, file));
      rmSync(library, { recursive: true, force: true });
      renameSync(aside, library);
    }
    const draft = join(directory, `executable-${process.pid}`);
    writeFileSync(draft, script);
    chmodSync(draft, 0o755);
    renameSync(draft, path);
    if (source === undefined) rmSync(library, { recursive: true, force: true });
    return { path, written: true };
  } catch (error) {
    throw new ScaffoldError(fileIssue('file-unwritable', directory, error));
  }
}

/** The files of the command line: all that the plugins' program may load. */
function programFiles(programs: string): string[] {
  return readdirSync(programs).filter((file) => file.endsWith('.cjs'));
}

function isCurrent(path: string, script: string, library: string, programs: string | undefined): boolean {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== script) return false;
  if (programs === undefined || !existsSync(library)) return programs === undefined && !existsSync(library);
  const files = programFiles(programs);
  const same = (file: string) =>
    existsSync(join(library, file)) && readFileSync(join(library, file)).equals(readFileSync(join(programs, file)));
  return readdirSync(library).length === files.length && files.every(same);
}

/** A shell script, so that who has no Node on the path reads why, and not a line of the kernel's. */
function launcher(key: string, programs: Programs): string {
  const [test, command, message] =
    'directory' in programs
      ? [
          'command -v node >/dev/null 2>&1',
          `node "\${0%/*}/lib/${PROGRAM}" '${key}'`,
          `the plugin ${key} runs on Node.js 20 or newer, and there is no node on the PATH`,
        ]
      : [
          `test -x ${quoted(programs.executable)}`,
          `${quoted(programs.executable)} plugin run '${key}'`,
          `the plugin ${key} runs ${programs.executable}, which is gone: install it again with operator-scaffold plugin install ${key}`,
        ];
  return `#!/bin/sh
if ${test}; then
  exec ${command}
fi
cat >/dev/null
printf '%s\\n' ${quoted(JSON.stringify(refusalOf([message])))}
`;
}

/** A text as one word of the shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
