import type { FileTree } from '../../core/file-tree.ts';
import type { GoMetricsPlan, GoMetricsTarget, ManualGoStep } from './metrics-plan.ts';
import { findSdkBases, type SdkBase } from './sdk-base.ts';

/**
 * The first base images that know --metrics-secure and --metrics-require-rbac; older ones end with "unknown flag".
 * Read in the sources of quay.io/operator-framework/ansible-operator and helm-operator.
 */
const FIRST_SECURE = { ansible: [1, 36, 1], helm: [1, 38, 0] } as const;

/** What every such operator takes, of those flags that manifests give it. */
const FLAGS = [
  ...[
    'health-probe-bind-address',
    'leader-elect',
    'leader-election-id',
    'leader-election-namespace',
    'max-concurrent-reconciles',
  ],
  ...['metrics-bind-address', 'reconcile-period', 'watches-file', 'zap-devel', 'zap-encoder', 'zap-log-level'],
];
const SECURE_FLAGS = ['metrics-secure', 'metrics-require-rbac'];
const SECURE_ARGUMENTS = SECURE_FLAGS.map((flag) => `--${flag}`);

/** Operators without a program of their own: the base image of their Dockerfile is it. Undefined for others. */
export function planSdkMetrics(tree: FileTree, target: GoMetricsTarget): GoMetricsPlan | undefined {
  const bases = findSdkBases(tree, target.program?.directory ?? '');
  const [base] = bases;
  if (base === undefined) return undefined;
  const { kind, path, line } = base;
  const plain = target.protection !== 'https';
  const edits: GoMetricsPlan['edits'][number][] = [];
  const manual: ManualGoStep[] = [];
  for (const each of plain ? [] : bases.filter((other) => other.kind === kind && !isSecure(other))) {
    const { edit, step } = raised(tree, each);
    manual.push(step);
    if (edit !== undefined && !edits.some((other) => other.path === edit.path)) edits.push(edit);
  }
  const certificates = target.certificates === true && !plain;
  if (certificates) {
    manual.push({
      path,
      line,
      reason: 'no-place-for-flags',
      text: `The ${kind} operator has no flags for the certificate of its metrics server: it signs one itself.`,
    });
  }
  const knows = isSecure(base) || edits.some((edit) => edit.path === path);
  const known = knows ? [...FLAGS, ...SECURE_FLAGS] : FLAGS;
  return {
    kind,
    edits,
    manual,
    complete: (plain || knows) && !certificates,
    flags: { flags: known.map((name) => ({ name, path, line, type: 'String' })), complete: false },
    address: { from: 'flag', flag: 'metrics-bind-address', default: ':8080' },
    arguments: plain || !knows ? [] : SECURE_ARGUMENTS,
  };
}

/** The Dockerfile with the first base image that knows the flags, where its version stands there; and what to do. */
function raised(tree: FileTree, { kind, path, line, image, tag, version }: SdkBase) {
  const wanted = `v${FIRST_SECURE[kind].join('.')}`;
  const what = kind === 'ansible' ? 'roles and playbooks' : 'charts';
  const head = { path, line, reason: 'old-base-image' as const };
  if (version === undefined) {
    const text = `Whether the base image ${image} knows ${SECURE_ARGUMENTS.join(' and ')} does not stand there: ${kind}-operator ${wanted} of quay.io/operator-framework is the first that does, and older ones end with "unknown flag". Take one that does, check that your ${what} run with it, and give the manager both arguments: without them it serves metrics in plain HTTP to everybody.`;
    return {
      edit: undefined,
      step: { ...head, text, snippet: SECURE_ARGUMENTS.map((each) => `- ${each}`).join('\n') },
    };
  }
  const before = tree.get(path)!;
  const lines = before.split('\n');
  lines[line - 1] = lines[line - 1]!.replace(tag, () => wanted);
  const edit = { path, before, after: lines.join('\n'), what: [`builds on ${kind}-operator ${wanted}`] };
  const text = `It builds on ${kind}-operator ${wanted} now, the first that knows ${SECURE_ARGUMENTS.join(' and ')}; it was ${tag}. Check that your ${what} run with it, then build the image.`;
  return { edit, step: { ...head, text } };
}

function isSecure({ kind, version }: SdkBase): boolean {
  return version !== undefined && compare(version, FIRST_SECURE[kind]) >= 0;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, part] of a.entries()) if (part !== b[index]) return part - b[index]!;
  return 0;
}
