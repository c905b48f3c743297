import type { FieldChange, ObjectChange, Reason } from '../model.ts';
import { ChangedDocuments, type DocumentEdit } from './changed-documents.ts';
import { ObjectHistory } from './object-history.ts';
import type { PlacedLine } from './placed-documents.ts';

/** What one reason changed in one document. */
interface Edit extends DocumentEdit {
  readonly reason: string;
}

type Subject = Pick<ObjectChange, 'from' | 'to' | 'kind'> & { readonly files: readonly string[] };

/**
 * Which reasons changed an object, told from the lines that they changed on the way: lines of the object itself, of
 * patches at the same place, of kustomizations that speak of it. Rendering every state in between would tell the same,
 * at many times the cost; the conformance suite `diff-pairs` compares the two.
 *
 * Every answer names at least one reason: where no line speaks of a change, all that could have brought it about.
 */
export class ObjectEvidence {
  /** What options did: not told from lines. */
  readonly options = new ObjectHistory();
  readonly #documents: ChangedDocuments;
  readonly #bySubject = new Map<string, Edit[]>();
  /** Of documents that are no object and patch none that they name: kustomizations, JSON patches, configurations. */
  readonly #shared: Edit[] = [];
  /** What the shared edits say of each field that was asked for: the same fields change in many objects. */
  readonly #sharedSpeech = new Map<string, Speech>();
  readonly #all: Edit[] = [];
  /** Those of each object that was asked for: its fields are asked for one by one. */
  readonly #ownEdits = new WeakMap<Subject, readonly Edit[]>();

  /** @param contentOf a file's content as it is now, or undefined where there is none */
  constructor(contentOf: (path: string) => string | undefined) {
    this.#documents = new ChangedDocuments(contentOf);
  }

  /** Notes what one reason changed in what is rendered. What options change is noted in their own history. */
  record(reason: string, touched: ReadonlySet<string>, kind: Reason['kind']): DocumentEdit[] {
    const edits = this.#documents.next(touched);
    for (const edit of kind === 'option' ? [] : edits) {
      const noted = { ...edit, reason };
      this.#all.push(noted);
      if (edit.kind !== '') this.#note(edit.subject, noted);
      else {
        this.#shared.push({ ...noted, lines: edit.lines.filter((line) => line.target === undefined) });
        for (const line of edit.lines) {
          if (line.target !== undefined)
            this.#note(`${line.target.kind} ${line.target.name}`, { ...noted, lines: [line] });
        }
      }
    }
    return edits;
  }

