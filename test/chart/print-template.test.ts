import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isSet } from '../../src/chart/template/condition.ts';
import { escapeTemplate } from '../../src/chart/template/escape.ts';
import { fromJson } from '../../src/chart/template/from-json.ts';
import {
  Action,
  Literal,
  TemplateList,
  TemplateMap,
  Text,
  when,
  withValue,
  YamlPipeline,
} from '../../src/chart/template/nodes.ts';
import { printTemplate } from '../../src/chart/template/print.ts';
import type { JsonValue } from '../../src/kubernetes/object.ts';

/** What Go's templates make of text whose only actions print braces. */
function render(text: string): string {
  return text.replace(/\{\{ "(\{+)" \}\}/g, '$1');
}

const piece = fc.constantFrom(
  '{{',
  '{',
  '}}',
  '{{-',
  '"',
  "'",
  '\\',
  '#',
  ': ',
  ' ',
  '\n',
  '%',
  '`',
  '- ',
  'yes',
  '0777',
  '1e3',
  '1e30777',
  'é',
  '&a',
  '*b',
  '!t',
  '|',
  '~',
);
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
);
const json = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      text.filter((key) => key !== ''),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

describe('printTemplate', () => {
  it('prints any data so that it renders to itself', () => {
    fc.assert(
      fc.property(json, (value) => {
        const printed = printTemplate(new TemplateMap([{ key: 'value', value: fromJson(value) }]));
        expect(parse(render(printed), { version: '1.2' })).toEqual({ value });
      }),
      { numRuns: 600 },
    );
  });

  it('prints text around an expression so that only the expression is one', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const map = new TemplateMap([{ key: 'value', value: new Text(before, { expression: 'NAME' }, after) }]);
        const printed = printTemplate(map).replaceAll('{{ NAME }}', 'name').replaceAll('{{ NAME | quote }}', '"name"');
        expect(parse(render(printed))).toEqual({ value: `${before}name${after}` });
      }),
      { numRuns: 400 },
    );
  });

  it('leaves no actions of the text', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(render(escapeTemplate(value))).toBe(value);
        expect(escapeTemplate(value).replace(/\{\{ "\{+" \}\}/g, '')).not.toContain('{{');
      }),
    );
  });

  it('guards a map whose every entry is guarded, and keeps one that the source wrote empty', () => {
    const map = new TemplateMap();
    map.map('labels').set('a', new Literal('b'), when(isSet('.Values.a')));
    const kept = new TemplateList([{ value: new Literal(1), guard: when(isSet('.Values.b')) }]);
    kept.whenEmpty = new Literal([]);
    map.set('list', kept);
    expect(printTemplate(map)).toBe(`{{- if .Values.a }}
labels:
  a: b
{{- end }}
{{- if .Values.b }}
list:
  - 1
{{- else }}
list: []
{{- end }}
`);
  });

  it('asks once for what is alone in a list, and again for each of several', () => {
    const map = new TemplateMap();
    const alone = { inset: new YamlPipeline('toYaml .'), guard: withValue('.Values.a') };
    map.list('alone').items.push(alone);
    map.list('several').items.push(alone, { ...alone, guard: withValue('.Values.b') });
    expect(printTemplate(map)).toBe(`{{- with .Values.a }}
alone:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if or .Values.a .Values.b }}
several:
  {{- with .Values.a }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- with .Values.b }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
`);
  });

  it('prints neighbours under one condition in one block', () => {
    const map = new TemplateMap();
    map.set('a', new Action('.Values.a'), when(isSet('.Values.x')));
    map.set('b', new Action('.Values.b'), when(isSet('.Values.x')));
    expect(printTemplate(map).match(/if/g)).toHaveLength(1);
  });
});
