import { isMap, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { Found } from './dns-names.ts';
import { NAMESPACE_LABEL } from './namespace-labels.ts';
import type { TextJudge } from './text-names.ts';

/**
 * Names in a configuration file that a ConfigMap holds. Where the file is YAML or JSON, a plain scalar whose key speaks
 * of the kind of the object that it names is a reference; elsewhere a word is read like an argument of a command.
 */
export function configTextSpans(
  text: string,
  file: string,
  namespace: string | undefined,
  judge: TextJudge,
): { found: Found[]; doubtful: { text: string; reason: string }[] } {
  if (/^[^\s:=]+$/.test(text)) {
    const { found, doubtful } = judge.text(text, { key: file, offset: 0 }, namespace);
    return { found, doubtful: doubtful.map((reason) => ({ text, reason })) };
  }
  // Most name no object, and so need no parser, which takes longer to load than all else here.
  if (!judge.mayJudge(text)) return { found: [], doubtful: [] };
  const isYaml = /\.(ya?ml|json)$/.test(file) || text.includes(':');
  const documents = isYaml ? parseAllDocuments(text, { lineCounter: new LineCounter(), logLevel: 'silent' }) : [];
  const isReadable =
    Array.isArray(documents) && documents.length > 0 && documents.every(({ errors }) => errors.length === 0);
  // In other text a name is only told, unless the words around leave no doubt.
  if (!isReadable) return { found: judge.words(text, namespace).found, doubtful: [] };
  const found: Found[] = [];
  const doubtful: { text: string; reason: string }[] = [];
  for (const document of documents) {
    visit(document, {
      Scalar(_, node, ancestors) {
        if (typeof node.value !== 'string' || node.range == null) return;
        if (node.type !== 'PLAIN' && node.type !== 'QUOTE_SINGLE' && node.type !== 'QUOTE_DOUBLE') return;
        const quote = node.type === 'PLAIN' ? 0 : 1;
        const start = node.range[0] + quote;
        // Escapes shift offsets: only text that stands in the file as it is can be replaced there.
        if (text.slice(start, start + node.value.length) !== node.value) return;
        const keys = ancestors.flatMap((ancestor) =>
          'key' in ancestor && ancestor.key !== node
            ? [String((ancestor.key as { value?: unknown })?.value ?? '')]
            : [],
        );
        const parent = ancestors.at(-1);
        if (parent !== undefined && 'key' in parent && parent.key === node) return;
        // The parts of an image's name may well be words that objects are called by.
        if (keys.some((key) => /image/i.test(key))) return;
        const key = namesNamespace(keys.at(-1), ancestors) ? 'namespace' : keys.slice(-2).join('-');
        const verdict = judge.text(node.value, { key, offset: 0 }, namespace);
        for (const span of verdict.found) found.push({ ...span, start: span.start + start, end: span.end + start });
        for (const reason of verdict.doubtful) doubtful.push({ text: node.value, reason });
      },
    });
  }
  return { found, doubtful };
}

/** Whether a scalar is the value of a label that holds a namespace, alone or in a selector's list. */
function namesNamespace(key: string | undefined, ancestors: readonly unknown[]): boolean {
  if (key === 'values') {
    const label = ancestors.findLast(isMap)?.get('key');
    return typeof label === 'string' && NAMESPACE_LABEL.test(label);
  }
  return key !== undefined && NAMESPACE_LABEL.test(key);
}
