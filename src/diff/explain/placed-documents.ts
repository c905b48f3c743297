/** A line of a YAML document with the place of what it says. */
export interface PlacedLine {
  /**
   * Keys joined by dots, `[]` for any element of a list, containers by name where the line tells which:
   * `spec.template.spec.containers[manager].args[]`.
   */
  readonly place: string;
  readonly text: string;
  /** The objects that a replacement of a kustomization sets the place in. */
  readonly target?: Target;
}

/** Which objects a replacement selects; any name where it is empty. */
interface Target {
  readonly kind: string;
  readonly name: string;
}

/** The lines of a document that say something. */
export interface PlacedDocument {
  /** The kind and the name of the object that it is or patches; empty where it does not say. */
  readonly kind: string;
  readonly name: string;
  readonly lines: readonly PlacedLine[];
}

const CONTAINERS = /(^|\.)(initContainers|containers)$/;

interface Level {
  readonly indent: number;
  readonly place: string;
}

/**
 * The documents of a YAML file in block style, with the places of their lines. Lines of comments are left out, and the
 * values of a JSON patch and the field paths of replacements are placed where they lead to.
 *
 * A reading of indents, not of YAML: for files of this project's own making, where it tells which field a line is about
 * at a fraction of a parser's time.
 */
export function placedDocuments(content: string): PlacedDocument[] {
  return content.split(/^---\n/m).flatMap((text) => {
    const lines = placedLines(text);
    return lines.length === 0 ? [] : [{ kind: valueAt(lines, 'kind'), name: valueAt(lines, 'metadata.name'), lines }];
  });
}

/** One line of a document with another value. */
export interface ChangedValue {
  readonly documents: readonly PlacedDocument[];
  /** The document that has it, as it is now. */
  readonly document: PlacedDocument;
  readonly old: PlacedLine;
  readonly now: PlacedLine;
}

/**
 * The documents of a content, told from those of another one that differs from it in the value of a single line;
 * undefined where there is more to it. Most releases change no more of most files than the version of a tool.
 */
export function changedValue(documents: readonly PlacedDocument[], old: string, now: string): ChangedValue | undefined {
  let differs = 0;
  while (differs < old.length && old.charCodeAt(differs) === now.charCodeAt(differs)) differs += 1;
  const start = old.lastIndexOf('\n', differs - 1) + 1;
  const lineOf = (text: string) => text.slice(start, text.indexOf('\n', differs) + 1);
  const [oldLine, newLine] = [lineOf(old), lineOf(now)];
  if (old.slice(start + oldLine.length) !== now.slice(start + newLine.length)) return undefined;
  const [oldText, newText] = [oldLine, newLine].map((line) => line.slice(textStart(line)).trimEnd()) as [
    string,
    string,
  ];
  const key = keyOf(oldText);
  const sameStart = textStart(oldLine) === textStart(newLine);
  if (key === undefined || key !== keyOf(newText) || !sameStart || NAMING.has(key)) return undefined;
  let found: { readonly document: PlacedDocument; readonly index: number } | undefined;
  for (const document of documents) {
    for (let index = 0; index < document.lines.length; index += 1) {
      if (document.lines[index]!.text !== oldText) continue;
      if (found !== undefined) return undefined;
      found = { document, index };
    }
  }
  const line = found?.document.lines[found.index];
  if (found === undefined || line === undefined || line.place.startsWith('replacements')) return undefined;
  const changed = { place: line.place, text: newText };
  const document = { ...found.document, lines: found.document.lines.with(found.index, changed) };
  return {
    documents: documents.map((other) => (other === found.document ? document : other)),
    document,
    old: line,
    now: changed,
  };
}

/** What a document and the places of its lines are told by. */
const NAMING: ReadonlySet<string> = new Set(['kind', 'name', 'path']);

function valueAt(lines: readonly PlacedLine[], place: string): string {
  return valueIn(lines.find((line) => line.place === place && line.target === undefined)?.text ?? '');
}

