import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from './cache.ts';
import { runGo } from './go.ts';

/**
 * The releases whose module the Go module proxy serves, with the package of the program. (`go install` does not work
 * for them, because the module's list of versions is not served everywhere.)
 */
export const KUBEBUILDER_RELEASES: Readonly<Record<string, string>> = {
  '3.14.2': 'v3/cmd',
  '3.15.1': 'v3/cmd',
  '4.0.0': 'v4/cmd',
  '4.2.0': 'v4/cmd',
  '4.3.0': 'v4/cmd',
  '4.5.0': 'v4/cmd',
  '4.5.1': 'v4',
  '4.6.0': 'v4',
  '4.7.0': 'v4',
  '4.7.1': 'v4',
  '4.8.0': 'v4',
  '4.10.1': 'v4',
  '4.13.1': 'v4',
  '4.15.0': 'v4',
  '4.16.0': 'v4',
};

/** Newer than what the older releases ask for: those do not compile with today's Go. */
const NEWER_LIBRARIES = 'require golang.org/x/tools v0.30.0\nrequire golang.org/x/sync v0.11.0\n';
const WITH_NEWER_LIBRARIES = new Set(['3.14.2', '3.15.1', '4.0.0', '4.2.0']);

/**
 * The path of the real `kubebuilder` of a release, built at the first call and kept.
 *
 * @throws Error with Go's own output where it cannot be had
 */
export async function ensureKubebuilder(version: string): Promise<string> {
  const program = KUBEBUILDER_RELEASES[version];
  if (program === undefined) throw new Error(`kubebuilder ${version} is not among the releases that can be built`);
  const directory = await buildOnce(`kubebuilder@v${version}`, async (aside) => {
    console.error(`building kubebuilder ${version} …`);
    const module = `sigs.k8s.io/kubebuilder/${program.split('/')[0]}`;
    const libraries = WITH_NEWER_LIBRARIES.has(version) ? NEWER_LIBRARIES : '';
    writeFileSync(join(aside, 'go.mod'), `module build\n\ngo 1.24\n\nrequire ${module} v${version}\n${libraries}`);
    const target = join(aside, 'kubebuilder');
    await runGo(['build', '-o', target, `sigs.k8s.io/kubebuilder/${program}`], { cwd: aside });
  });
  return join(directory, 'kubebuilder');
}

/**
 * A directory to put first on PATH, so that `kubebuilder` runs without a network and in a fraction of a second: `make`
 * and the commands of `go` that fetch or generate do nothing there, all else of `go` is the real one.
 */
export async function ensureKubebuilderStandIns(): Promise<string> {
  return buildOnce('kubebuilder-stand-ins', async (aside) => {
    const go = (await runGo(['env', 'GOROOT'])).trim();
    mkdirSync(aside, { recursive: true });
    const write = (name: string, body: string) => {
      writeFileSync(join(aside, name), `#!/bin/sh\n${body}\n`);
      chmodSync(join(aside, name), 0o755);
    };
    write('make', 'exit 0');
    write('go', `case "$1" in get|mod|install|generate) exit 0;; esac\nexec "${go}/bin/go" "$@"`);
  });
}
