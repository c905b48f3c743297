import { describe, expect, it } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import { RELEASES } from '../../src/presets/releases.ts';
import { resolvePreset } from '../../src/presets/resolve-preset.ts';

const NEWEST = RELEASES.at(-1)?.version ?? '';

describe('resolvePreset', () => {
  it.each([
    ['https-metrics', 'https-metrics'],
    ['3.15', '3.15'],
    ['pre-3.15', 'pre-3.15'],
    ['kubebuilder@3.15', 'kubebuilder@3.15.1'],
    ['kubebuilder@4.7.0', 'kubebuilder@4.7.0'],
    ['kubebuilder@v4.7.0', 'kubebuilder@4.7.0'],
    ['4.7.0', 'kubebuilder@4.7.0'],
    ['v4.7.0', 'kubebuilder@4.7.0'],
    ['kubebuilder@~4.5', 'kubebuilder@4.5.2'],
    ['kubebuilder@^4.4', `kubebuilder@${NEWEST}`],
    ['>=4.1 <4.3', 'kubebuilder@4.2.0'],
    ['kubebuilder@4.x', `kubebuilder@${NEWEST}`],
    ['kubebuilder@latest', `kubebuilder@${NEWEST}`],
    ['latest', `kubebuilder@${NEWEST}`],
    ['kubebuilder@3', 'kubebuilder@3.15.1'],
  ])('takes %s for %s', (spec, name) => {
    expect(resolvePreset(spec).name).toBe(name);
  });

  it('gives the same object for every way to name a preset', () => {
    expect(resolvePreset('v4.7.0')).toBe(resolvePreset('kubebuilder@4.7.0'));
  });

  it.each([
    [
      'kubebuilder@4.5.3',
      'unknown-preset',
      /kubebuilder@4\.5\.1, kubebuilder@4\.5\.2, kubebuilder@4\.6\.0, kubebuilder@4\.7\.0/,
    ],
    ['kubebuilder@4.15.0-rc.1', 'unknown-preset', /kubebuilder@4\.14\.0, kubebuilder@4\.15\.0/],
    ['kubebuilder@3.12.0', 'unknown-preset', /older than 3\.13\.0.*kubebuilder@3\.13\.0/],
    ['kubebuilder@99.0.0', 'preset-too-new', /newer than .*not guessed/],
    ['kubebuilder@^98.1', 'preset-too-new', /newer than/],
    ['kubebuilder@', 'unknown-preset', /pre-3\.15, 3\.15, https-metrics/],
    ['https-metric', 'unknown-preset', /https-metrics/],
    ['', 'unknown-preset', /https-metrics/],
    ['__proto__', 'unknown-preset', /https-metrics/],
    ['x', 'unknown-preset', /https-metrics/],
    ['kubebuilder@*', 'unknown-preset', /https-metrics/],
  ])('refuses %s as %s', (spec, code, message) => {
    const attempt = () => resolvePreset(spec);
    expect(attempt).toThrow(ScaffoldError);
    expect(attempt).toThrow(expect.objectContaining({ code }));
    expect(attempt).toThrow(message);
  });
});
