import { LineCounter, parseDocument, visit } from 'yaml';
import type { Found } from './dns-names.ts';
import type { GraphNode } from './reference.ts';
import type { TextJudge } from './text-names.ts';

/**
 * Names in a configuration file that a ConfigMap holds. Where the file is YAML or JSON, a plain scalar whose key speaks
 * of the kind of the object that it names is a reference; in other text only DNS names are, and these the caller finds.
 */
export function configTextSpans(
  text: string,
  file: string,
  owner: GraphNode,
  judge: TextJudge,
): { found: Found[]; doubtful: { text: string; reason: string }[] } {
  const found: Found[] = [];
  const doubtful: { text: string; reason: string }[] = [];
  const whole = /^[^\s:=]+$/.test(text);
  if (whole) {
    const verdict = judge.text(text, { key: file, offset: 0 }, owner.namespace);
    return { found: verdict.found, doubtful: verdict.doubtful.map((reason) => ({ text, reason })) };
  }
  if (!/\.(ya?ml|json)$/.test(file) && !text.includes(':')) return { found, doubtful };
  const document = parseDocument(text, { lineCounter: new LineCounter(), logLevel: 'silent' });
  if (document.errors.length > 0) return { found, doubtful };
  visit(document, {
    Scalar(_, node, ancestors) {
      if (typeof node.value !== 'string' || node.range == null) return;
      if (node.type !== 'PLAIN' && node.type !== 'QUOTE_SINGLE' && node.type !== 'QUOTE_DOUBLE') return;
      const quote = node.type === 'PLAIN' ? 0 : 1;
      const start = node.range[0] + quote;
      // Escapes shift offsets: only text that stands in the file as it is can be replaced there.
      if (text.slice(start, start + node.value.length) !== node.value) return;
      const keys = ancestors.flatMap((ancestor) =>
        'key' in ancestor && ancestor.key !== node ? [String((ancestor.key as { value?: unknown })?.value ?? '')] : [],
      );
      const parent = ancestors.at(-1);
      if (parent !== undefined && 'key' in parent && parent.key === node) return;
      const verdict = judge.text(node.value, { key: keys.slice(-2).join('-'), offset: 0 }, owner.namespace);
      for (const span of verdict.found) found.push({ ...span, start: span.start + start, end: span.end + start });
      for (const reason of verdict.doubtful) doubtful.push({ text: node.value, reason });
    },
  });
  return { found, doubtful };
}
