import { ScaffoldError } from '../../../../core/errors.ts';
import type { YamlPath } from '../../../../edit/yaml/path.ts';
import type { JsonValue } from '../../../../kubernetes/object.ts';
import { lineEndOf } from '../line-ends.ts';
import type { ValueEditor } from '../yaml/value-editor.ts';
import { type JsonNode, readJson } from './read-json.ts';

/** A JSON file with comments that is changed by structure; every byte that an edit does not concern stays. */
export class JsonEditor implements ValueEditor {
  readonly #path: string;
  #text: string;
  #root: JsonNode;

  /** @throws ScaffoldError `yaml-syntax` where the text is no JSON */
  constructor(text: string, path: string) {
    this.#path = path;
    this.#text = text;
    this.#root = this.#parsed(text);
  }

  get text(): string {
    return this.#text;
  }

  get value(): JsonValue {
    return this.#root.value;
  }

  get(_: number, at: YamlPath): JsonValue | undefined {
    return this.#node(at)?.value;
  }

  place(_: number, at: YamlPath): YamlPath | undefined {
    return this.#node(at) === undefined ? undefined : at;
  }

  line(_: number, at: YamlPath): number {
    const child = at.length === 0 ? undefined : this.#child(at);
    return this.#text.slice(0, child?.start ?? this.#root.start).split('\n').length;
  }

  set(_: number, at: YamlPath, value: JsonValue): void {
    const node = this.#node(at);
    if (node !== undefined) this.#splice(node.start, node.end, this.#printed(value, node.start));
    else this.#add(at.slice(0, -1), at.at(-1) as string, value);
  }

  insert(_: number, at: YamlPath, item: JsonValue, index?: number): void {
    this.#add(at, null, item, index);
  }

  remove(_: number, at: YamlPath): void {
    const parent = this.#node(at.slice(0, -1))!;
    const child = this.#child(at)!;
    const index = parent.children.indexOf(child);
    const [before, after] = [parent.children[index - 1], parent.children[index + 1]];
    const comma = this.#text.slice(child.node.end, after?.start ?? parent.end).indexOf(',');
    if (after !== undefined) {
      const from = this.#text.lastIndexOf('\n', child.start) + 1;
      const ownLine = this.#text.slice(from, child.start).trim() === '';
      const end = child.node.end + comma + 1;
      const newline = this.#text.indexOf('\n', end);
      const alone = ownLine && newline !== -1 && newline < after.start && this.#text.slice(end, newline).trim() === '';
      if (alone) this.#splice(from, newline + 1, '');
      else this.#splice(child.start, after.start, '');
    } else if (before !== undefined) {
      // What stands between the two, such as a comment, stays; the comma goes.
      const gap = this.#text.slice(before.node.end, child.start);
      const kept = gap.replace(',', '').trimEnd();
      this.#splice(before.node.end, child.node.end, kept);
    } else this.#splice(parent.start + 1, child.node.end, '');
  }

  #add(at: YamlPath, key: string | null, value: JsonValue, index?: number): void {
    const parent = this.#node(at)!;
    const { children } = parent;
    const place = Math.min(index ?? children.length, children.length);
    const prefix = key === null ? '' : `${JSON.stringify(key)}: `;
    const newline = lineEndOf(this.#text);
    const sibling = children[Math.max(place - 1, 0)];
    if (sibling === undefined) {
      const outer = this.#indentAt(parent.start);
      const inner = `${outer}  `;
      const text = `${newline}${inner}${prefix}${this.#print(value, inner)}${newline}${outer}`;
      this.#splice(parent.start + 1, parent.end - 1, text);
      return;
    }
    const isBlock = this.#text.slice(parent.start, children[0]!.start).includes('\n');
    const indent = this.#indentAt(sibling.start);
    const gap = isBlock ? newline + indent : ' ';
    const written = prefix + (isBlock ? this.#print(value, indent) : JSON.stringify(value));
    if (place === 0) this.#splice(sibling.start, sibling.start, `${written},${gap}`);
    else this.#splice(sibling.node.end, sibling.node.end, `,${gap}${written}`);
  }

  #printed(value: JsonValue, at: number): string {
    return this.#print(value, this.#indentAt(at));
  }

  #print(value: JsonValue, indent: string): string {
    return JSON.stringify(value, null, 2).replaceAll('\n', lineEndOf(this.#text) + indent);
  }

  #indentAt(offset: number): string {
    const from = this.#text.lastIndexOf('\n', offset - 1) + 1;
    const line = this.#text.slice(from, offset);
    return line.slice(0, line.length - line.trimStart().length);
  }

  #node(at: YamlPath): JsonNode | undefined {
    return at.length === 0 ? this.#root : this.#child(at)?.node;
  }

  #child(at: YamlPath) {
    let node = this.#root;
    let found: JsonNode['children'][number] | undefined;
    for (const step of at) {
      found = typeof step === 'number' ? node.children[step] : node.children.find(({ key }) => key === step);
      if (found === undefined) return undefined;
      node = found.node;
    }
    return found;
  }

  #splice(from: number, to: number, by: string): void {
    const text = this.#text.slice(0, from) + by + this.#text.slice(to);
    this.#root = this.#parsed(text);
    this.#text = text;
  }

  #parsed(text: string): JsonNode {
    const root = readJson(text);
    if (root !== undefined) return root;
    throw new ScaffoldError({ code: 'yaml-syntax', path: this.#path, message: 'the file is no JSON with comments' });
  }
}
