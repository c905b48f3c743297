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

go ${profile.goVersion}

${debug}${block(direct)}
${block(indirect, ' // indirect')}`;
}
