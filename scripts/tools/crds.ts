import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from './cache.ts';
import { CRD_MODULES } from './catalogue.ts';
import { runGo } from './go.ts';
import { ensureGoTool } from './go-tool.ts';
import { runProgram } from './run-program.ts';

/**
 * A directory with the CustomResourceDefinitions of cert-manager, as released.
 *
 * @throws Error with Go's own output where they cannot be had
 */
export function ensureCertManagerCrds(): Promise<string> {
  const { module, version } = CRD_MODULES['cert-manager'];
  return buildOnce(`cert-manager-crds@${version}`, async (directory) => {
    const answer = await runGo(['mod', 'download', '-json', `${module}@${version}`], { cwd: directory });
    const { Dir: source } = JSON.parse(answer) as { Dir: string };
    const crds = join(source, 'deploy', 'crds');
    for (const file of readdirSync(crds)) {
      if (file.endsWith('.yaml')) copyFileSync(join(crds, file), join(directory, file));
    }
    expectFiles(directory);
  });
}

/** The same for the Prometheus operator, made by controller-gen from its types. */
export function ensurePrometheusCrds(): Promise<string> {
  const { module, version } = CRD_MODULES['prometheus-operator'];
  return buildOnce(`prometheus-operator-crds@${version}`, async (directory) => {
    const generator = await ensureGoTool('controller-gen');
    const scratch = join(directory, 'module');
    mkdirSync(scratch);
    writeFileSync(join(scratch, 'go.mod'), `module monitoring-crds\n\ngo 1.24.0\n\nrequire ${module} ${version}\n`);
    writeFileSync(join(scratch, 'types.go'), `package crds\n\nimport _ "${module}/v1"\n`);
    await runGo(['mod', 'tidy'], { cwd: scratch });
    await runProgram(generator, ['crd', `paths=${module}/v1`, `output:crd:dir=${directory}`], { cwd: scratch });
    rmSync(scratch, { recursive: true });
    expectFiles(directory);
  });
}

function expectFiles(directory: string): void {
  if (!readdirSync(directory).some((file) => file.endsWith('.yaml')))
    throw new Error(`no CRD was written to ${directory}`);
}