function valueIn(text: string): string {
  return text
    .slice(text.indexOf(':') + 1)
    .replace(/ #.*/, '')
    .trim();
}

function placedLines(content: string): PlacedLine[] {
  const result: PlacedLine[] = [];
  const stack: Level[] = [];
  let patched = '';
  const replacement = new Replacement();
  for (const line of content.split('\n')) {
    const start = textStart(line);
    const text = line.slice(start).trimEnd();
    if (text === '' || text.startsWith('#')) continue;
    let indent = line.length - line.trimStart().length;
    const dashes = (start - indent) / 2;
    let parent = placeAbove(stack, indent, dashes > 0);
    for (let count = dashes; count > 0; count -= 1) {
      const name = count === 1 && CONTAINERS.test(parent) && text.startsWith('name: ') ? text.slice(6) : '';
      parent = `${parent}[${name}]`;
      stack.push({ indent, place: parent });
      indent += 2;
    }
    const key = keyOf(text);
    const place = key === undefined ? parent : join(parent, key);
    if (key !== undefined) stack.push({ indent, place });
    if (key === 'path' && parent === '[]' && text.startsWith('path: /')) patched = placeOfPointer(text.slice(6));
    const inPatch = patched !== '' && place.startsWith('[].value');
    const placed = { place: inPatch ? patched + place.slice('[].value'.length) : place, text };
    result.push(place.startsWith('replacements[].') ? replacement.next(placed) : placed);
  }
  return result;
}

/** Follows the lines of replacements: what a field path leads to is told by the lines before it. */
class Replacement {
  #source = '';
  #kind = '';
  #name = '';

  next({ place, text }: PlacedLine): PlacedLine {
    const part = place.slice('replacements[].'.length);
    if (part === 'source') this.#source = '';
    else if (part.startsWith('source.')) this.#source += `${text} `;
    else if (part === 'targets[].select') [this.#kind, this.#name] = ['', ''];
    else if (part === 'targets[].select.kind') this.#kind = valueIn(text);
    else if (part === 'targets[].select.name') this.#name = valueIn(text);
    else if (part === 'targets[].fieldPaths[]') {
      // What is taken from another place is another line.
      const target = { kind: this.#kind, name: this.#name };
      return { place: placeOfFieldPath(text), text: this.#source + text, target };
    }
    return { place, text };
  }
}

/** `.metadata.annotations.[cert-manager.io/inject-ca-from]`, `spec.dnsNames.0` */
function placeOfFieldPath(text: string): string {
  return text
    .replace(/^\./, '')
    .replace(/\.(\d+|\*|\[[^\]]*=[^\]]*\])(?=\.|$)/g, '[]')
    .replace(/\.\[([^\]]*)\]/g, '.$1');
}

/** Where the text of a line begins, behind its indent and the dashes of list items. */
function textStart(line: string): number {
  let start = 0;
  while (line[start] === ' ') start += 1;
  while (line[start] === '-' && line[start + 1] === ' ') start += 2;
  return start;
}

function keyOf(text: string): string | undefined {
  const quote = text[0] === '"' || text[0] === "'" ? text[0] : undefined;
  const end = quote === undefined ? text.indexOf(':') : text.indexOf(quote, 1) + 1;
  const ends = text[end] === ':' && (end + 1 === text.length || text[end + 1] === ' ');
  if (end < 1 || !ends) return undefined;
  return quote === undefined ? text.slice(0, end) : text.slice(1, end - 1);
}

/** The place of what holds a line: the nearest line above with a smaller indent, or with the same one for a list item. */
function placeAbove(stack: Level[], indent: number, item: boolean): string {
  for (let top = stack[stack.length - 1]; top !== undefined; top = stack[stack.length - 1]) {
    if (top.indent < indent || (item && top.indent === indent && !top.place.endsWith(']'))) return top.place;
    stack.pop();
  }
  return '';
}

function join(parent: string, key: string): string {
  return parent === '' ? key : `${parent}.${key}`;
}

function placeOfPointer(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((place, key) => (/^(\d+|-)$/.test(key) ? `${place}[]` : join(place, key)), '');
}

/** The lines that only one of two documents has, of both; where they differ in nothing but the order, those that move. */
export function changedLines(old: readonly PlacedLine[], now: readonly PlacedLine[]): PlacedLine[] {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && sameLine(old[start]!, now[start]!)) start += 1;
  let end = 0;
  while (end < shorter - start && sameLine(old[old.length - 1 - end]!, now[now.length - 1 - end]!)) end += 1;
  const [left, right] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const changed = [...without(left, right), ...without(right, left)];
  return changed.length > 0 ? changed : left;
}

function sameLine(a: PlacedLine, b: PlacedLine): boolean {
  if (a === b) return true;
  return (
    a.text === b.text && a.place === b.place && a.target?.kind === b.target?.kind && a.target?.name === b.target?.name
  );
}

function without(lines: readonly PlacedLine[], others: readonly PlacedLine[]): readonly PlacedLine[] {
  if (lines.length === 0 || others.length === 0) return lines;
  const counts = new Map<string, number>();
  const lineKey = ({ place, text, target }: PlacedLine) =>
    target === undefined ? `${place}\n${text}` : `${place}\n${text}\n${target.kind} ${target.name}`;
  const count = (key: string, by: number) => {
    const known = counts.get(key) ?? 0;
    counts.set(key, known + by);
    return known;
  };
  for (const line of others) count(lineKey(line), 1);
  return lines.filter((line) => count(lineKey(line), -1) <= 0);
}
