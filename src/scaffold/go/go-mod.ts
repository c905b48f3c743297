import type { GoProject } from './go-project.ts';
import { requiredModules } from './modules/required-modules.ts';

/** `go.mod`, as `go mod tidy` leaves it for the packages that the scaffold imports. */
export function goMod(go: GoProject): string {
  const { project, profile } = go;
  const { direct, indirect } = requiredModules(go);
  const block = (lines: readonly string[], comment = '') =>
    `require (\n${lines.map((line) => `\t${line}${comment}\n`).join('')})\n`;
  const debug = profile.goDebug === '' ? '' : `godebug ${profile.goDebug}\n\n`;
  return `module ${project.repo}

go ${goLine(profile.goVersion)}

${debug}${block(direct)}
${block(indirect, ' // indirect')}`;
}

/** Modules say `go 1.22.0` since Go 1.22, and a line that says `go 1.22` is older than that. */
function goLine(version: string): string {
  const [, minor, patch] = version.split('.');
  return patch === undefined && Number(minor) >= 22 ? `${version}.0` : version;
}
