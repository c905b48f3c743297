import { cloneEntries, cloneNode } from './clone.ts';
import { YamlMap, type YamlNode } from './node.ts';
import { parseDocuments } from './parse-documents.ts';

/**
 * The documents of files that several builds read, parsed once. Each build has copies that it may change; of the schemas
 * of CustomResourceDefinitions, which are nearly all there is to copy, only when something looks into them.
 */
export class SharedDocuments {
  readonly #known = new Map<string, Map<string, readonly YamlNode[]>>();

  /**
   * As parseDocuments.
   *
   * @param path of the file, which may have another text in another state of the tree
   * @throws ScaffoldError `yaml-syntax` with line and column
   */
  parse(text: string, path: string): YamlNode[] {
    return this.#documents(text, path).map((node) => cloneNode(node));
  }

  #documents(text: string, path: string): readonly YamlNode[] {
    const texts = this.#known.get(path) ?? new Map<string, readonly YamlNode[]>();
    const known = texts.get(text);
    if (known !== undefined) return known;
    const documents = parseDocuments(text, path);
    for (const node of documents) shareSchemas(node);
    this.#known.set(path, texts.set(text, documents));
    return documents;
  }
}

function shareSchemas(node: YamlNode): void {
  if (node.kind === 'seq') for (const item of node.items) shareSchemas(item);
  if (node.kind !== 'map' || node.unread !== undefined || node.flow) return;
  for (const entry of node.entries) {
    const { key, value: map } = entry;
    if (key.value !== 'openAPIV3Schema' || map.kind !== 'map') shareSchemas(map);
    else if (map.unread === undefined) entry.value = YamlMap.of({ map, copy: () => cloneEntries(map.entries) });
  }
}
