import { join } from 'node:path';
import { GO_TOOLS, type GoToolName } from './catalogue.ts';
import { ensureCertManagerCrds, ensurePrometheusCrds } from './crds.ts';
import { ensureGoProgram } from './go-program.ts';
import { ensureGoTool } from './go-tool.ts';
import { ensureKubectl } from './kubectl.ts';
import { ensureKubernetesApi } from './kubernetes-api.ts';
import { ensureNpm, NPM_SETS } from './npm-hosts.ts';

export interface ToolResult {
  readonly name: string;
  readonly error?: unknown;
}

/**
 * Has every tool of the conformance suites built, two at a time, the longest first: a Go build waits for its linker and
 * for downloads often enough that two keep two cores busy.
 */
export async function ensureAllTools(): Promise<ToolResult[]> {
  const first: GoToolName[] = ['helm', 'helm-4'];
  const rest = (Object.keys(GO_TOOLS) as GoToolName[]).filter((name) => !first.includes(name));
  const jobs: [string, () => Promise<unknown>][] = [
    ['kubernetes-api', ensureKubernetesApi],
    ...[...first, ...rest].map((name): [string, () => Promise<unknown>] => [name, () => ensureGoTool(name)]),
    ['kubectl', ensureKubectl],
    ['chart-engine', () => ensureGoProgram(CHART_ENGINE)],
    ['cert-manager-crds', ensureCertManagerCrds],
    ['prometheus-crds', ensurePrometheusCrds],
    ...NPM_SETS.map((name): [string, () => Promise<unknown>] => [`npm-${name}`, () => ensureNpm(name)]),
  ];
  const results: ToolResult[] = [];
  const worker = async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      const [name, make] = job;
      results.push(
        await make().then(
          () => ({ name }),
          (error: unknown) => ({ name, error }),
        ),
      );
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

/** The Go program that renders charts for the conformance suites. */
export const CHART_ENGINE = join(import.meta.dirname, '..', '..', 'test', 'conformance', 'go', 'chart-engine');
