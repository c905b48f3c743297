import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, type TypeDocOptions } from 'typedoc';
import { type Example, exampleOf } from './examples.ts';
import { ROOT, SITE, SOURCE } from './places.ts';

/** Pages of the API from the sources, each function with the shortest program of the documents that calls it. */
export async function writeApi(examples: readonly Example[]): Promise<void> {
  const out = join(SOURCE, 'api');
  rmSync(out, { recursive: true, force: true });
  const options: Record<string, unknown> = {
    entryPoints: [join(ROOT, 'src/index.ts'), join(ROOT, 'src/node/index.ts')],
    basePath: join(ROOT, 'src'),
    tsconfig: join(ROOT, 'tsconfig.json'),
    plugin: ['typedoc-plugin-markdown'],
    out,
    readme: 'none',
    name: 'API',
    entryFileName: 'index',
    fileExtension: '.md',
    outputFileStrategy: 'members',
    hideBreadcrumbs: true,
    hidePageHeader: true,
    disableSources: true,
    excludeInternal: true,
    excludePrivate: true,
    // Types are checked by the package's own tests.
    skipErrorChecking: true,
    logLevel: 'Error',
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    sanitizeComments: true,
  };
  const application = await Application.bootstrapWithPlugins(options as Partial<TypeDocOptions>);
  const project = await application.convert();
  if (project === undefined) throw new Error('TypeDoc could not read the sources');
  await application.generateOutputs(project);
  if (application.logger.hasErrors()) throw new Error('TypeDoc found errors');
  addExamples(out, examples);
}

function addExamples(directory: string, examples: readonly Example[]): void {
  const without: string[] = [];
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\/functions$/.test(entry.parentPath)) continue;
    const name = entry.name.replace(/\.md$/, '');
    const example = exampleOf(name, examples);
    if (example === undefined) {
      without.push(name);
      continue;
    }
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, 'utf8').trimEnd();
    // Most comments have an example of their own, of a line or two.
    const heading = text.includes('\n## Example\n') ? 'A program' : 'Example';
    const output = example.output === undefined ? '' : `It prints\n\n\`\`\`text\n${example.output}\`\`\`\n\n`;
    writeFileSync(
      file,
      `${text}\n\n## ${heading}\n\n\`\`\`ts\n${example.code}\`\`\`\n\n${output}From [this page](/${example.page}).\n`,
    );
  }
  if (without.length > 0) throw new Error(`pages/programs.md lacks a program that calls ${without.join(', ')}`);
}
