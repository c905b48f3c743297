import { closeSync, openSync, writeSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { FileTree } from '../../core/file-tree.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { type BuildOptions, LOAD_RESTRICTORS, type LoadRestrictor } from '../../kustomize/build-options.ts';
import type { Source } from '../../kustomize/read/source.ts';
import { renderFiles } from '../../kustomize/render-files.ts';
import { objectsFrom } from '../../kustomize/render-objects.ts';
import { renderParts } from '../../kustomize/render-yaml.ts';
import { type Call, type Command, DONE, OUTPUT_FLAGS } from '../command.ts';
import { kindOfPath } from '../disk-source.ts';
import type { Flags } from '../flags.ts';
import { type KustomizeRoot, readKustomizeDirectory } from '../read-project.ts';
import { usageError } from '../usage.ts';
import { writeOutputTo } from '../write-output.ts';

const HELM = 'render the chart with helm template into a file, and name that under resources';
const FUNCTIONS = 'run the function by itself and keep what it prints';

/** Flags of `kustomize build` (5.8.2) that have no meaning here. */
const REFUSED: Flags = {
  'enable-helm': { help: '', refused: HELM },
  'helm-command': { value: 'COMMAND', help: '', refused: HELM },
  'helm-api-versions': { value: 'VERSION', help: '', refused: HELM },
  'helm-kube-version': { value: 'VERSION', help: '', refused: HELM },
  'helm-debug': { help: '', refused: HELM },
  'enable-alpha-plugins': { help: '', refused: 'run the plugin by itself and keep what it prints' },
  'enable-exec': { help: '', refused: FUNCTIONS },
  network: { help: '', refused: FUNCTIONS },
  'network-name': { value: 'NAME', help: '', refused: FUNCTIONS },
  mount: { value: 'MOUNT', help: '', refused: FUNCTIONS },
  env: { value: 'VARIABLE', help: '', short: 'e', refused: FUNCTIONS },
  'as-current-user': { help: '', refused: FUNCTIONS },
  reorder: { value: 'ORDER', help: '', refused: 'sortOptions: {order: fifo} or {order: legacy} in the kustomization' },
};

export const render: Command = {
  usage: '[DIR | - [DIR]] [FLAGS]',
  description: `Prints the manifests that \`kustomize build DIR\` prints; DIR is the current directory unless given. A directory
without a kustomization file stands for its config/default. - reads a tar from standard input, and DIR is one in it.`,
  example: 'operator-scaffold render guestbook | kubectl apply -f -',
  flags: {
    'load-restrictor': {
      value: 'R',
      help: 'LoadRestrictionsRootOnly (default), or LoadRestrictionsNone: files from anywhere',
    },
    'enable-managedby-label': { help: 'add the label app.kubernetes.io/managed-by to every object' },
    ...OUTPUT_FLAGS,
    output: {
      value: 'PATH',
      help: 'a file to write to, or a directory, which gets a file for each object',
      short: 'o',
    },
    ...REFUSED,
  },
  positionals: 2,
  async run(call) {
    const { args, io, json } = call;
    const options = optionsOf(call);
    const root = await rootOf(call, options);
    const { source, directory } = root;
    const output = args.text('output');
    if (output !== undefined) return write(call, output, root, options);
    if (json) io.stdout.write(`${JSON.stringify(objectsOf(source, directory, options), undefined, 2)}\n`);
    else await io.stdout.writeParts(renderParts(source, directory, options));
    return DONE;
  },
};

async function rootOf({ args, io, progress }: Call, { loadRestrictor }: BuildOptions): Promise<KustomizeRoot> {
  const [path = '.', inner] = args.positionals;
  if (path === '-') {
    progress.stage('reading standard input');
    const { readKustomizeTar } = await import('../read-kustomize-tar.ts');
    return readKustomizeTar(await io.stdinBytes(), inner ?? '.');
  }
  if (inner !== undefined)
    throw usageError(inner, 'one argument too many', { expected: 'at most 1, or - and a directory' });
  progress.stage(`reading ${path}`);
  return readKustomizeDirectory(resolve(io.cwd, path), path, loadRestrictor !== 'LoadRestrictionsNone');
}

function optionsOf({ args, io }: Call): BuildOptions {
  const given = args.text('load-restrictor') ?? '';
  if (given !== '' && !LOAD_RESTRICTORS.some((known) => known === given)) {
    const expected = LOAD_RESTRICTORS.join(' or ');
    throw usageError('--load-restrictor', 'there is no such restriction', { expected, received: given });
  }
  const managedByLabel =
    args.switch('enable-managedby-label') === true || io.env.KUSTOMIZE_ENABLE_MANAGEDBY_LABEL === 'on';
  return { ...(given === '' ? {} : { loadRestrictor: given as LoadRestrictor }), managedByLabel };
}

/** A directory that is there gets a file for each object; anything else is the file for all of them. */
async function write(call: Call, output: string, { source, directory }: KustomizeRoot, options: BuildOptions) {
  if (output === '') throw usageError('--output', 'an empty path', { expected: 'a file or a directory' });
  const path = resolve(call.io.cwd, output);
  const kind = kindOfPath(path);
  if (kind === 'other') {
    // A device or a pipe takes what is written; there is nothing to replace.
    if (call.args.switch('dry-run') !== true) writeThrough(path, renderParts(source, directory, options));
    return DONE;
  }
  if (kind === 'directory') {
    await writeOutputTo(call, path, output, renderFiles(source, directory, options), 'the manifests');
    return DONE;
  }
  if (output.endsWith('/')) {
    throw usageError('--output', 'there is no such directory', {
      expected: 'a directory: mkdir -p makes it',
      received: output,
    });
  }
  const tree = FileTree.from({ [basename(path)]: renderParts(source, directory, options).join('') });
  await writeOutputTo(call, dirname(path), output, tree, 'the manifests');
  return DONE;
}

function writeThrough(path: string, parts: readonly string[]): void {
  const file = openSync(path, 'a');
  try {
    for (const part of parts)
      for (let rest = Buffer.from(part); rest.length > 0; ) rest = rest.subarray(writeSync(file, rest));
  } finally {
    closeSync(file);
  }
}

function objectsOf(source: Source, directory: string, options: BuildOptions): KubernetesObject[] {
  return objectsFrom(source, directory, options).map(({ object }) => object);
}
