import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import { commentCode, uncommentCode } from '../../src/plugin/comment-code.ts';

const KUSTOMIZATION = `resources:
- ../crd
#- ../prometheus
#- ../prometheus-rules

#patches:
#- path: first.yaml
#  target:
#    kind: Deployment
- ../rbac
`;

describe('uncommentCode and commentCode', () => {
  it('change the lines of the target and no other byte', () => {
    const text = uncommentCode(KUSTOMIZATION, '#- ../prometheus', '#');
    expect(text).toBe(KUSTOMIZATION.replace('#- ../prometheus\n', '- ../prometheus\n'));
    const block = '#patches:\n#- path: first.yaml\n#  target:\n#    kind: Deployment\n';
    expect(uncommentCode(KUSTOMIZATION, block, '#')).toBe(KUSTOMIZATION.replace(block, block.replaceAll('#', '')));
  });

  it('are inverse to each other, and done twice is done once', () => {
    for (const target of [
      '#- ../prometheus',
      '#patches:\n#- path: first.yaml',
      '#- ../prometheus-rules\n\n#patches:',
    ]) {
      const once = uncommentCode(KUSTOMIZATION, target, '#');
      const code = target.replaceAll('#', '');
      expect(uncommentCode(once, target, '#')).toBe(once);
      expect(commentCode(once, code, '#')).toBe(KUSTOMIZATION);
      expect(commentCode(KUSTOMIZATION, code, '#')).toBe(KUSTOMIZATION);
    }
  });

  it('hold all this for any text, target and prefix', () => {
    const prefix = fc.constantFrom('#', '# ', '// ', '--', '##');
    const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '#', '/', '-', ':', '\u00e9'), maxLength: 6 });
    const end = fc.constantFrom('\n', '\r\n');
    const lines = (minLength: number) => fc.array(line, { minLength, maxLength: 5 });
    fc.assert(
      fc.property(lines(0), lines(1), lines(0), prefix, end, (before, code, after, mark, newline) => {
        fc.pre(code.some((each) => each !== '') && code.at(-1) !== '');
        const commented = code.map((each) => (each === '' ? each : mark + each));
        const on = [...before, ...code, ...after].join(newline);
        const off = [...before, ...commented, ...after].join(newline);
        const target = commented.join('\n');
        // What stands there twice, in either form, is refused: another test's.
        const places = (text: string, wanted: readonly string[]) => {
          const all = text.split(newline);
          return all.filter((_, at) => wanted.every((each, offset) => all[at + offset] === each)).length;
        };
        fc.pre(places(off, commented) === 1 && places(on, commented) === 0 && places(on, code) === 1);
        expect(uncommentCode(off, target, mark)).toBe(on);
        expect(uncommentCode(on, target, mark)).toBe(on);
        fc.pre(places(off, code) === 0);
        expect(commentCode(on, code.join('\n'), mark)).toBe(off);
        expect(commentCode(off, code.join('\n'), mark)).toBe(off);
      }),
    );
  });

  it('keep line ends as they are', () => {
    const windows = 'a\r\n// b\r\n// c\r\n';
    expect(uncommentCode(windows, '// b\n// c', '// ')).toBe('a\r\nb\r\nc\r\n');
    expect(commentCode('a\nb', 'b', '// ')).toBe('a\n// b');
  });

  it('say what is not there, and what is near', () => {
    const error = issueOf(() => uncommentCode(KUSTOMIZATION, '#- ../promethues', '#'));
    expect(error).toMatchObject({ code: 'text-not-found', hint: 'line 3 is "#- ../prometheus"' });
    expect(issueOf(() => commentCode('  key: 1\n', 'key: 1', '#'))).toMatchObject({ hint: 'line 1 is "  key: 1"' });
  });

  it('refuse lines that stand in several places, and those without the prefix', () => {
    const twice = issueOf(() => uncommentCode('#a\nb\n#a\n', '#a', '#'));
    expect(twice.message).toContain('2 times, at 1, 3');
    expect(issueOf(() => uncommentCode('#a\nb\n', '#a\nb', '#'))).toMatchObject({
      code: 'invalid-value',
      path: 'target:2',
    });
    expect(issueOf(() => uncommentCode('#a\n', '#a', ''))).toMatchObject({ path: 'prefix' });
    expect(issueOf(() => commentCode('a\n', '\n', '#'))).toMatchObject({ path: 'target' });
  });

  it('take linear time where the lines nearly repeat', () => {
    const text = `${'#a\n'.repeat(20_000)}#b\n`;
    const target = `${'#a\n'.repeat(10_000)}#b`;
    expect(uncommentCode(text, target, '#').endsWith('a\na\nb\n')).toBe(true);
  });
});

function issueOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (error instanceof ScaffoldError) return error.issues[0]!;
    throw error;
  }
  throw new Error('nothing was refused');
}
