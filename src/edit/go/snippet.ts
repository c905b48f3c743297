import { importName } from './imports.ts';
import { type Assignment, assignmentsTo, METRICS_FILTERS, METRICS_SERVER } from './metrics-site.ts';
import { type GoFile, isGroup, sourceOf } from './parse.ts';
import { elementNamed, places } from './syntax.ts';

/** What a file has to say for HTTPS, with its own names for packages and for the address. */
export function metricsSnippet(file: GoFile, from: number): string {
  const server = importName(file, METRICS_SERVER);
  const filters = importName(file, METRICS_FILTERS);
  const imports = [
    ...(filters === undefined ? [`import "${METRICS_FILTERS}"`] : []),
    ...(server === undefined ? [`import metricsserver "${METRICS_SERVER}"`] : []),
  ];
  const assigned = assignmentAt(file, from);
  return `${imports.map((line) => `${line}\n`).join('')}${imports.length > 0 ? '\n' : ''}${assigned ? `${assigned.holder}.Metrics =` : 'Metrics:'} ${server ?? 'metricsserver'}.Options{
\tBindAddress:    ${assigned?.value ?? addressOf(file, from) ?? 'metricsAddr'},
\tSecureServing:  true,
\tFilterProvider: ${filters ?? 'filters'}.WithAuthenticationAndAuthorization,
}${assigned ? '' : ','}`;
}

/** `options.MetricsBindAddress = address` at a place: what takes its stead is a statement, too. */
function assignmentAt(file: GoFile, from: number): Assignment | undefined {
  return assignmentsTo(file, from, 'MetricsBindAddress').find(
    ({ holder, from: start }) => file.text.slice(start, from).trim() === `${holder}.`,
  );
}

/** The address that the literal around or at a place has. */
function addressOf(file: GoFile, from: number): string | undefined {
  for (const { run, index } of places(file.nodes)) {
    const group = run[index];
    if (!isGroup(group, '{') || from < group.from || from > group.to) continue;
    for (const key of ['BindAddress', 'MetricsBindAddress']) {
      const element = elementNamed(group, key);
      if (element !== undefined) return sourceOf(file, element.value);
    }
  }
  return undefined;
}
