import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as library from '../../src/index.ts';

/** Run after the build, as `npm test` does. */
const declarations = readFileSync('dist/index.d.ts', 'utf8');

/** Values that stand for types of the library, so that the types of their members are derived. */
const CONSTANTS = ['COMMANDS', 'DIFF_VERSION', 'MARK', 'SUBCOMMANDS', 'TOPICS'];

/** What the lines of an example may take for granted. */
const GIVEN = given();

describe('the declarations of the package', () => {
  it('export every type that they name', () => {
    const declared = [...declarations.matchAll(/^(?:declare )?(?:interface|type|class|const|function) (\w+\$?\d*)/gm)];
    const exported =
      /^export \{([^}]*)\};\s*$/m.exec(declarations.slice(declarations.lastIndexOf('export {')))?.[1] ?? '';
    const names = new Set(
      exported.split(',').map((name) =>
        name
          .replace(/ as .*/, '')
          .replace('type ', '')
          .trim(),
      ),
    );
    expect(names.size).toBeGreaterThan(100);
    const missing = declared.map(([, name]) => name!).filter((name) => !names.has(name) && !CONSTANTS.includes(name));
    expect(missing).toEqual([]);
  });

  it('give away no facts of the presets', () => {
    expect(declarations).not.toMatch(/\b(ConfigFacts|GoFacts|Profile)\b/);
  });

  const functions = [...declarations.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*?\*\/)\ndeclare function (\w+)/g)].map(
    ([, comment = '', name = '']) => [name, comment] as const,
  );

  it('have every function', () => {
    const callable = Object.entries(library).filter(
      ([name, value]) => typeof value === 'function' && /^[a-z]/.test(name),
    );
    expect(functions.map(([name]) => name).sort()).toEqual(callable.map(([name]) => inSource(name)).sort());
  });

  it.each(functions)('%s has an example that runs and gives what it says', (_, comment) => {
    const [, text = ''] = /@example\n([\s\S]*?)\n \*\//.exec(comment) ?? [];
    const lines = text.split('\n').map((line) => line.replace(/^ \* ?/, ''));
    expect(text).not.toBe('');
    // An example may declare what is given otherwise, hence the block.
    const statements = lines.map((line) => {
      const [, code, value] = /^(?!const )(\S.*); \/\/ ('.*?'|\[.*\]|true|false|\d+)(?=$|,)/.exec(line) ?? [];
      return code === undefined ? line : `check(${code}, ${value});`;
    });
    const names = {
      ...library,
      ...GIVEN,
      check: (received: unknown, value: unknown) => expect(received).toEqual(value),
    };
    const run = new Function(...Object.keys(names), `{\n${statements.join('\n')}\n}`);
    run(...Object.values(names));
  });
});

/** The one function that has another name in the source. */
function inSource(name: string): string {
  return name === 'resolvePreset' ? 'describePreset' : name;
}

function given() {
  const sides = ['pre-3.15', '3.15', 'kubebuilder@3.14.2', 'https-metrics'].map((preset) => ({
    projectName: 'shop',
    preset,
  }));
  const [from, to, old, tree] = sides.map((options) => library.buildScaffold(options)) as [Tree, Tree, Tree, Tree];
  const plugin = library.definePlugin({ name: 'notes.example.com', version: 'v1', edit: ({ tree }) => tree });
  const plan = library.planUpgrade(old, { only: ['metrics'], to: 'https-metrics' });
  return { from, to, old, tree, plugin, plan, diff: library.diffScaffolds(sides[0]!, sides[1]!) };
}

type Tree = library.FileTree;
