import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { buildScaffold } from 'operator-scaffold';
import { writeTree } from 'operator-scaffold/node';

/** Writes an operator into the workspace of a template; `publish:github` and the like take it from there. */
export function createOperatorAction() {
  return createTemplateAction({
    id: 'operator:scaffold',
    description: 'Scaffolds a Kubernetes operator.',
    schema: {
      input: {
        projectName: (z) => z.string({ description: 'The name of the operator' }),
        domain: (z) => z.string({ description: 'The domain of its API groups' }).optional(),
        targetPath: (z) => z.string({ description: 'Where in the workspace it goes' }).optional(),
      },
      output: {
        files: (z) => z.number({ description: 'How many files were written' }),
      },
    },
    async handler(context) {
      const { projectName, domain, targetPath = '.' } = context.input;
      const tree = buildScaffold({ projectName, domain });
      await writeTree(tree, resolveSafeChildPath(context.workspacePath, targetPath));
      context.logger.info(`${tree.size} files for ${projectName}`);
      context.output('files', tree.size);
    },
  });
}
