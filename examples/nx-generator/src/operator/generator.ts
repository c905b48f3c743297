import { addProjectConfiguration, type Tree } from '@nx/devkit';
import { buildScaffold } from 'operator-scaffold';

export interface OperatorSchema {
  readonly name: string;
  readonly domain?: string;
  readonly directory?: string;
}

/** `nx generate operator NAME`: Nx's tree takes the files one by one; `--dry-run` and the listing are Nx's. */
export function operatorGenerator(tree: Tree, { name, domain, directory = `operators/${name}` }: OperatorSchema) {
  const scaffold = buildScaffold({ projectName: name, domain });
  for (const { path, content, executable } of scaffold.under(directory)) {
    tree.write(path, content, executable ? { mode: 0o755 } : {});
  }
  addProjectConfiguration(tree, name, {
    root: directory,
    projectType: 'application',
    targets: { test: { command: 'make test', options: { cwd: directory } } },
  });
}
