import { append } from '../../core/append.ts';
import { addElements, indentOf, literalsAround } from './add-elements.ts';
import { definesFlag } from './flags.ts';
import { aboveComments, addImport, startOfLine } from './imports.ts';
import { ADDRESS_FLAGS, assignedFields, fieldValue, flagOf, metricsAddress } from './metrics-address.ts';
import { computed, isSecureCondition, type MetricsJob, secureServing, setDefault, setVariable } from './metrics-job.ts';
import type { ManualGoStep } from './metrics-plan.ts';
import { METRICS_FILTERS, METRICS_SERVER } from './metrics-site.ts';
import { lineOf } from './parse.ts';
import { defineSiblings, type NewFlag } from './sibling-flags.ts';
import { elementNamed, functionAt, statementAt } from './syntax.ts';

type Field = readonly [name: string, value: string];

/** The flags of the certificate, as Kubebuilder's scaffolds have named them since 4.4. */
const CERTIFICATE_FLAGS: readonly NewFlag[] = [
  {
    variable: 'metricsCertPath',
    name: 'metrics-cert-path',
    default: '',
    usage: 'The directory with the certificate of the metrics server.',
  },
  {
    variable: 'metricsCertName',
    name: 'metrics-cert-name',
    default: 'tls.crt',
    usage: 'The file name of the certificate of the metrics server.',
  },
  {
    variable: 'metricsCertKey',
    name: 'metrics-cert-key',
    default: 'tls.key',
    usage: 'The file name of the key of the metrics server.',
  },
];

/**
 * Makes a program serve metrics over HTTPS, for those whose token allows it. What is there stays; what is missing is
 * added.
 *
 * @returns what stands against it; then nothing is to be changed
 */
export function serveHttps(job: MetricsJob): ManualGoStep[] {
  const { site, changes } = job;
  const fields: Field[] = [];
  const problems: ManualGoStep[] = [];
  append(fields, address(job));
  const secure = secureServing(job);
  if (secure.is === 'unclear') problems.push(computed(job, 'SecureServing', secure.source));
  if (secure.is === 'flag' && !secure.default) setDefault(job, secure.flag, true);
  if (secure.is === 'off' && secure.variable !== undefined) setVariable(job, secure.variable, true);
  else if (secure.is === 'off') {
    const known = site.kind === 'literal' ? elementNamed(site.literal, 'SecureServing') : undefined;
    const value = known?.value;
    if (value === undefined) fields.push(['SecureServing', 'true']);
    else {
      const range = { from: value[0]!.from, to: value.at(-1)!.to, text: 'true' };
      changes.add(site.file, [range], blocksOf(job), 'serves metrics over HTTPS');
    }
  }
  append(fields, tlsOptions(job));
  if (!isFiltered(job)) {
    const filters = addImport(site.file, METRICS_FILTERS, 'filters', 'metricsfilters');
    if (filters === undefined) return [computed(job, 'filters', 'the name of something else')];
    changes.add(site.file, filters.replacements, filters.blocks);
    fields.push(['FilterProvider', `${filters.name}.WithAuthenticationAndAuthorization`]);
  }
  if (job.target.certificates === true) {
    const certificate = certificateFields(job);
    if (Array.isArray(certificate)) append(fields, certificate as Field[]);
    else problems.push(certificate as ManualGoStep);
  }
  writeFields(job, fields);
  return problems;
}

/** The address, where the program itself has to say another. */
function address(job: MetricsJob): Field[] {
  const { site, found, target, changes } = job;
  const address = `"${`:${target.port ?? 8443}`}"`;
  const value = fieldValue(site, 'BindAddress');
  if (value === undefined) {
    const flag = found.find(({ flag: { name } }) => ADDRESS_FLAGS.includes(name));
    if (flag !== undefined && isInScope(job, flag)) return [['BindAddress', flag.flag.value!]];
    return site.kind === 'variable' ? [] : [['BindAddress', address]];
  }
  const known = metricsAddress(site, found);
  if (known.from !== 'program' || value.value === address || site.kind !== 'literal') return [];
  const element = elementNamed(site.literal, 'BindAddress');
  if (element === undefined) return [];
  const range = { from: element.value[0]!.from, to: element.value.at(-1)!.to, text: address };
  changes.add(site.file, [range], blocksOf(job), `serves metrics at ${address}`);
  return [];
}

/** Whether the variable of a flag is the same variable at the site. */
function isInScope({ site }: MetricsJob, { flag, file, from }: MetricsJob['found'][number]): boolean {
  if (flag.value === undefined || file !== site.file || flag.value.includes('.')) return false;
  const at = site.kind === 'variable' ? site.from : site.literal.from;
  const body = functionAt(file, at)?.body;
  return body !== undefined && body === functionAt(file, from)?.body && from < at;
}

