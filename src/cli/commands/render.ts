import { resolve } from 'node:path';
import { renderManifests } from '../../kustomize/render-manifests.ts';
import { renderParts } from '../../kustomize/render-yaml.ts';
import { type Command, DONE } from '../command.ts';
import { readKustomizeDirectory } from '../read-project.ts';

export const render: Command = {
  usage: '[DIR]',
  description: `Prints the manifests that \`kustomize build DIR\` prints; DIR is the current directory unless given. A directory
without a kustomization file stands for its config/default.`,
  example: 'operator-scaffold render guestbook | kubectl apply -f -',
  flags: {},
  positionals: 1,
  async run({ args, io, json, progress }) {
    const path = args.positionals[0] ?? '.';
    progress.stage(`reading ${path}`);
    const { tree, directory } = readKustomizeDirectory(resolve(io.cwd, path));
    if (json) io.stdout.write(`${JSON.stringify(renderManifests(tree, directory), undefined, 2)}\n`);
    else await io.stdout.writeParts(renderParts(tree, directory));
    return DONE;
  },
};
