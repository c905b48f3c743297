import { describe, expect, it } from 'vitest';
import { listPresets } from '../../src/presets/list-presets.ts';
import { cli } from '../support/fake-io.ts';

describe('presets', () => {
  it('lists every preset with its title', async () => {
    const { code, stdout } = await cli(['presets']);
    expect(code).toBe(0);
    const names = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(names).toEqual(listPresets().map((preset) => preset.name));
    expect(names).toEqual(expect.arrayContaining(['pre-3.15', '3.15', 'https-metrics', 'kubebuilder@4.15.0']));
  });

  it('gives them as JSON', async () => {
    const { stdout } = await cli(['presets', '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(listPresets())));
  });
});
