import { resolve } from 'node:path';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Source } from '../../kustomize/files/source.ts';
import { objectsFrom } from '../../kustomize/render-objects.ts';
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
    const { source, directory } = readKustomizeDirectory(resolve(io.cwd, path), path);
    if (json) io.stdout.write(`${JSON.stringify(objectsOf(source, directory), undefined, 2)}\n`);
    else await io.stdout.writeParts(renderParts(source, directory));
    return DONE;
  },
};

function objectsOf(source: Source, directory: string): KubernetesObject[] {
  return objectsFrom(source, directory).map(({ object }) => object);
}
