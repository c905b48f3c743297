import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildChart, buildScaffold, planUpgrade, renderManifests } from '../../src/index.ts';

const schemaOf = (name: string) => JSON.parse(readFileSync(`schema/${name}.schema.json`, 'utf8'));
/** As strict as validators and form libraries are: no keyword that they do not know, no reference out of the file. */
const strictly = (name: string) =>
  new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schemaOf(name));

describe('the published schemas', () => {
  it('of options and configuration stand alone for a strict validator', () => {
    for (const name of ['options', 'config', 'chart-report', 'upgrade-plan', 'audit', 'diff']) {
      expect(JSON.stringify(schemaOf(name))).not.toMatch(/"\$ref":"[^#]|"x-/);
      expect(() => strictly(name), name).not.toThrow();
    }
    expect(readdirSync('schema')).toContain('config.schema.json');
  });

  it('take what the program takes and refuse what it refuses', () => {
    const options = strictly('options');
    expect(
      options({ projectName: 'shop', chart: { version: '1.2.3' }, resources: [{ version: 'v1', kind: 'A' }] }),
    ).toBe(true);
    expect(options({ projectName: 'shop', chart: { versoin: '1.2.3' } })).toBe(false);
    expect(options({})).toBe(false);
    const [, example = ''] = /```yaml\n(chart:\n[\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
    expect(parse(example)).toHaveProperty('chart.source');
    const config = strictly('config');
    expect(config(parse(example))).toBe(true);
    expect(config({ chart: { nam: 'x' } })).toBe(false);
    expect(config({ init: { output: 'x' } })).toBe(true);
  });

  it('describe the reports and plans that are made', () => {
    const tree = buildScaffold({ projectName: 'shop', preset: 'kubebuilder@3.14.2' });
    const { report } = buildChart(renderManifests(tree));
    expect(report.warnings.length).toBeGreaterThan(0);
    const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));
    for (const [name, value] of [
      ['chart-report', report],
      ['upgrade-plan', planUpgrade(tree, { only: ['metrics'], to: 'https-metrics' })],
      ['upgrade-plan', planUpgrade(tree, { to: 'https-metrics' })],
    ] as const) {
      const validate = strictly(name);
      validate(asJson(value));
      expect(validate.errors, name).toBe(null);
    }
  });
});
