import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildScaffold } from '../../../../src/scaffold/build-scaffold.ts';
import { readDockerfile } from '../../../../src/upgrade/whole/files/dockerfile/read-dockerfile.ts';
import { readGoModLines } from '../../../../src/upgrade/whole/files/go-mod/read-go-mod.ts';
import { readMakefile } from '../../../../src/upgrade/whole/files/makefile/read-makefile.ts';
import { mergeOf } from '../../../../src/upgrade/whole/files/merge-of.ts';
import { PROJECT } from '../../../scaffold-go/projects.ts';
import { breaches } from './edit-law.ts';
import { EDITS } from './edits.ts';
import { factsOf } from './facts.ts';

const PRESETS = ['kubebuilder@3.14.2', 'kubebuilder@4.5.2', 'kubebuilder@4.10.1', 'https-metrics'] as const;
const PATHS = [...new Set(EDITS.map(({ path }) => path)), '.custom-gcl.yml', '.devcontainer/post-install.sh'];
const scaffolds = new Map(PRESETS.map((preset) => [preset, buildScaffold({ ...PROJECT, preset })]));
const textOf = (preset: (typeof PRESETS)[number], path: string) => scaffolds.get(preset)!.get(path);

/** Upgrades of a file to the newest preset; the conformance suite file-merges has those between real releases. */
function upgrades(path: string): { from: string; to: string; base: string; theirs: string }[] {
  const to = 'https-metrics';
  return (['kubebuilder@3.14.2', 'kubebuilder@4.5.2'] as const).flatMap((from) => {
    const [base, theirs] = [textOf(from, path), textOf(to, path)];
    return base === undefined || theirs === undefined ? [] : [{ from, to, base, theirs }];
  });
}

/** As another author would have written it: with other comments, and spaces at the ends of lines. */
function reworded(path: string, text: string): string {
  const comment = path.endsWith('.json') ? '//' : '#';
  return text.replace(new RegExp(`^(\\s*)${comment} .*$`, 'gm'), `$1${comment} In other words.`);
}

describe('texts are cut without loss', () => {
  const readers = { Makefile: readMakefile, Dockerfile: readDockerfile, 'go.mod': readGoModLines };
  for (const [path, read] of Object.entries(readers)) {
    it(path, () => {
      const words = [
        '\t',
        ' ',
        '\n',
        '\r\n',
        '\\\n',
        '#',
        ':',
        '=',
        ':=',
        'define x',
        'endef',
        'ifdef A',
        'else',
        'endif',
      ];
      const more = [
        'FROM a',
        'RUN <<EOF',
        'EOF',
        'COPY',
        'require (',
        ')',
        '//',
        'a',
        '$(b',
        ')',
        '.PHONY:',
        'a:',
        '&:',
      ];
      const texts = fc.array(fc.constantFrom(...words, ...more), { maxLength: 60 }).map((parts) => parts.join(''));
      const rejoined = (text: string) =>
        read(text)
          .map(({ raw }) => raw)
          .join('');
      fc.assert(
        fc.property(texts, (text) => {
          expect(rejoined(text)).toBe(text);
        }),
        { seed: 1, numRuns: 400 },
      );
      for (const preset of PRESETS) expect(rejoined(textOf(preset, path)!)).toBe(textOf(preset, path));
    });
  }
});

describe('an upgrade that changes nothing leaves every byte', () => {
  for (const path of PATHS) {
    it(path, () => {
      for (const preset of ['kubebuilder@4.5.2', 'https-metrics'] as const) {
        const text = textOf(preset, path);
        if (text === undefined) continue;
        const made = EDITS.filter((edit) => edit.path === path).map(({ make }) => make(text) ?? text);
        for (const yours of [text, ...made].flatMap((each) => [each, each.replaceAll('\n', '\r\n'), each.trimEnd()])) {
          const { text: merged, conflicts, manual } = mergeOf(path)!({ path, base: text, yours, theirs: text });
          expect(merged).toBe(yours);
          expect([...conflicts, ...manual]).toEqual([]);
        }
      }
    });
  }
});

describe('what nobody edited gets the facts of the target, whatever its comments', () => {
  for (const path of PATHS) {
    it(path, () => {
      for (const { from, to, base, theirs } of upgrades(path)) {
        const merged = mergeOf(path)!({ path, base, yours: reworded(path, base), theirs });
        expect(merged.conflicts, `${from} → ${to}`).toEqual([]);
        expect(merged.manual).toEqual([]);
        expect([...factsOf(path, merged.text)].sort(), `${from} → ${to}`).toEqual([...factsOf(path, theirs)].sort());
      }
    });
  }
});

describe('one edit is there afterwards, or named where the target changes the same', () => {
  for (const edit of EDITS) {
    it(`${edit.path}: ${edit.title}`, () => {
      const results = upgrades(edit.path).flatMap(({ from, to, base, theirs }) => {
        const yours = reworded(edit.path, base);
        const found = breaches(edit, { path: edit.path, base, yours, theirs });
        return found === undefined ? [] : [{ from, to, found }];
      });
      expect(results.length).toBeGreaterThan(0);
      expect(results.filter(({ found }) => found.length > 0)).toEqual([]);
    });
  }
});

describe('all edits of a file at once', () => {
  for (const path of new Set(EDITS.map((edit) => edit.path))) {
    it(path, () => {
      const list = EDITS.filter((edit) => edit.path === path);
      const make = (text: string) => list.reduce((result, each) => each.make(result) ?? result, text);
      for (const { from, to, base, theirs } of upgrades(path)) {
        const all = { path, title: 'all', make };
        expect(breaches(all, { path, base, yours: reworded(path, base), theirs }), `${from} → ${to}`).toEqual([]);
      }
    });
  }
});

describe('by way of a release between is the same', () => {
  for (const path of PATHS) {
    it(path, () => {
      const [a, b, c] = ['kubebuilder@4.5.2', 'kubebuilder@4.10.1', 'https-metrics'].map((preset) =>
        textOf(preset as (typeof PRESETS)[number], path),
      );
      if (a === undefined || b === undefined || c === undefined) return;
      const merge = mergeOf(path)!;
      for (const edit of EDITS.filter((each) => each.path === path)) {
        const yours = edit.make(reworded(path, a));
        if (yours === undefined) continue;
        const between = merge({ path, base: a, yours, theirs: b });
        if (between.conflicts.length > 0) continue;
        const twice = merge({ path, base: b, yours: between.text, theirs: c });
        const once = merge({ path, base: a, yours, theirs: c });
        if (once.conflicts.length > 0) continue;
        expect([...factsOf(path, twice.text)].sort(), edit.title).toEqual([...factsOf(path, once.text)].sort());
      }
    });
  }
});
