import { append } from '../../core/append.ts';
import { scopeless } from '../../objects/compare/comparable-pairs.ts';
import { type ActiveRole, activeFiles, namesTheSame } from './active-files.ts';
import {
  changedLines,
  changedValue,
  type PlacedDocument,
  type PlacedLine,
  placedDocuments,
} from './placed-documents.ts';

/** What a step changes in what is said about one object, or in one file that is about none. */
export interface DocumentEdit {
  /** Kind and name of the object, or the file. */
  readonly subject: string;
  /** Empty where no object is named. */
  readonly kind: string;
  readonly role: ActiveRole;
  readonly lines: readonly PlacedLine[];
  /** The object as a whole comes or goes, and with it all that it says and leaves out. */
  readonly whole: boolean;
}

/** What is said about one object on one side of a step, where the other side's same file does not say it. */
interface Pool {
  readonly kind: string;
  readonly role: ActiveRole;
  readonly lines: readonly PlacedLine[];
}

/** A content and what it says. */
interface Read {
  readonly content: string;
  readonly documents: readonly PlacedDocument[];
}

const KUSTOMIZATION = '/kustomization.yaml';

/**
 * The files that are rendered, on the way from one state to another: what each step changes in them, by the object that
 * it is said about. A patch that moves to another file changes nothing.
 */
export class ChangedDocuments {
  readonly #contentOf: (path: string) => string | undefined;
  #active: ReadonlyMap<string, ActiveRole>;
  /** As they were after the last step. */
  readonly #contents = new Map<string, string>();
  readonly #read = new Map<string, Read & { readonly before: Read | undefined }>();
  /** The objects that a file ever held. */
  readonly #held = new Map<string, Map<string, string>>();

  constructor(contentOf: (path: string) => string | undefined) {
    this.#contentOf = contentOf;
    this.#active = this.#findActive();
    this.#remember(this.#active.keys());
  }

