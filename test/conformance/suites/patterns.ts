import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { sourceFiles } from '../../support/source-files.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { type Attack, attackPattern } from '../support/attack-pattern.ts';

interface Literal {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** Slow for some text, and why no input can bring it that text. */
const KEPT: Readonly<Record<string, string>> = {
  '/([\\p{L}\\p{Nd}_]+)\\s*(?::=|=|:)\\s*&?[\\p{L}\\p{Nd}_.]*$/u': 'looks at 400 characters',
  '/\\[([^"\\]][^\\]]*)\\]$/': 'paths of fields of our own scaffolds, whose names are short',
  '/([A-Za-z]*)\\[([^\\]]*)\\]/g': 'the same',
  '/\\.(\\d+|\\*|\\[[^\\]]*=[^\\]]*\\])(?=\\.|$)/g': 'field paths of our own scaffolds',
  '/\\.\\[([^\\]]*)\\]/g': 'the same',
};

/** Every regular expression that is written down in src, against texts that make the usual mistakes slow. */
export const suite: Suite = {
  name: 'patterns',
  async *run(context: Context): AsyncIterable<CaseResult> {
    const tried = new Map<string, Attack | undefined>();
    let count = 0;
    for (const { place, source, flags } of literals()) {
      if (context.match !== undefined && !place.includes(context.match)) continue;
      count += 1;
      const key = `/${source}/${flags}`;
      if (KEPT[key] !== undefined) continue;
      if (!tried.has(key)) tried.set(key, attackPattern(source, flags));
      const attack = tried.get(key);
      if (attack === undefined) continue;
      const error = `${JSON.stringify(attack.text)} takes ${attack.milliseconds.toFixed(0)} ms: mend it, or say in the suite why no input brings it`;
      yield { name: `${place}: ${key}`, error };
    }
    yield { name: `${count} patterns`, ...(count > 0 ? {} : { error: 'none was found' }) };
  },
};

function* literals(): Iterable<Literal> {
  for (const path of sourceFiles()) {
    const text = readFileSync(path, 'utf8');
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
    const found: Literal[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const place = `${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
        found.push({ place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    yield* found;
  }
}
