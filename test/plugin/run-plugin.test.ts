import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import { definePlugin, type PluginCall, type PluginDefinition } from '../../src/plugin/define-plugin.ts';
import type { PluginRequest, PluginResponse } from '../../src/plugin/protocol.ts';
import { runPlugin } from '../../src/plugin/run-plugin.ts';

const schema = (name: string) => JSON.parse(readFileSync(`schema/${name}.schema.json`, 'utf8'));
const validate = new Ajv2020({ strict: true }).compile(schema('plugin-response'));
const validateRequest = new Ajv2020({ strict: true }).compile(schema('plugin-request'));

const calls: PluginCall[] = [];
const plugin = (more: Partial<PluginDefinition> = {}) =>
  definePlugin({
    name: 'weather.example.com',
    version: 'v1-alpha',
    flags: [
      { name: 'city', type: 'string', default: 'Bern', usage: 'the city', commands: ['edit'] },
      { name: 'days', type: 'int', default: 3, usage: 'how many days' },
      { name: 'rain', type: 'bool', default: false, usage: 'whether it rains' },
      { name: 'degrees', type: 'float', default: 20.5, usage: 'how warm it is' },
    ],
    metadata: {
      edit: { description: 'Forecasts.', examples: 'kubebuilder edit --plugins=weather.example.com/v1-alpha' },
    },
    edit(call) {
      calls.push(call);
      return call.tree.with({ 'weather.txt': `${call.flags.city} ${call.flags.days}\n` });
    },
    init: ({ tree }) => ({ tree: tree.without('old.yaml'), notes: ['It will be fine.'] }),
    ...more,
  });
const run = (request: Partial<PluginRequest> | string, more?: Partial<PluginDefinition>): PluginResponse => {
  if (typeof request !== 'string') {
    expect(validateRequest({ apiVersion: 'v1alpha1', command: 'edit', args: [], universe: {}, ...request })).toBe(
      request.apiVersion === undefined && (request.command ?? 'edit') !== 'edti',
    );
  }
  const response = runPlugin(
    plugin(more),
    typeof request === 'string' ? request : { apiVersion: 'v1alpha1', command: 'edit', ...request },
  );
  expect([validate(response), validate.errors]).toEqual([true, null]);
  return JSON.parse(JSON.stringify(response));
};