  /** The keys of the objects of some kinds, in any scope, that some files held at some point of the way. */
  subjectsOf(files: readonly string[], kinds: readonly string[]): Set<string> {
    const wanted = new Set(kinds.map(scopeless));
    const subjects = files.flatMap((path) => [...this.#heldBy(path)]);
    return new Set(subjects.filter(([, kind]) => wanted.has(scopeless(kind))).map(([subject]) => subject));
  }

  /** A file that no step touched is read only now, for the patches of what it holds. */
  #heldBy(path: string): ReadonlyMap<string, string> {
    const content = this.#held.has(path) ? undefined : this.#contentOf(path);
    if (content !== undefined) this.#documents(path, content);
    return this.#held.get(path) ?? new Map();
  }

  /** What the step from the last state to the present one changed, given the paths that it touched. */
  next(touched: ReadonlySet<string>): DocumentEdit[] {
    const before = this.#active;
    if (this.#mayActivate(touched)) this.#active = this.#findActive();
    const now = this.#active;
    const paths = new Set([...touched].filter((path) => before.has(path) || now.has(path)));
    if (before !== now) {
      for (const path of before.keys()) if (!now.has(path)) paths.add(path);
      for (const path of now.keys()) if (!before.has(path)) paths.add(path);
    }
    const edits: DocumentEdit[] = [];
    const gone = new Map<string, Pool>();
    const come = new Map<string, Pool>();
    for (const path of paths) {
      const old = before.has(path) ? this.#contents.get(path) : undefined;
      const content = now.has(path) ? this.#contentOf(path) : undefined;
      if (old !== undefined && content !== undefined) append(edits, this.#changed(path, old, content, now.get(path)!));
      else if (old !== undefined) pool(gone, path, this.#documents(path, old), before.get(path)!);
      else if (content !== undefined) pool(come, path, this.#documents(path, content), now.get(path)!);
    }
    this.#remember(paths);
    return [...edits, ...movedEdits(gone, come)];
  }

  /** Whether a kustomization names other files than before, or some come or go together with changes of one. */
  #mayActivate(touched: ReadonlySet<string>): boolean {
    let named = false;
    let other = false;
    for (const path of touched) {
      if (!path.startsWith('config/')) continue;
      const [old, now] = [this.#contents.get(path), this.#contentOf(path)];
      if (old === undefined || now === undefined) other = true;
      if (!path.endsWith(KUSTOMIZATION)) continue;
      if (old === undefined || now === undefined) return true;
      named = true;
      const before = this.#documents(path, old);
      if (!namesTheSame(before, this.#documents(path, now), path.slice(0, -KUSTOMIZATION.length))) return true;
    }
    return named && other;
  }

  #changed(path: string, old: string, now: string, role: ActiveRole): DocumentEdit[] {
    const value = changedValue(this.#documents(path, old), old, now);
    if (value !== undefined) {
      const { documents, document, old: was, now: is } = value;
      this.#read.set(path, { content: now, documents, before: undefined });
      if (role === 'other' && TARGET.test(is.place)) return [];
      return [{ subject: subjectOf(path, document), kind: kindOf(document), role, lines: [was, is], whole: false }];
    }
    const before = new Map(this.#documents(path, old).map((document) => [subjectOf(path, document), document]));
    const after = new Map(this.#documents(path, now).map((document) => [subjectOf(path, document), document]));
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((subject): DocumentEdit[] => {
      const [was, is] = [before.get(subject), after.get(subject)];
      const lines = changedLines(saidLines(was, role), saidLines(is, role));
      const kind = kindOf((was ?? is)!);
      const whole = role === 'resource' && kind !== '' && (was === undefined || is === undefined);
      return lines.length === 0 ? [] : [{ subject, kind, role, lines, whole }];
    });
  }

  #findActive(): Map<string, ActiveRole> {
    const read = (path: string) => this.#documents(path, this.#contentOf(path)!);
    return activeFiles((path) => this.#contentOf(path) !== undefined, read);
  }

  #remember(paths: Iterable<string>): void {
    for (const path of paths) {
      const content = this.#active.has(path) ? this.#contentOf(path) : undefined;
      if (content === undefined) this.#contents.delete(path);
      else this.#contents.set(path, content);
    }
  }

  /** What a step leaves is what the next one finds, so that each content is read once. */
  #documents(path: string, content: string): readonly PlacedDocument[] {
    const read = this.#read.get(path);
    if (read?.content === content) return read.documents;
    if (read?.before?.content === content) return read.before.documents;
    const documents =
      (read && changedValue(read.documents, read.content, content)?.documents) ?? placedDocuments(content);
    const before = read && { content: read.content, documents: read.documents };
    this.#read.set(path, { content, documents, before });
    const held = this.#held.get(path) ?? new Map<string, string>();
    for (const document of documents) if (kindOf(document) !== '') held.set(subjectOf(path, document), document.kind);
    this.#held.set(path, held);
    return documents;
  }
}

function kindOf({ kind, name }: PlacedDocument): string {
  return name === '' ? '' : kind;
}

function subjectOf(path: string, document: PlacedDocument): string {
  return kindOf(document) === '' ? path : `${document.kind} ${document.name}`;
}

function pool(pools: Map<string, Pool>, path: string, documents: readonly PlacedDocument[], role: ActiveRole): void {
  for (const document of documents) {
    const subject = subjectOf(path, document);
    const known = pools.get(subject);
    pools.set(subject, {
      kind: kindOf(document),
      // An object and patches of it are an object.
      role: known?.role === 'resource' ? known.role : role,
      lines: [...(known?.lines ?? []), ...saidLines(document, role)],
    });
  }
}

/** What a document says; of a patch without the lines that name its object. */
function saidLines(document: PlacedDocument | undefined, role: ActiveRole): readonly PlacedLine[] {
  if (document === undefined) return [];
  return role === 'other' ? document.lines.filter(({ place }) => !TARGET.test(place)) : document.lines;
}

const TARGET = /^(apiVersion|kind|metadata(\.(name|namespace))?)$/;

function movedEdits(gone: ReadonlyMap<string, Pool>, come: ReadonlyMap<string, Pool>): DocumentEdit[] {
  return [...new Set([...gone.keys(), ...come.keys()])].flatMap((subject): DocumentEdit[] => {
    const [was, is] = [gone.get(subject), come.get(subject)];
    const lines = changedLines(was?.lines ?? [], is?.lines ?? []);
    const { kind, role } = (is ?? was)!;
    const whole = kind !== '' && (was?.role === 'resource') !== (is?.role === 'resource');
    return lines.length === 0 && !whole ? [] : [{ subject, kind, role, lines, whole }];
  });
}
