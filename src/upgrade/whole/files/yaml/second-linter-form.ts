import { isObject } from '../../../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../../../kubernetes/object.ts';

/** Settings in the second form, and the keys of the first that have no place in it. */
export interface SecondForm {
  readonly value: JsonObject;
  readonly left: readonly string[];
}

const FORMATTERS = new Set(['gci', 'gofmt', 'gofumpt', 'goimports']);
/** Linters that the second form knows by another name, are part of another one, or are replaced by it. */
const RENAMED = new Map([
  ['gosimple', 'staticcheck'],
  ['stylecheck', 'staticcheck'],
  ['exportloopref', 'copyloopvar'],
  ['goerr113', 'err113'],
  ['gomnd', 'mnd'],
  ['gas', 'gosec'],
  ['vet', 'govet'],
  ['vetshadow', 'govet'],
  ['logrlint', 'loggercheck'],
]);
const DEFAULT_PATHS = ['third_party$', 'builtin$', 'examples$'];
const PRESETS = ['comments', 'common-false-positives', 'legacy', 'std-error-handling'];
const MOVED_ISSUES = new Set([
  ...['exclude-use-default', 'exclude-rules', 'exclude', 'exclude-dirs', 'exclude-files'],
  ...['exclude-dirs-use-default', 'exclude-generated', 'exclude-generated-strict', 'exclude-case-sensitive'],
]);
const MOVED_RUN = new Set(['deadline', 'skip-dirs', 'skip-files', 'skip-dirs-use-default']);

/**
 * Settings of golangci-lint 1 in the form of golangci-lint 2, by the rules of its own `golangci-lint migrate`, but that
 * a timeout which was set stays one.
 *
 * @see https://golangci-lint.run/docs/product/migration-guide/
 */
export function toSecondForm(first: JsonObject): SecondForm {
  const { linters, issues, run } = { linters: map(first.linters), issues: map(first.issues), run: map(first.run) };
  const settings = map(first['linters-settings']);
  const left: string[] = [];
  for (const key of ['presets', 'fast']) if (linters[key] !== undefined) left.push(`linters.${key}`);
  for (const key of ['include']) if (issues[key] !== undefined) left.push(`issues.${key}`);
  for (const key of ['gosimple', 'stylecheck']) if (settings[key] !== undefined) left.push(`linters-settings.${key}`);
  for (const key of ['output', 'severity']) if (first[key] !== undefined) left.push(key);

  const named = texts(linters.enable);
  const prefix = issues['exclude-case-sensitive'] === true ? '(?i)' : '';
  const paths = [
    ...[...texts(issues['exclude-files']), ...texts(run['skip-files'])],
    ...[...texts(issues['exclude-dirs']), ...texts(run['skip-dirs'])],
    ...((issues['exclude-dirs-use-default'] ?? run['skip-dirs-use-default']) === false ? [] : DEFAULT_PATHS),
  ];
  const generated = issues['exclude-generated-strict'] === true ? 'strict' : (issues['exclude-generated'] ?? 'lax');
  const spared = generated === 'strict' ? {} : { generated };
  const presets = issues['exclude-use-default'] === false || issues.include !== undefined ? {} : { presets: PRESETS };
  const rules = [
    ...objects(issues['exclude-rules']).flatMap((rule) => ruleOf(rule, prefix)),
    ...patterns(issues, prefix),
  ];
  const kept = (from: JsonObject, moved: ReadonlySet<string>) =>
    Object.fromEntries(Object.entries(from).filter(([key]) => !moved.has(key))) as JsonObject;
  const value = {
    version: '2',
    run: { ...(run.deadline === undefined ? {} : { timeout: run.deadline }), ...kept(run, MOVED_RUN) },
    linters: {
      ...(linters['disable-all'] === true
        ? { default: 'none' }
        : linters['enable-all'] === true
          ? { default: 'all' }
          : {}),
      enable: linterNames(named),
      disable: linterNames(texts(linters.disable)),
      settings: linterSettings(settings),
      exclusions: { ...spared, ...presets, rules, paths },
    },
    formatters: {
      enable: named.filter((name) => FORMATTERS.has(name)),
      settings: formatterSettings(settings),
      exclusions: { ...spared, paths },
    },
    issues: kept(issues, new Set([...MOVED_ISSUES, 'include'])),
  };
  return { value: withoutEmpty(value) as JsonObject, left };
}

/** `typecheck` is no linter that could be switched. */
function linterNames(names: readonly string[]): string[] {
  const found = names.filter((name) => !FORMATTERS.has(name) && name !== 'typecheck');
  return [...new Set(found.map((name) => RENAMED.get(name) ?? name))];
}

/** A rule that was about formatters alone has nothing to exclude any more. */
function ruleOf(rule: JsonObject, prefix: string): JsonObject[] {
  const before = texts(rule.linters);
  const linters = linterNames(before);
  if (before.length > 0 && linters.length === 0) return [];
  const result: Record<string, JsonValue> = { ...rule };
  if (before.length > 0) result.linters = linters;
  for (const key of ['text', 'source']) if (typeof rule[key] === 'string') result[key] = prefix + rule[key];
  return [result as JsonObject];
}

function patterns(issues: JsonObject, prefix: string): JsonObject[] {
  return texts(issues.exclude).map((text) => ({ path: '(.+)\\.go$', text: prefix + text }));
}

function linterSettings(settings: JsonObject): JsonObject {
  const dropped = new Set([...FORMATTERS, 'gosimple', 'stylecheck']);
  const kept = Object.entries(settings).filter(([name]) => !dropped.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [RENAMED.get(name) ?? name, value])) as JsonObject;
}

function formatterSettings(settings: JsonObject): JsonObject {
  const kept = Object.entries(settings).filter(([name]) => FORMATTERS.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => {
      const prefixes = map(value as JsonValue)['local-prefixes'];
      if (name !== 'goimports' || typeof prefixes !== 'string') return [name, value];
      return [name, { ...map(value as JsonValue), 'local-prefixes': prefixes.split(',') }];
    }),
  ) as JsonObject;
}

function withoutEmpty(value: unknown): unknown {
  if (!isObject(value as JsonValue)) return value;
  const entries = Object.entries(value as JsonObject).map(([key, inner]) => [key, withoutEmpty(inner)] as const);
  const isEmpty = (inner: unknown) => typeof inner === 'object' && inner !== null && Object.keys(inner).length === 0;
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined && !isEmpty(inner)));
}

function map(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function objects(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? (value as JsonValue[]).filter(isObject) : [];
}

function texts(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? (value as JsonValue[]).filter((item): item is string => typeof item === 'string') : [];
}