describe('runPlugin', () => {
  it('returns the files that change and no other', () => {
    const universe = { PROJECT: 'projectName: a\n', 'weather.txt': 'Bern 4\n', 'main.go': 'package main\n' };
    const response = run({ args: ['--days', '4', '--domain', 'x'], universe });
    expect(response).toMatchObject({ apiVersion: 'v1alpha1', command: 'edit', error: false, universe: {} });
    expect(run({ args: ['--city=Basel'], universe }).universe).toEqual({ 'weather.txt': 'Basel 3\n' });
    expect(calls.at(-1)).toMatchObject({ command: 'edit', pluginChain: [], config: { projectName: 'a' } });
    expect(calls.at(-1)!.flags).toEqual({ city: 'Basel', days: 3, rain: false, degrees: 20.5 });
  });

  it('reads flags as pflag does', () => {
    run({ args: ['--rain', 'something', '--degrees', '-3.5e1', '--days=-2', '--project-name', 'days'] });
    expect(calls.at(-1)!.flags).toEqual({ city: 'Bern', days: -2, rain: true, degrees: -35 });
    run({ args: ['--rain=false', '--city', ''] });
    expect(calls.at(-1)!.flags).toMatchObject({ rain: false, city: '' });
    const wrong = run({ args: ['--days', 'many', '--rain=perhaps', '--degrees'] });
    expect(wrong.error).toBe(true);
    expect(wrong.errorMsgs).toHaveLength(3);
    expect(wrong.errorMsgs[0]).toMatch(/^--days: .*a whole number; received "many" \[usage\]$/);
  });

  it('never sees, and never writes, what is no text or is git’s', () => {
    const universe = {
      '.git/HEAD': 'ref',
      'logo.png': 'PNG\ufffd\ufffd',
      'zero.bin': 'a\0b',
      'odd\\name': 'x',
      'a.txt': 'a',
    };
    const everything: Partial<PluginDefinition> = {
      edit: ({ tree }) => tree.with(tree.paths().map((path) => [path, 'changed'] as const)),
    };
    expect(run({ universe }, everything).universe).toEqual({ 'a.txt': 'changed' });
  });

  it('empties what it cannot delete, and says so', () => {
    const response = run({ command: 'init', universe: { 'old.yaml': 'a: 1\n', 'new.yaml': '' } });
    expect(response.universe).toEqual({ 'old.yaml': '' });
    expect(response.notes).toEqual(['It will be fine.', expect.stringContaining('old.yaml')]);
    expect(run({ command: 'init', universe: { 'old.yaml': '' } }).universe).toEqual({});
  });

  it('passes on what Kubebuilder tells of the project', () => {
    run({
      pluginChain: ['go.kubebuilder.io/v4'],
      config: { projectName: 'b' },
      universe: { PROJECT: 'projectName: a' },
    });
    expect(calls.at(-1)).toMatchObject({ pluginChain: ['go.kubebuilder.io/v4'], config: { projectName: 'b' } });
  });

  it('answers which flags and which help a command has', () => {
    const flags = run({ command: 'flags', args: ['--edit'] }).flags;
    expect(flags.map(({ name, type, default: value }) => [name, type, value])).toEqual([
      ['city', 'string', 'Bern'],
      ['days', 'int', '3'],
      ['rain', 'bool', 'false'],
      ['degrees', 'float', '20.5'],
    ]);
    expect(run({ command: 'flags', args: ['--init'] }).flags.map(({ name }) => name)).not.toContain('city');
    expect(run({ command: 'flags', args: ['--api'] }).flags).toEqual([]);
    expect(run({ command: 'metadata', args: ['--edit'] }).metadata.description).toBe('Forecasts.');
    expect(run({ command: 'metadata', args: ['--webhook'] }).metadata).toEqual({});
  });

  it('leaves a project as it is for a command that the plugin does not have', () => {
    expect(run({ command: 'create api', args: ['--group', 'a'], universe: { PROJECT: '' } })).toMatchObject({
      command: 'create api',
      error: false,
      universe: {},
    });
  });

  it('turns whatever goes wrong into messages, one for each issue', () => {
    expect(run('{').errorMsgs).toEqual([expect.stringMatching(/not JSON.*\[plugin-request\]$/)]);
    expect(run('[]').error).toBe(true);
    expect(run({ apiVersion: 'v1', command: 'edti' }).errorMsgs).toEqual([
      expect.stringMatching(/^apiVersion: .*v1alpha1/),
      expect.stringMatching(/^command: .*did you mean edit\?/),
    ]);
    const refuses = () => {
      throw new ScaffoldError([
        { code: 'usage', path: 'a', message: 'first' },
        { code: 'usage', path: 'b', message: 'second' },
      ]);
    };
    expect(run({}, { edit: refuses }).errorMsgs).toEqual(['a: first [usage]', 'b: second [usage]']);
    const breaks = () => {
      throw new TypeError('x is not a function\n    at secret.ts:1');
    };
    const broken = run({}, { edit: breaks });
    expect(broken).toMatchObject({ error: true, universe: {} });
    expect(broken.errorMsgs).toHaveLength(1);
    expect(broken.errorMsgs[0]).not.toContain('    at ');
  });
});

describe('definePlugin', () => {
  it('refuses what Kubebuilder does not take, all at once', () => {
    const define = () =>
      definePlugin({
        name: 'Weather',
        version: '1.0',
        flags: [
          { name: 'kind', type: 'string', default: '', usage: '' },
          { name: 'days', type: 'int', default: '3', usage: '' },
          { name: 'days', type: 'int', default: 3, usage: '' },
        ],
      });
    expect(define).toThrowError(
      /name: .*\nversion: .*\nflags\[0\]\.name: .*\nflags\[1\]\.default: .*\nflags\[2\]\.name/,
    );
  });
});
