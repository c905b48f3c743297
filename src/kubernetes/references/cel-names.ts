import type { Found } from './dns-names.ts';
import type { NodeIndex } from './node-index.ts';

const LITERAL = /(['"])([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)\1/g;
/** What a namespace is compared with, before or behind it: one literal, or a list of them. */
const COMPARISON =
  /\bnamespace(?:Object\.metadata\.name)?\)?\s*(?:==|!=|in)\s*(\[[^[\]]*\]|(['"])[^'"]*\2)|((['"])[^'"]*\4)\s*(?:==|!=)\s*[\w.]*\bnamespace\b/g;

/** The namespaces that a CEL expression compares a namespace with (kubernetes.io/docs/reference/using-api/cel). */
export function celSpans(expression: string, index: NodeIndex): Found[] {
  const found: Found[] = [];
  for (const match of expression.matchAll(COMPARISON)) {
    const compared = match[1] ?? match[3] ?? '';
    const offset = match.index + match[0].indexOf(compared);
    for (const literal of compared.matchAll(LITERAL)) {
      const namespace = literal[2]!;
      const start = offset + literal.index + 1;
      if (index.isOwnNamespace(namespace)) found.push({ start, end: start + namespace.length, target: { namespace } });
    }
  }
  return found;
}
