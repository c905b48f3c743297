import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirectory } from './cache.ts';
import { GO_TOOLS, type GoToolName } from './catalogue.ts';

const run = promisify(execFile);

/**
 * The path of a pinned tool, built with `go install` at the first call and kept.
 *
 * @throws Error with Go's own output where the tool cannot be had; nothing is skipped
 */
export async function ensureGoTool(name: GoToolName): Promise<string> {
  const tool = GO_TOOLS[name];
  const target = join(cacheDirectory(), 'tools', `${name}@${tool.version}`, tool.binary);
  if (existsSync(target)) return target;
  console.error(`building ${name} ${tool.version} …`);
  mkdirSync(dirname(dirname(target)), { recursive: true });
  // Built aside and renamed, so that an interrupted build leaves nothing that looks finished.
  const aside = mkdtempSync(join(dirname(dirname(target)), '.build-'));
  try {
    await run('go', ['install', `${tool.package}@${tool.version}`], {
      env: { ...process.env, GOBIN: aside, GOFLAGS: '-trimpath' },
      maxBuffer: 64 << 20,
    });
    rmSync(dirname(target), { recursive: true, force: true });
    renameSync(aside, dirname(target));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return target;
}
