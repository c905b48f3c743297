import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { ScaffoldError } from '../core/errors.ts';
import { YamlMap, type YamlNode, YamlScalar, YamlSeq } from './node.ts';
import { resolveTag } from './resolve.ts';

/** The documents of a YAML stream as nodes, empty ones left out. */
export function parseDocuments(text: string, path: string): YamlNode[] {
  const nodes: YamlNode[] = [];
  const lines = new LineCounter();
  for (const document of parseAllDocuments(text.replaceAll('\r\n', '\n'), {
    schema: 'core',
    merge: true,
    lineCounter: lines,
    uniqueKeys: false,
  })) {
    const error = document.errors[0];
    if (error !== undefined) {
      throw new ScaffoldError({
        code: 'yaml-syntax',
        path: `${path}:${error.linePos?.[0].line ?? 1}`,
        message: error.message,
      });
    }
    const convert = (node: Node | null): YamlNode => {
      const line = node?.range == null ? 0 : lines.linePos(node.range[0]).line;
      if (node === null) return new YamlScalar('', '!!null', line);
      if (isAlias(node)) return convert(node.resolve(document) as Node);
      if (isMap(node)) {
        const map = new YamlMap([], line);
        for (const pair of node.items) {
          const key = convert(pair.key as Node) as YamlScalar;
          if (key.value === '<<' && !key.quoted) {
            const source = convert(pair.value as Node);
            for (const one of source instanceof YamlSeq ? source.items : [source]) {
              for (const entry of (one as YamlMap).entries) {
                if (!map.entries.some((e) => e.key.value === entry.key.value)) map.entries.push(entry);
              }
            }
            continue;
          }
          const old = map.entries.find((e) => e.key.value === key.value);
          if (old !== undefined) old.value = convert(pair.value as Node);
          else map.entries.push({ key, value: convert(pair.value as Node) });
        }
        return map;
      }
      if (isSeq(node))
        return new YamlSeq(
          node.items.map((item) => convert(item as Node)),
          line,
        );
      if (isScalar(node)) {
        const quoted = node.type !== 'PLAIN';
        const value = quoted ? String(node.value) : (node.source ?? '');
        return new YamlScalar(value, quoted ? '!!str' : resolveTag(value), line, quoted);
      }
      throw new TypeError('unknown node');
    };
    if (document.contents === null) continue;
    const node = convert(document.contents as Node);
    if (node instanceof YamlScalar && node.tag === '!!null') continue;
    nodes.push(node);
  }
  return nodes;
}
