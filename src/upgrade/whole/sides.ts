import type { Base } from '../../base/model.ts';
import { optionsFor } from '../../base/project/options-for.ts';
import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { alike } from '../../diff/diff-project.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import { objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { FeatureName, ScaffoldOptions } from '../../options/generated/types.ts';
import { type ReadOptions, readOptions } from '../../scaffold/read-options.ts';
import { scaffoldTree } from '../../scaffold/scaffold-tree.ts';

/** One end of an upgrade: our scaffold of a preset with the project's names, kinds and features. */
export interface Side {
  readonly read: ReadOptions;
  readonly tree: FileTree;
}

export interface Sides {
  readonly base: Side;
  readonly theirs: Side;
  /** Kinds that only one of the presets can scaffold, and so are left out. */
  readonly notes: readonly string[];
}

/** What is asked for beside the presets. */
export interface SidesRequest {
  readonly from: string;
  readonly to: string;
  readonly features: Readonly<Partial<Record<FeatureName, boolean>>>;
}

/**
 * Our scaffolds of the preset that a project has and of the one that it goes to. What PROJECT does not say is read from
 * the tree: the licence of its Go files, the image of its manager.
 */
export function upgradeSides(tree: FileTree, base: Base, { from, to, features }: SidesRequest): Sides {
  const header = headerOf(tree);
  const written = writtenName(tree, base.project.name);
  const common: ScaffoldOptions = {
    ...optionsFor(tree, base, [from, to]).options,
    ...(written === undefined ? {} : { projectName: written }),
    ...(header === undefined ? { license: 'none' } : {}),
    ...imageOf(tree),
  };
  const given = { ...common, preset: from } as ScaffoldOptions;
  const asked = Object.keys(features).length === 0 ? {} : { features: { ...common.features, ...features } };
  const sides = alike(given, { ...common, ...asked, preset: to } as ScaffoldOptions, true);
  // The base is there, whether it builds or not.
  const build = (side: ScaffoldOptions, asScaffolded: boolean): Side => {
    const read = readOptions(side, asScaffolded);
    const scaffold = scaffoldTree(read);
    return { read, tree: written === undefined ? scaffold : recorded(scaffold, base.project.name) };
  };
  const name = written ?? base.project.name;
  return {
    base: named(dressed(build(sides.from, true), header), name),
    theirs: named(dressed(build(sides.to, false), header), name),
    notes: sides.notes.map(({ message }) => message),
  };
}

/** The name that the manifests have, where PROJECT alone has another one: the labels of several files say so. */
function writtenName(tree: FileTree, recordedName: string): string | undefined {
  const [one, other] = LABELLED.map((path) => labelledName(tree.get(path) ?? ''));
  const isOther = one !== undefined && one === other && one !== recordedName && !recordedName.startsWith(one);
  return isOther && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(one) ? one : undefined;
}

const LABELLED = ['config/manager/manager.yaml', 'config/rbac/service_account.yaml'] as const;

/** Older releases labelled each object with its own name, and with that of the project as what it is a part of. */
function labelledName(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const labelled = (label: string) => {
    const start = `app.kubernetes.io/${label}:`;
    return lines
      .find((line) => line.startsWith(start))
      ?.slice(start.length)
      .trim()
      .replace(/["']/g, '');
  };
  return labelled('part-of') ?? labelled('name');
}

/** A scaffold whose PROJECT has another name than its manifests. */
function recorded(scaffold: FileTree, name: string): FileTree {
  const text = scaffold.get('PROJECT');
  if (text === undefined) return scaffold;
  return scaffold.with([['PROJECT', text.replace(/^projectName: .*$/m, () => `projectName: ${name}`)]]);
}

/** The comment that most Go files begin with, as it is written. */
function headerOf(tree: FileTree): string | undefined {
  const headers = new Map<string, number>();
  let files = 0;
  for (const { path, content } of tree) {
    if (!path.endsWith('.go')) continue;
    files += 1;
    const header = leadingComment(content);
    if (header !== undefined) headers.set(header, (headers.get(header) ?? 0) + 1);
  }
  const [most] = [...headers].sort((a, b) => b[1] - a[1]);
  if (most !== undefined) return most[0];
  return files === 0 && tree.has('hack/boilerplate.go.txt')
    ? tree.get('hack/boilerplate.go.txt')!.trimEnd()
    : undefined;
}

/** The comment at the top of a Go file, which constraints of the build may stand above. */
function leadingComment(text: string): string | undefined {
  const start = text.indexOf('/*');
  const end = text.indexOf('*/', start);
  if (start === -1 || end === -1) return undefined;
  const above = text.slice(0, start).split('\n');
  return above.every((line) => line === '' || line.startsWith('//')) ? text.slice(start, end + 2) : undefined;
}

/** The scaffold with the header that the project's own files have, whoever holds the copyright. */
function dressed(side: Side, header: string | undefined): Side {
  const own = side.tree.get('hack/boilerplate.go.txt')?.trimEnd();
  if (header === undefined || own === undefined || own === header) return side;
  const inner = (comment: string) => comment.replace(/^\/\*\n/, '').replace(/\*\/$/, '');
  const files = [...side.tree].flatMap(({ path, content, executable }) => {
    // The README ends with the text of the licence.
    const [from, to] = path === 'README.md' ? [inner(own), inner(header)] : [own, header];
    if (!(path.endsWith('.go') || path === 'hack/boilerplate.go.txt' || path === 'README.md')) return [];
    if (!content.includes(from)) return [];
    return [[path, { content: content.replace(from, () => to), executable }] as const];
  });
  return files.length === 0 ? side : { ...side, tree: side.tree.with(files) };
}

/** The scaffold with the name that the project has, where that is too long for a scaffold of ours and was cut. */
function named(side: Side, name: string): Side {
  const short = side.read.options.projectName;
  if (short === name || !name.startsWith(short)) return side;
  const files = [...side.tree].flatMap(({ path, content, executable }) => {
    if (!content.includes(short)) return [];
    return [[path, { content: content.replaceAll(short, name), executable }] as const];
  });
  return files.length === 0 ? side : { ...side, tree: side.tree.with(files) };
}

/** The image that `kustomize edit set image` wrote, which the option `image` stands for. */
function imageOf(tree: FileTree): Pick<ScaffoldOptions, 'image'> {
  const path = 'config/manager/kustomization.yaml';
  const text = tree.get(path);
  if (text === undefined) return {};
  try {
    const [file] = new YamlEditor(text, path).values;
    const images = objectAt({ file: file ?? {} }, 'file')?.images;
    if (!Array.isArray(images)) return {};
    const image = images.find((each) => stringAt(each, 'name') === 'controller');
    const name = stringAt(image, 'newName');
    const tag = stringAt(image, 'newTag');
    return name === undefined || tag === undefined ? {} : { image: `${name}:${tag}` };
  } catch (error) {
    if (error instanceof ScaffoldError) return {};
    throw error;
  }
}
