import type { FileTree } from '../../core/file-tree.ts';
import { baseName } from '../../core/paths.ts';
import { directoryOf, type GoSources, isWithin } from './go-sources.ts';

/** What is known of a program from the manifests that run it. All of it may be left out. */
export interface ProgramHints {
  /** The container's command: `/manager`, `/usr/bin/foo`. */
  readonly command?: string;
  readonly image?: string;
  /** The directory of the project, where PROJECT and config/ are; '' for the tree itself. */
  readonly directory?: string;
  /** Other names that the program may bear: of the Deployment, of the container. */
  readonly names?: readonly string[];
}

export interface MainPackage {
  readonly directory: string;
  /** The directories of all packages that it is made of, its own first. */
  readonly packages: readonly string[];
}

/** What makes a manager. Read in the text, so that only files that can matter are parsed. */
const MAKES_MANAGER = /\.NewManager\(|\bmanager\.New\(|"sigs\.k8s\.io\/controller-runtime\/pkg\/manager"/;

/**
 * The `main` package that runs as the manager.
 *
 * Of the packages that make a manager, itself or in what it imports: the one that the Dockerfile builds as the
 * container's command, the one that bears the name of the command, image, Deployment or container, the one at
 * Kubebuilder's place, or the only one.
 *
 * @returns the candidates where several are left, none where nothing makes a manager
 */
export function findMainPackages(tree: FileTree, sources: GoSources, hints: ProgramHints = {}): MainPackage[] {
  const home = hints.directory ?? '';
  const candidates: MainPackage[] = [];
  for (const directory of sources.directories()) {
    if (!sources.filesIn(directory).some((path) => isMain(sources.text(path)))) continue;
    const packages = sources.reachable(directory);
    const makes = packages.some((name) => sources.filesIn(name).some((path) => MAKES_MANAGER.test(sources.text(path))));
    if (makes) candidates.push({ directory, packages });
  }
  const near = candidates.filter(({ directory }) => {
    const module = sources.moduleOf(directory);
    return isWithin(directory, home) || (module !== undefined && isWithin(home, module.directory));
  });
  const found = near.length > 0 ? near : candidates;
  if (found.length <= 1) return found;
  const command = baseName(hints.command ?? '');
  const built = buildTargets(tree, home);
  const rules: ((directory: string) => boolean)[] = [
    (directory) => command !== '' && built.some(({ output, source }) => output === command && source === directory),
    (directory) => command !== '' && lastPart(directory) === command,
    (directory) => lastPart(directory) === imageName(hints.image ?? ''),
    (directory) => (hints.names ?? []).includes(lastPart(directory)),
    (directory) => built.some(({ file, source }) => file === 'Dockerfile' && source === directory),
    (directory) => directory === [home, 'cmd'].filter((part) => part !== '').join('/') || directory === home,
    (directory) => ['manager', 'operator', 'controller'].includes(lastPart(directory)),
  ];
  for (const rule of rules) {
    const matching = found.filter(({ directory }) => rule(directory));
    if (matching.length === 1) return matching;
  }
  return found;
}

function isMain(text: string): boolean {
  return /^package main\b/m.test(text) && /^func main\(\)/m.test(text) && !/^\/\/go:build ignore\b/m.test(text);
}

interface BuildTarget {
  readonly file: string;
  readonly output: string;
  readonly source: string;
}

/** What the Dockerfiles and the Makefile build from where: `go build … -o bin/manager ./cmd/manager`. */
function buildTargets(tree: FileTree, home: string): BuildTarget[] {
  const targets: BuildTarget[] = [];
  for (const { path, content } of tree) {
    const file = baseName(path);
    if (!/^(?:Dockerfile|Containerfile|.*\.Dockerfile|Dockerfile\..*|Makefile)$/.test(file)) continue;
    const directory = directoryOf(path);
    if (!isWithin(directory, home) && !isWithin(home, directory)) continue;
    for (const line of content.replaceAll('\\\n', ' ').split('\n')) {
      const words = line.split(/[ \t]+/);
      const build = words.findIndex(
        (word, index) => word === 'build' && /^(?:go|\$[({]GO[)}])$/.test(words[index - 1]!),
      );
      const output = words.indexOf('-o');
      if (build === -1 || output === -1) continue;
      const source = words.slice(output + 2).find((word) => !word.startsWith('-') && /^[./\w-]+$/.test(word));
      if (source === undefined) continue;
      targets.push({ file, output: baseName(words[output + 1] ?? ''), source: joined(directory, source) });
    }
  }
  return targets;
}

/** The directory of `cmd/main.go`, `./cmd/manager` or `.`, seen from another directory. */
function joined(directory: string, source: string): string {
  const path = source.endsWith('.go') ? directoryOf(source) : source;
  const parts = [...directory.split('/'), ...path.split('/')].filter((part) => part !== '' && part !== '.');
  return parts.join('/');
}

function lastPart(directory: string): string {
  return baseName(directory);
}

/** `foo` of `registry/org/foo:tag@digest`. */
function imageName(image: string): string {
  return baseName(image.split('@')[0]!).split(':')[0]!;
}
