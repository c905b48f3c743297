import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from './cache.ts';
import { runGo } from './go.ts';

const MODULE = 'sigs.k8s.io/controller-tools';

/** Newer than what older releases ask for: those do not compile with today's Go. */
const NEWER_LIBRARIES = 'require golang.org/x/tools v0.30.0\n';

/**
 * The path of the controller-gen of a version (`v0.21.0`), built at the first call and kept. It writes its version into
 * what it generates, as `go install` of that version would.
 *
 * @throws Error with Go's own output where it cannot be had
 */
export async function ensureControllerGen(version: string): Promise<string> {
  const directory = await buildOnce(`controller-gen-of@${version}`, async (aside) => {
    console.error(`building controller-gen ${version} …`);
    const old = Number(version.split('.')[1]) < 17;
    writeFileSync(
      join(aside, 'go.mod'),
      `module build\n\ngo 1.24\n\nrequire ${MODULE} ${version}\n${old ? NEWER_LIBRARIES : ''}`,
    );
    const flags = `-X ${MODULE}/pkg/version.version=${version}`;
    const target = join(aside, 'controller-gen');
    await runGo(['build', '-ldflags', flags, '-o', target, `${MODULE}/cmd/controller-gen`], { cwd: aside });
  });
  return join(directory, 'controller-gen');
}
