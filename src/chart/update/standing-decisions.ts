import { parse } from 'yaml';
import type { FileTree } from '../../core/file-tree.ts';
import { isObject, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject } from '../../kubernetes/object.ts';
import { checkChartOptions } from '../../options/check-chart-options.ts';
import type { Decisions } from '../decisions.ts';
import { readRecord } from './state.ts';

/**
 * What is decided about a chart that stands: by its state, and by edits of its Chart.yaml, which are decisions too. Of
 * charts that were made before there were decisions, what their files tell. Undefined for a directory without a state.
 *
 * @throws ScaffoldError `chart-conflict` where the state cannot be read; codes of option shapes where somebody has
 * written an option into it that is none
 */
export function standingDecisions(chart: FileTree): Decisions | undefined {
  const record = readRecord(chart);
  if (record.files.size === 0) return undefined;
  const metadata = yamlOf(chart.get('Chart.yaml'));
  const before = record.decisions ?? earlierDecisions(chart, metadata);
  if (before === undefined) return undefined;
  const { rules: _, keys: __, later: ____, options, appVersion: ___, ...own } = before;
  // It is a person's text by now.
  checkChartOptions({ ...options, ...own });
  const version = stringAt(metadata, 'version') ?? before.version;
  const appVersion = stringAt(metadata, 'appVersion') ?? before.appVersion;
  return {
    ...before,
    version: isVersion(version) ? version : before.version,
    options: appVersion === before.appVersion ? options : { ...options, appVersion },
  };
}

/** The defaults of values.yaml as they were generated last; undefined for a chart without a state. */
export function lastValues(chart: FileTree): JsonObject | undefined {
  const text = readRecord(chart).files.get('values.yaml')?.text;
  return text === undefined ? undefined : yamlOf(text);
}

function isVersion(text: string): boolean {
  try {
    checkChartOptions({ version: text });
    return true;
  } catch {
    return false; // Helm will say so
  }
}

function yamlOf(text: string | undefined): JsonObject {
  try {
    const value: unknown = parse(text ?? '');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** Of a chart without decisions, from the files that were made by them. */
function earlierDecisions(chart: FileTree, metadata: JsonObject): Decisions | undefined {
  const name = stringAt(metadata, 'name');
  const version = stringAt(metadata, 'version');
  if (name === undefined || version === undefined) return undefined;
  const helpers = chart.get('templates/_helpers.tpl') ?? '';
  const prefix = /eq \(include "[^"]+\.fullname" \(index \. 0\)\) "([^"]+)"/.exec(helpers)?.[1];
  const paths = chart.paths();
  // Names that do not begin with it are written by other helpers.
  const usesPrefix = [...chart].some(
    ({ path, content }) =>
      /^templates\/(?!tests\/|_helpers)/.test(path) && /\.(?:resourceName|sharedName)" \(list \$/.test(content),
  );
  const crds = paths.some((path) => path.startsWith('charts/') && path.includes('-schemas/'))
    ? 'subchart'
    : paths.some((path) => /^(?:charts\/[^/]+\/)?crds\//.test(path))
      ? 'crds'
      : paths.some((path) => path.startsWith('templates/crds/'))
        ? 'templates'
        : paths.some((path) => /^[^/]+-crds(?:-\d+)?\/Chart\.yaml$/.test(path))
          ? 'chart'
          : undefined;
  return {
    name,
    version,
    appVersion: stringAt(metadata, 'appVersion') ?? version,
    prefix: usesPrefix ? (prefix ?? name) : '',
    ...(crds === undefined ? {} : { crds }),
    rules: 1,
    keys: {},
    options: {},
  };
}
