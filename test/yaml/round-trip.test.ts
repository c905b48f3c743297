import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseYaml } from '../../src/yaml/parse.ts';
import { parseDocuments } from '../../src/yaml/parse-documents.ts';
import { printYaml } from '../../src/yaml/print.ts';
import { printNode } from '../../src/yaml/print-node.ts';
import { anyJson } from './arbitrary-json.ts';

/** kustomize prints a separator at the end of several lines as it is, and what follows it on the same line. */
function endsInSeparator(value: unknown): boolean {
  return /\\n[^"]*[\u2028\u2029]"/.test(JSON.stringify(value));
}

test('what is printed is read back as the same value', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      fc.pre(!endsInSeparator(value));
      expect(parseYaml(printYaml({ value }), 'any')).toEqual([{ value }]);
    }),
    { numRuns: 2000 },
  );
});

test('several documents are read back, whatever their values', () => {
  fc.assert(
    fc.property(fc.array(anyJson, { minLength: 1, maxLength: 4 }), (values) => {
      fc.pre(!endsInSeparator(values));
      const text = values.map((value) => printYaml({ value })).join('---\n');
      expect(parseYaml(text, 'any')).toEqual(values.map((value) => ({ value })));
    }),
    { numRuns: 300 },
  );
});

test('printing what was printed changes nothing', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      fc.pre(!endsInSeparator(value));
      const text = printYaml({ value }, { sortKeys: true });
      const [node] = parseDocuments(text, 'any');
      fc.pre(!/[\x7f-\x9f\ufffe\uffff]/.test(JSON.stringify(value))); // kustomize cannot print these
      expect(printNode(node as NonNullable<typeof node>)).toBe(text);
    }),
    { numRuns: 1000 },
  );
});
