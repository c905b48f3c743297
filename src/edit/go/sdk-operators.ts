import type { FileTree } from '../../core/file-tree.ts';
import { directoryOf, isWithin } from './go-sources.ts';
import type { GoMetricsPlan, GoMetricsTarget, ManualGoStep } from './metrics-plan.ts';

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

/** Operators without a program of their own: the base image of their Dockerfile is it. Undefined for others. */
export function planSdkMetrics(tree: FileTree, target: GoMetricsTarget): GoMetricsPlan | undefined {
  const base = findBase(tree, target.program?.directory ?? '');
  if (base === undefined) return undefined;
  const { kind, path, line, version } = base;
  const needed = FIRST_SECURE[kind];
  const isNewEnough = version !== undefined && compare(version, needed) >= 0;
  const plain = target.protection !== 'https';
  const edits: GoMetricsPlan['edits'][number][] = [];
  const manual: ManualGoStep[] = [];
  const wanted = `v${needed.join('.')}`;
  if (!plain && !isNewEnough) {
    const text = `The base image ${base.image} does not know ${SECURE_FLAGS.map((flag) => `--${flag}`).join(' and ')}: ${wanted} is the first that does. Check that your roles or charts run with it, then build the image.`;
    if (version === undefined) manual.push({ path, line, reason: 'old-base-image', text });
    else {
      const before = tree.get(path)!;
      const lines = before.split('\n');
      lines[line - 1] = lines[line - 1]!.replace(base.tag, () => wanted);
      edits.push({ path, before, after: lines.join('\n'), what: [`builds on ${kind}-operator ${wanted}`] });
    }
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
  const complete = plain || isNewEnough || edits.length > 0;
  const known = complete && !plain ? [...FLAGS, ...SECURE_FLAGS] : isNewEnough ? [...FLAGS, ...SECURE_FLAGS] : FLAGS;
  return {
    kind,
    edits,
    manual,
    complete: complete && !certificates,
    flags: { flags: known.map((name) => ({ name, path, line, type: 'String' })), complete: false },
    address: { from: 'flag', flag: 'metrics-bind-address', default: ':8080' },
    arguments: plain || !complete ? [] : SECURE_FLAGS.map((flag) => `--${flag}`),
  };
}

interface Base {
  readonly kind: 'ansible' | 'helm';
  readonly path: string;
  readonly line: number;
  readonly image: string;
  readonly tag: string;
  readonly version: readonly [number, number, number] | undefined;
}

/** The Dockerfile on such a base image that is nearest to the project. */
function findBase(tree: FileTree, home: string): Base | undefined {
  const bases: Base[] = [];
  for (const { path, content } of tree) {
    if (!/(?:^|\/)(?:Dockerfile|Containerfile)$/.test(path) || !isWithin(directoryOf(path), home)) continue;
    for (const [index, line] of content.split('\n').entries()) {
      const words = line.trim().split(/[ \t]+/);
      if (words[0]?.toUpperCase() !== 'FROM') continue;
      const image = words.slice(1).find((word) => !word.startsWith('--')) ?? '';
      const kind = /(?:^|\/)(ansible|helm)-operator(?=[:@]|$)/.exec(image)?.[1] as Base['kind'] | undefined;
      if (kind === undefined) continue;
      const tag = image.includes('@') ? '' : (/:([^/:]+)$/.exec(image)?.[1] ?? '');
      const parts = /^v?([0-9]+)\.([0-9]+)(?:\.([0-9]+))?$/.exec(tag);
      const version = parts ? ([Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)] as const) : undefined;
      bases.push({ kind, path, line: index + 1, image, tag, version });
    }
  }
  return bases.sort((a, b) => a.path.split('/').length - b.path.split('/').length)[0];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, part] of a.entries()) if (part !== b[index]) return part - b[index]!;
  return 0;
}
