import type { FieldChange, ObjectChange } from '../model.ts';
import type { ActiveFiles } from './active-files.ts';
import { changedLines, type PlacedLine, placedLines } from './yaml-lines.ts';

/** What one reason changed in one file. */
interface Edit {
  readonly reason: string;
  readonly path: string;
  readonly lines: readonly PlacedLine[];
  /** The file as a whole comes or goes, and with it all that its object says and leaves out. */
  readonly whole: boolean;
}

type Subject = Pick<ObjectChange, 'from' | 'to' | 'kind'> & { readonly files: readonly string[] };

/**
 * Which reasons changed an object, told from the lines of the files that they changed on the way: lines of the object's
 * own file, of patches at the same place, of kustomizations that list it. Rendering every state in between would tell
 * the same, at many times the cost; the conformance suite `diff-pairs` compares the two.
 *
 * Every answer names at least one reason: where no line speaks of a change, all that could have brought it about.
 */
export class ObjectEvidence {
  readonly #edits: Edit[] = [];
  readonly #read = new Map<string, { readonly content: string; readonly lines: readonly PlacedLine[] }>();
  readonly #origins = new Set<string>();

  /** @param origins the files that hold an object of either side */
  constructor(origins: Iterable<string>) {
    this.#origins = new Set(origins);
  }

  /** Notes what one reason changed in the files that are rendered. */
  record(reason: string, before: ActiveFiles, after: ActiveFiles): void {
    if (before === after) return;
    for (const path of new Set([...before.keys(), ...after.keys()])) {
      const [old = '', now = ''] = [before.get(path), after.get(path)];
      const lines = old === now ? [] : changedLines(this.#linesOf(path, old), this.#linesOf(path, now));
      if (lines.length > 0) this.#edits.push({ reason, path, lines, whole: old === '' || now === '' });
    }
  }

  /** What a step leaves is what the next one finds, so that each content is read once. */
  #linesOf(path: string, content: string): readonly PlacedLine[] {
    const read = this.#read.get(path);
    if (read?.content === content) return read.lines;
    const lines = placedLines(content);
    this.#read.set(path, { content, lines });
    return lines;
  }

  /** Reasons for an object that comes or goes. */
  ofObject(subject: Subject): ReadonlySet<string> {
    const own = this.#edits.filter((edit) => subject.files.includes(edit.path));
    const listing = this.#edits.filter(
      (edit) => isKustomization(edit.path) && edit.lines.some((line) => lists(line, subject.files)),
    );
    return reasonsOf([...own, ...listing], this.#shared(), this.#edits);
  }

  /** Reasons for the change of a field. */
  ofField(subject: Subject, field: Pick<FieldChange, 'path' | 'kind'>): ReadonlySet<string> {
    const place = field.path.replace(/\[[^\]]*\]/g, (part) => (part.startsWith('["') ? `.${part.slice(2, -2)}` : '[]'));
    const label = /\[([^"\]][^\]]*)\]$/.exec(field.path)?.[1]?.split('/')[0];
    const kinds = [subject.from?.kind, subject.to?.kind];
    const speaks = (line: PlacedLine) => speaksOf(line, place) && (line.kind === '' || kinds.includes(line.kind));
    const own = (edit: Edit) => subject.files.includes(edit.path);
    const edits = this.#edits.filter((edit) => own(edit) || !this.#origins.has(edit.path));
    const spoken = edits.filter((edit) => (edit.whole && own(edit)) || edit.lines.some(speaks));
    const names = (line: PlacedLine) => speaks(line) && line.text.includes(label ?? '');
    const named = spoken.filter((edit) => (edit.whole && own(edit)) || edit.lines.some(names));
    const renaming = this.#edits.filter(
      (edit) => isKustomization(edit.path) && edit.lines.some((line) => renames(line, place)),
    );
    return reasonsOf([...(named.length > 0 ? named : spoken), ...renaming], this.#shared(), edits, this.#edits);
  }

  /** Changes of files that hold no object themselves: kustomizations, patches, configurations. */
  #shared(): Edit[] {
    return this.#edits.filter((edit) => !this.#origins.has(edit.path));
  }
}

/** The reasons of the first list that has any. */
function reasonsOf(...lists: readonly (readonly Edit[])[]): ReadonlySet<string> {
  return new Set((lists.find((edits) => edits.length > 0) ?? []).map((edit) => edit.reason));
}

function isKustomization(path: string): boolean {
  return path.endsWith('/kustomization.yaml');
}

/** Whether a line of a kustomization names one of the files, or the directory that it lies in. */
function lists({ text }: PlacedLine, files: readonly string[]): boolean {
  const name = text.slice(text.lastIndexOf('/') + 1);
  return files.some((file) => file.split('/').slice(-2).includes(name));
}

/** Whether a line of a kustomization gives names or namespaces to what stands at a place. */
function renames({ place: setting }: PlacedLine, place: string): boolean {
  if (setting === 'namePrefix' || setting === 'nameSuffix') return /(^|\.)name$/i.test(place);
  return setting === 'namespace' && /(^|\.)(namespace|name)$/i.test(place);
}

/** Whether a line sets what stands at a place, something in it, or with a value of its own what holds it. */
function speaksOf({ place: line, text }: PlacedLine, place: string): boolean {
  if (within(line, place)) return true;
  if (within(place, line)) return !text.endsWith(':');
  // A replacement names its targets: `.metadata.annotations.[cert-manager.io/inject-ca-from]`.
  const target = line.endsWith('fieldPaths[]') ? placeOfFieldPath(text) : undefined;
  return target !== undefined && (within(target, place) || within(place, target));
}

function within(place: string, holder: string): boolean {
  return place === holder || (place.startsWith(holder) && /^[.[]/.test(place.slice(holder.length)));
}

function placeOfFieldPath(text: string): string {
  return text
    .replace(/^\./, '')
    .replace(/\.(\d+|\*|\[[^\]]*=[^\]]*\])(?=\.|$)/g, '[]')
    .replace(/\.\[([^\]]*)\]/g, '.$1');
}
