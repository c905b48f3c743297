import { describe, expect, it } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import { placed } from '../../src/core/placed.ts';
import { readOptions, validateOptions } from '../../src/scaffold/read-options.ts';

describe('readOptions', () => {
  it('fills in every default', () => {
    const { project, preset } = readOptions({ projectName: 'demo', resources: [{ version: 'v1', kind: 'Widget' }] });
    expect(preset.name).toBe('https-metrics');
    expect(project).toMatchObject({
      projectName: 'demo',
      domain: 'my.domain',
      repo: 'my.domain/demo',
      image: 'controller:latest',
      resources: [{ qualifiedGroup: 'my.domain', plural: 'widgets', api: { namespaced: true }, controller: true }],
    });
  });

  it('throws one error that holds every issue and survives JSON', () => {
    const bad = { projectName: 'A', repo: ' ', preset: 'nonsense' };
    const error = catchError(() => readOptions(bad));
    expect(error).toBeInstanceOf(ScaffoldError);
    const issues = validateOptions(bad);
    expect(issues.map((issue) => issue.code)).toEqual(['invalid-value', 'invalid-go-path', 'unknown-preset']);
    const told = error as ScaffoldError;
    expect(told.issues.map(placed)).toEqual(issues);
    const { name, code, issues: printed } = JSON.parse(JSON.stringify(error));
    expect({ name, code, printed }).toEqual({ name: 'ScaffoldError', code: 'invalid-value', printed: told.issues });
  });

  it.each([
    ['a feature that a release does not have', 'features.networkPolicy', { features: { networkPolicy: true } }],
    ['a layout that a release does not have', 'namespaced', { namespaced: true }],
    [
      'metrics that a release cannot switch off',
      'features.metrics',
      { preset: 'kubebuilder@3.14.0', features: { metrics: false } },
    ],
  ])('refuses %s', (_, path, options) => {
    const issues = validateOptions({ projectName: 'demo', preset: 'kubebuilder@4.1.0', ...options });
    expect(issues.map((issue) => [issue.code, issue.path])).toEqual([['feature-not-in-preset', path]]);
  });

  it('takes a long name for a release, which takes it too, and refuses it for a named preset', () => {
    const projectName = 'x'.repeat(56);
    expect(validateOptions({ projectName, preset: 'kubebuilder@4.15.0' })).toEqual([]);
    expect(validateOptions({ projectName }).map((issue) => issue.code)).toEqual(['name-too-long']);
  });
});

function catchError(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
