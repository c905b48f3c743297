import { detectBase } from '../base/detect-base.ts';
import { projectOptions } from '../base/project/project-options.ts';
import { ScaffoldError } from '../core/errors.ts';
import type { ScaffoldOptions } from '../options/generated/types.ts';
import { readDirectory } from './read-directory.ts';

/**
 * The options that the PROJECT file of a directory stands for.
 *
 * @throws ScaffoldError `not-a-project` where there is none, or it is of an operator in another language than Go
 */
export async function optionsOfProject(directory: string, cwd: string): Promise<ScaffoldOptions> {
  const tree = await readDirectory(directory, cwd);
  if (!tree.has('PROJECT')) {
    throw new ScaffoldError({
      code: 'not-a-project',
      path: directory,
      message: 'there is no PROJECT file in it',
      expected: 'the directory of a project of Kubebuilder',
    });
  }
  const { notes, project } = detectBase(tree);
  if (notes.some(({ code }) => code === 'foreign-layout') && !tree.has('go.mod')) {
    throw new ScaffoldError({
      code: 'not-a-project',
      path: `${directory}/PROJECT`,
      message: 'this operator is not written in Go, and a scaffold is one in Go',
      expected: 'a project of Kubebuilder in Go',
      received: project.layout.join(', '),
    });
  }
  return projectOptions(tree);
}
