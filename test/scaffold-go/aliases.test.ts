import { expect, it } from 'vitest';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { isNoAlias } from '../../src/scaffold/go/text/identifiers.ts';
import { Imports } from '../../src/scaffold/go/text/imports.ts';
import { goSamples } from '../conformance/support/go-samples.ts';

/** Names that a file declares. An alias has no capital, so those with one cannot meet it. */
function declared(content: string): string[] {
  const code = content.replace(/`[^`]*`|"(?:\\.|[^"\\\n])*"|\/\/.*/g, '""');
  const lists = [
    ...[...code.matchAll(/^\s*(?:if |for |var )?([\w, ]+) :=/gm)].map((match) => match[1]),
    ...[...code.matchAll(/\bvar ([\w, ]+?) [*[\w]/g)].map((match) => match[1]),
    ...[...code.matchAll(/^\t(\w+) +[*[]*\w+\.\w+$/gm)].map((match) => match[1]),
    ...[...code.matchAll(/\bfunc ?(?:\((\w+) [^)]*\))?/g)].map((match) => match[1]),
    ...[...code.matchAll(/\bfunc[^(\n]*(?:\([^)]*\) ?\w+)?\(([^)]*)\)/g)].flatMap((match) =>
      (match[1] ?? '').split(',').map((parameter) => parameter.trim().split(' ', 1)[0]),
    ),
  ];
  return lists
    .flatMap((list) => (list ?? '').split(','))
    .map((name) => name.trim())
    .filter((name) => /^[a-z][a-z0-9]*$/.test(name));
}

it.each(['https-metrics', 'kubebuilder@4.7.0', 'kubebuilder@3.14.2'])(
  'no import hides a local name of %s',
  (preset) => {
    const names = new Set<string>();
    for (const { options } of goSamples(preset)) {
      for (const { path, content } of buildScaffold(options)) {
        // The others import nothing whose name an option chooses.
        if (!/^(api|cmd|internal)\/.*\.go$/.test(path) || path.includes('zz_generated')) continue;
        for (const name of declared(content)) names.add(name);
      }
    }
    expect(names).toContain('mgr');
    expect([...names].filter((name) => !isNoAlias(name))).toEqual([]);
  },
);

it('an import gets another name where its own would be a word of Go', () => {
  const imports = new Imports('example.com/demo').use('context');
  expect(imports.named('example.com/demo/api/to', 'goto')).toBe('gotox2');
  expect(imports.named('example.com/demo/api/text', 'context')).toBe('contextx2');
  expect(imports.named('example.com/demo/api/v1', 'shopv1')).toBe('shopv1');
});
