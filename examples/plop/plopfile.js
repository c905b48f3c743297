import { join } from 'node:path';
import { buildScaffold, validateOptions } from 'operator-scaffold';
import { writeTree } from 'operator-scaffold/node';

/**
 * `plop operator`. An action of our own and not `add`: Plop would read the files as Handlebars templates, and a
 * Makefile and Helm's templates have braces of their own.
 */
export default function plopfile(plop) {
  plop.setActionType('scaffold', async ({ projectName, domain }, { directory }) => {
    const { created, unchanged } = await writeTree(
      buildScaffold({ projectName, domain }),
      join(plop.getDestBasePath(), plop.renderString(directory, { projectName })),
    );
    return `${created.length} files written, ${unchanged.length} there already`;
  });

  plop.setGenerator('operator', {
    description: 'A Kubernetes operator',
    prompts: [
      {
        type: 'input',
        name: 'projectName',
        message: 'Name of the operator',
        validate: (projectName) => validateOptions({ projectName })[0]?.message ?? true,
      },
      { type: 'input', name: 'domain', message: 'Domain of its API groups', default: 'example.com' },
    ],
    actions: [{ type: 'scaffold', directory: 'operators/{{projectName}}' }],
  });
}
