import { ensureGoTool } from '../../../scripts/tools/go-tool.ts';
import { type ProgramResult, tryProgram } from '../../../scripts/tools/run-program.ts';
import type { KubernetesApi } from './kubernetes-api.ts';

export type HelmVersion = 'helm' | 'helm-4';

/** Runs real Helm without the settings of whoever runs the test; with an API, against it. */
export async function helm(
  version: HelmVersion,
  args: readonly string[],
  { api, scratch, input }: { readonly api?: KubernetesApi; readonly scratch: string; readonly input?: string },
): Promise<ProgramResult> {
  const cluster =
    api === undefined
      ? []
      : [`--kube-apiserver=${api.url}`, `--kube-token=${api.adminToken}`, '--kube-insecure-skip-tls-verify'];
  const env = {
    HELM_CACHE_HOME: `${scratch}/helm-cache`,
    HELM_CONFIG_HOME: `${scratch}/helm-config`,
    HELM_DATA_HOME: `${scratch}/helm-data`,
    KUBECONFIG: '/dev/null',
  };
  return tryProgram(await ensureGoTool(version), [...args, ...cluster], {
    env,
    ...(input === undefined ? {} : { input }),
  });
}

/** The same; an error of Helm's is one of the test. */
export async function mustHelm(...[version, args, run]: Parameters<typeof helm>): Promise<string> {
  const { status, stdout, stderr } = await helm(version, args, run);
  if (status !== 0) throw new Error(`${version} ${args.join(' ')} ended with ${status}:\n${stderr}${stdout}`);
  return stdout;
}
