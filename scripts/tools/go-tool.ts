import { join } from 'node:path';
import { buildOnce } from './cache.ts';
import { GO_TOOLS, type GoToolName } from './catalogue.ts';
import { runGo } from './go.ts';

/**
 * The path of a pinned tool, built with `go install` at the first call and kept.
 *
 * @throws Error with Go's own output where the tool cannot be had; nothing is skipped
 */
export async function ensureGoTool(name: GoToolName): Promise<string> {
  const tool = GO_TOOLS[name];
  const directory = await buildOnce(`${name}@${tool.version}`, async (aside) => {
    console.error(`building ${name} ${tool.version} …`);
    await runGo(['install', `${tool.package}@${tool.version}`], { env: { GOBIN: aside } });
  });
  return join(directory, tool.binary);
}
