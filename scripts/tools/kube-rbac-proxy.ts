import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from './cache.ts';
import { runGo } from './go.ts';

const MODULE = 'github.com/brancz/kube-rbac-proxy';

/**
 * The path of the real kube-rbac-proxy of a release, built from its Go module at the first call and kept. (`go install`
 * does not work for it, because the module's list of versions is not served everywhere.)
 *
 * @param version such as `v0.16.0`, the tag of its image
 * @throws Error with Go's own output where it cannot be had
 */
export async function ensureKubeRbacProxy(version: string): Promise<string> {
  const directory = await buildOnce(`kube-rbac-proxy@${version}`, async (aside) => {
    console.error(`building kube-rbac-proxy ${version} …`);
    writeFileSync(join(aside, 'go.mod'), `module build\n\ngo 1.24\n\nrequire ${MODULE} ${version}\n`);
    await runGo(['build', '-o', join(aside, 'kube-rbac-proxy'), `${MODULE}/cmd/kube-rbac-proxy`], { cwd: aside });
  });
  return join(directory, 'kube-rbac-proxy');
}