  #note(subject: string, edit: Edit): void {
    const known = this.#bySubject.get(subject);
    if (known === undefined) this.#bySubject.set(subject, [edit]);
    else known.push(edit);
  }

  /** Reasons for an object that comes or goes: who made or removed it, else whoever changed it. */
  ofObject(subject: Subject): ReadonlySet<string> {
    const made = this.options.reasonsOfWhole(subject);
    if (this.options.decides(subject)) return made;
    const edits = this.#own(subject);
    const whole = new Set([...reasonsOf(edits.filter((edit) => edit.whole)), ...made]);
    if (whole.size > 0) return whole;
    const own = new Set([...reasonsOf(edits), ...this.options.reasonsOf(subject)]);
    return own.size > 0 ? own : reasonsOf(this.#shared, this.#all);
  }

  /** Reasons for the change of a field. */
  ofField(subject: Subject, field: Pick<FieldChange, 'path' | 'kind'>): ReadonlySet<string> {
    const own = this.#own(subject);
    const ownSpeech = speechOf(own, field.path);
    const sharedSpeech = this.#sharedSpeech.get(field.path) ?? speechOf(this.#shared, field.path);
    this.#sharedSpeech.set(field.path, sharedSpeech);
    const named = [...ownSpeech.named, ...sharedSpeech.named];
    const spoken = [...ownSpeech.spoken, ...sharedSpeech.spoken];
    const { renaming } = sharedSpeech;
    const options = this.options.reasonsOfField(subject, field);
    // Lines that speak of a list, but not of the element that an option changes, are about others.
    const vague = options.size > 0 ? [] : spoken;
    const found = new Set([...reasonsOf([...(named.length > 0 ? named : vague), ...renaming]), ...options]);
    if (found.size > 0) return found;
    const others = this.options.reasonsOf(subject);
    return others.size > 0 ? others : reasonsOf(this.#shared, own, this.#all);
  }

  #own(subject: Subject): readonly Edit[] {
    const known = this.#ownEdits.get(subject);
    if (known !== undefined) return known;
    const kinds = [subject.from, subject.to].flatMap((ref) => (ref === undefined ? [] : [ref.kind]));
    const ofAnyName = new Set(kinds.map((kind) => `${kind} `));
    const subjects = [...this.#documents.subjectsOf(subject.files, kinds), ...ofAnyName];
    const edits = subjects.flatMap((key) => this.#bySubject.get(key) ?? []);
    this.#ownEdits.set(subject, edits);
    return edits;
  }
}

/** The reasons of the first list that has any. */
function reasonsOf(...lists: readonly (readonly Edit[])[]): ReadonlySet<string> {
  return new Set((lists.find((edits) => edits.length > 0) ?? []).map((edit) => edit.reason));
}

/** The edits that bear on a field. */
interface Speech {
  /** They set it, something in it, or what holds it. */
  readonly spoken: readonly Edit[];
  /** Those of them that name the very element of a list. */
  readonly named: readonly Edit[];
  /** They give names or namespaces. */
  readonly renaming: readonly Edit[];
}

function speechOf(edits: readonly Edit[], path: string): Speech {
  const place = placeOfField(path);
  const elements = elementsOf(place);
  const label = /\[([^"\]][^\]]*)\]$/.exec(path)?.[1]?.split('/')[0] ?? '';
  const element = `[${label}]`;
  const names = (line: PlacedLine) => line.text.includes(label) || line.place.includes(element);
  const spoken: Edit[] = [];
  const named: Edit[] = [];
  for (const edit of edits) {
    let speaks = edit.whole;
    let isNamed = edit.whole;
    for (const line of edit.lines) {
      if (isNamed) break;
      if (!speaksOf(line, place, elements)) continue;
      speaks = true;
      isNamed = names(line);
    }
    if (speaks) spoken.push(edit);
    if (isNamed) named.push(edit);
  }
  const renaming = edits.filter(
    (edit) => edit.role === 'kustomization' && edit.lines.some((line) => renames(line, place)),
  );
  return { spoken, named, renaming };
}

/** Whether a line of a kustomization gives names or namespaces to what stands at a place. */
function renames({ place: setting }: PlacedLine, place: string): boolean {
  if (setting === 'namePrefix' || setting === 'nameSuffix') return /(^|\.)name$/i.test(place);
  return setting === 'namespace' && /(^|\.)(namespace|name)$/i.test(place);
}

/** Whether a line sets what stands at a place, something in it, or with a value of its own what holds it. */
function speaksOf({ place: line, text }: PlacedLine, place: string, elements: string): boolean {
  return within(line, place, elements) || (!text.endsWith(':') && within(place, line, elementsOf(line)));
}

/** Where the lines of a field stand: `containers[manager].args[--leader-elect]` at `containers[manager].args[]`. */
function placeOfField(path: string): string {
  return path.replace(/([A-Za-z]*)\[([^\]]*)\]/g, (part, list: string, label: string) => {
    if (label.startsWith('"')) return `${list}.${label.slice(1, -1)}`;
    return /^(initContainers|containers)$/.test(list) ? part : `${list}[]`;
  });
}

const [OPEN, CLOSE] = [91, 93];

/** A place as far as it tells elements of lists; nothing else of it is written in two ways. */
function elementsOf(place: string): string {
  return place.slice(0, place.lastIndexOf(']') + 1);
}

/** Whether one place is another, the holder, or lies in it. An element without a name may be any. */
function within(place: string, holder: string, elementsOfHolder: string): boolean {
  if (place.startsWith(holder)) return isEndOfKey(place, holder.length);
  if (place.startsWith(elementsOfHolder)) return false;
  let i = 0;
  let j = 0;
  while (j < holder.length) {
    const left = place.charCodeAt(i);
    const right = holder.charCodeAt(j);
    if (left !== right) {
      if (place.charCodeAt(i - 1) !== OPEN || (left !== CLOSE && right !== CLOSE)) return false;
      i = place.indexOf(']', i);
      j = holder.indexOf(']', j);
    }
    i += 1;
    j += 1;
  }
  return isEndOfKey(place, i);
}

function isEndOfKey(place: string, at: number): boolean {
  return at === place.length || place[at] === '.' || place[at] === '[';
}