function isFiltered(job: MetricsJob): boolean {
  if (job.site.kind === 'literal' && elementNamed(job.site.literal, 'FilterProvider') !== undefined) return true;
  return assignedFields(job.site, 'FilterProvider').some(({ conditions }) =>
    conditions.every((condition) => isSecureCondition(job, condition)),
  );
}

/** The TLS options that the function has for its webhook server: they switch HTTP/2 off. */
function tlsOptions(job: MetricsJob): Field[] {
  const { site } = job;
  if (site.kind === 'variable' || fieldValue(site, 'TLSOpts') !== undefined) return [];
  const statement = statementAt(site.file, site.literal.from);
  const body = functionAt(site.file, site.literal.from)?.body;
  if (statement === undefined || body === undefined || statement.block !== body) return [];
  const before = site.file.text.slice(body.from, statement.from);
  const declared = /^\t(?:var tlsOpts \[\]func\(\*tls\.Config\)$|tlsOpts := \[\]func\(\*tls\.Config\)\{)/m.test(before);
  return declared ? [['TLSOpts', 'tlsOpts']] : [];
}

/** The fields that read the certificate from files: controller-runtime watches them itself. */
function certificateFields(job: MetricsJob): Field[] | ManualGoStep {
  const { site, found, sources, packages, changes } = job;
  const flags = { flags: found.map(({ flag }) => flag), complete: true };
  if (definesFlag(flags, 'metrics-cert-path') === true || fieldValue(site, 'CertDir') !== undefined) return [];
  const from = site.kind === 'variable' ? site.from : site.literal.from;
  const own = fieldValue(site, 'BindAddress')?.value;
  const byName = found.find(({ flag: { name } }) => ADDRESS_FLAGS.includes(name));
  const value = own ?? (byName !== undefined && isInScope(job, byName) ? byName.flag.value : undefined);
  const known = value === undefined ? undefined : flagOf(value, site, found);
  const use = { value: value ?? '', file: site.file, from };
  const values = known && defineSiblings(sources, packages, known, CERTIFICATE_FLAGS, use, changes);
  if (values === undefined) {
    return {
      path: site.file.path,
      line: lineOf(site.file.text, from),
      reason: 'no-place-for-flags',
      text: 'The flags of the metrics certificate have no certain place, because the address of the metrics server does not come from a flag beside it. Define them where the program defines its flags, and set these fields of the metrics options.',
      snippet: CERTIFICATE_SNIPPET,
    };
  }
  const [path, name, key] = values as [string, string, string];
  return [
    ['CertDir', path],
    ['CertName', name],
    ['KeyName', key],
  ];
}

const CERTIFICATE_SNIPPET = `${CERTIFICATE_FLAGS.map(({ variable, name, default: value, usage }) => `flag.StringVar(&${variable}, "${name}", "${value}", "${usage}")`).join('\n')}

CertDir:  metricsCertPath,
CertName: metricsCertName,
KeyName:  metricsCertKey,`;

function writeFields(job: MetricsJob, fields: readonly Field[]): void {
  const { site, changes } = job;
  if (fields.length === 0) return;
  const what = 'serves metrics over HTTPS to those who may read them';
  if (site.kind === 'variable') {
    const statement = statementAt(site.file, site.from)!;
    const indent = indentOf(site.file.text, statement.from);
    const at = aboveComments(site.file.text, startOfLine(site.file.text, statement.from));
    const text = fields.map(([name, value]) => `${indent}${site.metrics}.${name} = ${value}\n`).join('');
    changes.add(site.file, [{ from: at, to: at, text }], [], what);
    return;
  }
  if (site.kind === 'literal') {
    changes.add(site.file, addElements(site.file, site.literal, fields, 'BindAddress'), blocksOf(job), what);
    return;
  }
  const server = addImport(site.file, METRICS_SERVER, 'metricsserver', 'metricssrv')!;
  changes.add(site.file, server.replacements, server.blocks);
  const width = Math.max(...fields.map(([name]) => name.length));
  const lines = fields.map(([name, value]) => `\n\t${`${name}:`.padEnd(width + 1)} ${value},`).join('');
  const element: Field = ['Metrics', `${server.name}.Options{${lines}\n}`];
  changes.add(site.file, addElements(site.file, site.literal, [element], 'Scheme'), blocksOf(job), what);
}

function blocksOf({ site }: MetricsJob) {
  return site.kind === 'variable' ? [] : [site.literal, ...literalsAround(site.around)];
}
