import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from './cache.ts';
import { KUBERNETES } from './catalogue.ts';
import { runGo } from './go.ts';
import { kubernetesModule } from './kubernetes-api.ts';

/**
 * kubectl of the API server's release, the program of the image that the charts' tests start.
 *
 * @throws Error with Go's own output where it cannot be had
 */
export async function ensureKubectl(): Promise<string> {
  const directory = await buildOnce(`kubectl@${KUBERNETES.version}`, async (aside) => {
    console.error(`building kubectl ${KUBERNETES.version} …`);
    const module = join(aside, 'module');
    mkdirSync(module);
    writeFileSync(join(module, 'go.mod'), await kubernetesModule(aside));
    const program = 'k8s.io/kubernetes/cmd/kubectl';
    await runGo(['build', '-ldflags', '-s -w', '-o', `${aside}/`, program], { cwd: module });
    rmSync(module, { recursive: true });
  });
  return join(directory, 'kubectl');
}
