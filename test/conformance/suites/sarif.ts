import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { ensureNpm } from '../../../scripts/tools/npm-hosts.ts';
import { auditTree } from '../../../src/audit/audit-tree.ts';
import { formatSarif } from '../../../src/audit/format/format-sarif.ts';
import type { AuditReport } from '../../../src/audit/model.ts';
import { RULES } from '../../../src/audit/rules/rules.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { AUDIT_CASES } from '../../audit/cases/cases.ts';
import type { CaseResult, Suite } from '../suite.ts';

/** What stands in a report that SARIF has a rule of its own for: paths that are no URI, texts with any character. */
const ODD = ['a b/ü#?.yaml', 'c%41:d.yaml', 'x\\y\n"z".yaml'];

/** Reports as SARIF, by the published schema of its version 2.1.0. */
export const suite: Suite = {
  name: 'sarif',
  async *run({ corpus, match }) {
    const validate = await schemaOf();
    const isWanted = (name: string) => match === undefined || name.includes(match);
    for (const [name, report] of await reports(corpus)) {
      if (isWanted(name)) yield resultOf(name, report, validate);
    }
    // A check that lets everything pass would find nothing either.
    const [first = ''] = RULES.map(({ id }) => id);
    const broken = JSON.parse(formatSarif(auditTree(buildScaffold({ projectName: 'demo', preset: 'pre-3.15' }))));
    broken.runs[0].results.push({ ruleId: first, level: 'fatal', message: {} });
    if (isWanted('a broken log')) {
      yield { name: 'a broken log is refused', ...(validate(broken) ? { error: 'it is not' } : {}) };
    }
  },
};

interface Log {
  readonly runs: readonly {
    readonly results: readonly {
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
    }[];
  }[];
}

async function schemaOf(): Promise<ValidateFunction<Log>> {
  const directory = join(await ensureNpm('sarif'), 'node_modules/@microsoft/jest-sarif/lib/schemas');
  const schema = JSON.parse(readFileSync(join(directory, 'sarif-2.1.0-rtm.5.json'), 'utf8'));
  // Nothing in it means another thing in draft 4, whose name Ajv does not know.
  const { $schema: _draft, id: _id, ...rest } = schema;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)));
  ajv.addFormat('uri', (text) => /^[a-z][a-z0-9+.-]*:/i.test(text) && isReference(text));
  ajv.addFormat('uri-reference', isReference);
  return ajv.compile<Log>(rest);
}

/** RFC 3986: its characters, and no colon in the first part of what is relative. */
function isReference(text: string): boolean {
  if (!/^(?:[\w.~!$&'()*+,;=:@/?#[\]-]|%[0-9A-F]{2})*$/i.test(text)) return false;
  const [first = ''] = text.split(/[/?#]/, 1);
  return !first.includes(':') || /^[a-z][a-z0-9+.-]*:/i.test(first);
}

async function reports(corpus: string | undefined): Promise<[string, AuditReport][]> {
  const found: [string, AuditReport][] = AUDIT_CASES.map(({ rule, beside = {}, wrong }, index) => {
    const texts = Object.entries({ ...beside, ...wrong }).filter(([, text]) => text !== '');
    return [`case ${index}, ${rule}`, auditTree(FileTree.from(texts))];
  });
  const old = buildScaffold({ projectName: 'demo', preset: 'kubebuilder@3.14.2' });
  const accepted = 'accept:\n- rule: proxy-image-gone\n  reason: the nodes have it\n';
  found.push(['accepted', auditTree(old.with({ '.operator-scaffold-audit.yaml': accepted }))]);
  found.push(['nothing', auditTree(FileTree.empty)]);
  const report = auditTree(old);
  for (const odd of ODD) {
    const findings = report.findings.map((finding) => ({ ...finding, file: odd, message: odd, fix: odd }));
    found.push([`odd ${JSON.stringify(odd)}`, { ...report, findings }]);
  }
  if (corpus === undefined) throw new Error('this suite needs --corpus');
  for (const operator of readdirSync(corpus).sort()) {
    const root = join(corpus, operator);
    if (statSync(root).isDirectory()) found.push([operator, auditTree(await readTree(root))]);
  }
  return found;
}

function resultOf(name: string, report: AuditReport, validate: ValidateFunction<Log>): CaseResult {
  const log: unknown = JSON.parse(formatSarif(report));
  if (!validate(log)) return { name, error: JSON.stringify(validate.errors?.slice(0, 3)) };
  const paths = log.runs[0]!.results.map(({ locations }) =>
    decodeURIComponent(locations[0]!.physicalLocation.artifactLocation.uri),
  );
  const files = [...report.findings, ...report.accepted.map(({ finding }) => finding)].map(({ file }) => file);
  const lost = files.filter((file, index) => paths[index] !== file);
  return lost.length === 0 ? { name } : { name, error: `not to be told from its URI: ${lost[0]}` };
}
