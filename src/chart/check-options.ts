import { ScaffoldError } from '../core/errors.ts';
import type { ChartOptions } from '../options/generated/types.ts';

/** Semver 2, as Helm asks of a chart's version (semver.org, the suggested expression). */
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/;

export function checkChartOptions(options: ChartOptions): void {
  if (options.version !== undefined && !SEMVER.test(options.version)) {
    throw new ScaffoldError({
      code: 'invalid-value',
      path: 'version',
      message: 'the version of a chart is a semantic version',
      expected: 'semver 2, such as 1.4.0',
      received: options.version,
    });
  }
}
