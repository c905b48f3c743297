import fc from 'fast-check';
import { KustomizeOracle } from '../../../scripts/tools/kustomize-oracle.ts';
import { ScaffoldError } from '../../../src/core/errors.ts';
import type { JsonValue } from '../../../src/kubernetes/object.ts';
import { YamlMap, type YamlNode, YamlScalar, YamlSeq } from '../../../src/yaml/node.ts';
import { parseDocuments } from '../../../src/yaml/parse-documents.ts';
import { parseYaml11 } from '../../../src/yaml/parse-yaml11.ts';
import { printNode } from '../../../src/yaml/print-node.ts';
import { settle } from '../../../src/yaml/settle.ts';
import { toJs } from '../../../src/yaml/to-js.ts';
import { anyJson, anyText } from '../../yaml/arbitrary-json.ts';
import { mutatedYaml, yamlSnippets } from '../kustomize/mutated-yaml.ts';
import { Random } from '../kustomize/random.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';

const RUNS = 3_000;
const REFUSED = 'refused';
/** Of keys that are numbers or stand twice: kustomize's own files may have them, plain data has no place for them. */
const UNSAYABLE = 'unsayable';

/** Random values printed, and random texts read, by the real kustomize and by ours. */
export const suite: Suite = {
  name: 'yaml',
  async *run({ seed }: Context): AsyncIterable<CaseResult> {
    const oracle = await KustomizeOracle.start();
    try {
      for (const [name, property] of Object.entries(properties(oracle))) {
        const result = await fc.check(property as fc.IAsyncProperty<unknown>, { seed, numRuns: RUNS });
        if (!result.failed) yield { name: `${name}, ${result.numRuns} times` };
        else yield { name, error: String(result.errorInstance) };
      }
    } finally {
      oracle.stop();
    }
  },
};

/** Text for one line of YAML, in which nothing has a meaning that only a general parser knows (docs/kustomize.md). */
const line = anyText.filter((text) => !/[\n\r\t\u2028\u2029&*!]|^ *(?:<<|[?|>]|---|\.\.\.)/.test(text));
const depth = (text: string): number => text.length - text.trimStart().length;

function properties(oracle: KustomizeOracle): Record<string, fc.IAsyncProperty<never>> {
  const reads = async (text: string, dialect: 'parse' | 'parse11' = 'parse'): Promise<void> => {
    const { output } = await oracle.ask({ op: dialect, text });
    const theirs = output === undefined ? REFUSED : (JSON.parse(output) as unknown);
    const ours = dialect === 'parse' ? read(text) : read11(text);
    if (ours === UNSAYABLE && dialect === 'parse11') return;
    same(theirs, ours === UNSAYABLE ? REFUSED : ours, text);
  };
  const snippets = yamlSnippets();
  const property = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => Promise<void>) =>
    fc.asyncProperty(arbitrary, check) as unknown as fc.IAsyncProperty<never>;
  return {
    'any value is printed as the real one prints it': property(anyJson, async (value) => {
      // Keys with digits have no one order in kustomize (1.5a < 1.12 < 1.5190 < 1.5a), nor has a text with a break in a key.
      const keys = JSON.stringify(value).match(/"(?:[^"\\]|\\.)*"(?=:)/g) ?? [];
      fc.pre(!keys.some((key) => /\d|\\/.test(key)));
      const { output } = await oracle.ask({ op: 'print', json: JSON.stringify(value) });
      same(
        output ?? REFUSED,
        attempt(() => printNode(toNode(value))),
        value,
      );
    }),
    'plain text is read alike': property(line, (text) => reads(`a: ${text}\n`)),
    'plain text is read alike in a kustomization': property(line, (text) => reads(`a: ${text}\n`, 'parse11')),
    'plain text in a sequence is read alike': property(line, (text) => reads(`- ${text}\n`)),
    'manifests with changes are read alike': property(fc.integer({ min: 0 }), (seed) => {
      const random = new Random(seed);
      const text = mutatedYaml(random, snippets);
      fc.pre(!/[[{,]\s*:/.test(text)); // a key between braces that begins with a colon
      return reads(text, random.chance(0.25) ? 'parse11' : 'parse');
    }),
    'quoted text is read alike': property(
      fc.tuple(
        anyText.filter((text) => !/[\r\u2028\u2029]|(?:^|\n)(?:---|\.\.\.)/.test(text)),
        fc.constantFrom('"', "'"),
      ),
      ([text, quote]) => {
        const content = quote === "'" ? text.replaceAll("'", "''") : text.replace(/["\\]/g, '\\$&');
        return reads(`a: ${quote}${content}${quote}\nb: 1\n`);
      },
    ),
    'block scalars are read alike': property(
      fc.tuple(
        fc.constantFrom('a: ', '- ', 'x:\n  b: ', 'x:\n- - ', 'x:\n- c: '),
        fc.constantFrom('|', '>', '|-', '>-', '|+', '>+', '|2', '>2-', '|+1', '|1', '>1+', '|3'),
        fc.array(fc.tuple(fc.constantFrom('    ', '     ', '      '), line), { maxLength: 5 }),
        fc.constantFrom('\n', ''),
      ),
      ([before, header, lines, end]) => {
        const body = lines.map(([indent, text]) => indent + text);
        // What is less indented than the first line would be YAML of its own.
        const first = body.find((text) => text.trim() !== '') ?? '';
        fc.pre(body.every((text) => text.trim() === '' || depth(text) >= depth(first)));
        return reads(`${before}${header}\n${body.join('\n')}${end}`);
      },
    ),
  };
}

function read(text: string): unknown {
  return attempt(() =>
    parseDocuments(text, 'text').map((node) => {
      settle(node);
      return toJs(node);
    }),
  );
}

function read11(text: string): unknown {
  return attempt(() => {
    const node = parseYaml11(text, 'text');
    return node === undefined ? null : toJs(node);
  });
}

function attempt<T>(act: () => T): T | string {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    return error.issues.every((issue) => /is not a string|already defined/.test(issue.message)) ? UNSAYABLE : REFUSED;
  }
}

function same(theirs: unknown, ours: unknown, input: unknown): void {
  const [want, got] = [theirs, ours].map((value) =>
    typeof value === 'string' ? value : JSON.stringify(sorted(value)),
  );
  if (want !== got) throw new Error(`of ${JSON.stringify(input)}\nreal: ${want}\nours: ${got}`);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, item]) => [key, sorted(item)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function toNode(value: JsonValue): YamlNode {
  if (Array.isArray(value)) return new YamlSeq((value as readonly JsonValue[]).map(toNode));
  if (value === null) return new YamlScalar('null', '!!null');
  switch (typeof value) {
    case 'string':
      return new YamlScalar(value, '!!str');
    case 'boolean':
      return new YamlScalar(String(value), '!!bool');
    case 'number':
      return new YamlScalar(String(value));
    default:
      return new YamlMap(
        Object.entries(value).map(([key, item]) => ({ key: new YamlScalar(key, '!!str'), value: toNode(item) })),
      );
  }
}
