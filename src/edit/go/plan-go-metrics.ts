import type { FileTree } from '../../core/file-tree.ts';
import { ENTAILS, FIRST_WITH_FILTERS, hasFilters, runtimeVersion } from './controller-runtime.ts';
import { findFlags, type ProgramFlags } from './flags.ts';
import { GoChanges } from './go-changes.ts';
import { GoSources } from './go-sources.ts';
import { findMainPackages } from './main-package.ts';
import { metricsAddress } from './metrics-address.ts';
import { secureServing } from './metrics-job.ts';
import type { GoMetricsPlan, GoMetricsTarget, ManualGoStep } from './metrics-plan.ts';
import { findMetricsSites, type MetricsSite, type UnclearSite } from './metrics-site.ts';
import { lineOf } from './parse.ts';
import { planSdkMetrics } from './sdk-operators.ts';
import { serveHttps } from './serve-https.ts';
import { servePlain } from './serve-plain.ts';
import { metricsSnippet } from './snippet.ts';

const NO_FLAGS: ProgramFlags = { flags: [], complete: false };

/**
 * Plans how the sources of an operator serve metrics otherwise: edits where they are certain, else what to do by hand.
 *
 * Edits keep every byte that they do not change, and leave the file as gofmt formats it. A second plan for the edited
 * tree has no edits. The tree is the whole repository, or the part with go.mod, PROJECT and the Dockerfile.
 *
 * @see https://pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/metrics/server
 */
export function planGoMetrics(tree: FileTree, target: GoMetricsTarget): GoMetricsPlan {
  const sdk = planSdkMetrics(tree, target);
  if (sdk !== undefined) return sdk;
  const sources = new GoSources(tree);
  const mains = findMainPackages(tree, sources, target.program);
  const main = mains[0];
  if (main === undefined) {
    const hasGo = sources.modules.length > 0;
    return {
      kind: hasGo ? 'go' : 'none',
      edits: [],
      manual: hasGo && target.protection === 'https' ? [noManager(sources)] : [],
      complete: target.protection !== 'https',
      flags: NO_FLAGS,
      arguments: [],
    };
  }
  if (mains.length > 1) {
    const manual = mains.map(({ directory }) => ({
      path: sources.filesIn(directory)[0]!,
      reason: 'several-programs' as const,
      text: 'Several programs make a manager, and nothing says which of them the Deployment runs.',
    }));
    return { kind: 'go', edits: [], manual, complete: false, flags: NO_FLAGS, arguments: [] };
  }
  const { found, flags } = findFlags(sources, main.packages);
  const module = sources.moduleOf(main.directory);
  const version = runtimeVersion(module);
  const base = { kind: 'go' as const, main: main.directory };
  const { sites, unclear } = findMetricsSites(sources, main.packages);
  const site = sites[0];
  const isOld = version !== undefined ? !hasFilters(version) : unclear.some(({ reason }) => reason === 'old-options');
  if (isOld || site === undefined) {
    // Plain HTTP is what a program serves that says nothing else, and all that the old ones can.
    const isPlain = target.protection !== 'https' && (isOld || unclear.length === 0);
    const manual = isPlain
      ? []
      : isOld
        ? tooOld(sources, main.packages, unclear, version && { path: goModOf(module!.directory), ...version })
        : unclear.map((place) => byHand(place, target));
    return {
      ...base,
      edits: [],
      manual: !isPlain && manual.length === 0 ? [noManager(sources)] : manual,
      complete: isPlain,
      flags,
      arguments: [],
    };
  }
  const changes = new GoChanges();
  const job = { sources, packages: main.packages, site, found, changes, target };
  const secure = secureServing(job);
  const problems = target.protection === 'https' ? serveHttps(job) : servePlain(job);
  // Without a place for its certificate the program still serves HTTPS.
  if (problems.some(({ reason }) => reason !== 'no-place-for-flags')) {
    return { ...base, edits: [], manual: problems, complete: false, flags, arguments: [] };
  }
  const edits = changes.edits();
  const edited = edits.length === 0 ? tree : tree.with(edits.map(({ path, after }) => [path, after] as const));
  const after = edits.length === 0 ? { sources, flags, site } : reread(edited, main.packages);
  const needsFilters =
    target.protection === 'https' && module !== undefined && !module.requires.has('k8s.io/apiserver');
  return {
    ...base,
    edits,
    manual: [...problems, ...(needsFilters ? [tidy(tree, module.directory)] : [])],
    complete: problems.length === 0,
    flags: after.flags,
    ...(secure.is === 'flag' ? { secureFlag: secure.flag.flag.name } : {}),
    ...(after.site === undefined ? {} : { address: metricsAddress(after.site, found) }),
    arguments: [],
  };
}

function reread(tree: FileTree, packages: readonly string[]) {
  const sources = new GoSources(tree);
  return {
    sources,
    flags: findFlags(sources, packages).flags,
    site: findMetricsSites(sources, packages).sites[0] as MetricsSite | undefined,
  };
}

function goModOf(directory: string): string {
  return directory === '' ? 'go.mod' : `${directory}/go.mod`;
}

function noManager(sources: GoSources): ManualGoStep {
  return {
    path: goModOf(sources.modules[0]?.directory ?? ''),
    reason: 'no-manager',
    text: 'No program of this module makes a manager of controller-runtime in a way that can be read; serve metrics over HTTPS where it does.',
  };
}

function tidy(tree: FileTree, directory: string): ManualGoStep {
  const isVendored = tree.has(`${directory === '' ? '' : `${directory}/`}vendor/modules.txt`);
  return {
    path: goModOf(directory),
    reason: 'tidy-modules',
    text: `The filter of metrics imports k8s.io/apiserver, which go.mod does not list: run go mod tidy${isVendored ? ' and go mod vendor' : ''}, which finds its version and checksums.`,
    snippet: `go mod tidy${isVendored ? '\ngo mod vendor' : ''}`,
  };
}

function tooOld(
  sources: GoSources,
  packages: readonly string[],
  unclear: readonly UnclearSite[],
  version: { readonly path: string; readonly version: string; readonly line: number } | undefined,
): ManualGoStep[] {
  const place = unclear[0];
  const path = place?.file.path ?? sources.filesIn(packages[0]!)[0]!;
  const had = version === undefined ? '' : ` ${version.version}`;
  return [
    {
      path: version?.path ?? path,
      ...(version === undefined ? {} : { line: version.line }),
      reason: 'old-controller-runtime',
      text: `controller-runtime${had} cannot ask who reads metrics: ${FIRST_WITH_FILTERS} is the first that can. It entails ${ENTAILS.join(', and ')}. The exits pre-3.15 (a sidecar whose image can be pulled) and 3.15 (a NetworkPolicy) need no other version.`,
      snippet: `go get sigs.k8s.io/controller-runtime@v${FIRST_WITH_FILTERS}\ngo mod tidy`,
    },
    ...(place === undefined
      ? []
      : [
          {
            path,
            line: lineOf(place.file.text, place.from),
            reason: 'old-options' as const,
            text: 'With the newer controller-runtime the options of the manager say how metrics are served.',
            snippet: metricsSnippet(place.file, place.from),
          },
        ]),
  ];
}

const UNCLEAR: Readonly<Record<UnclearSite['reason'], string>> = {
  'old-options': 'The options of the manager have MetricsBindAddress, which controller-runtime 0.16 took away.',
  'several-managers': 'The program makes several managers, and nothing says which of them serves these metrics.',
  'several-literals': 'The program has several sets of options for metrics, and nothing says which is in effect.',
  'computed-options': 'The options of the manager come from somewhere that cannot be read from here.',
};

function byHand(place: UnclearSite, target: GoMetricsTarget): ManualGoStep {
  const https = target.protection === 'https';
  return {
    path: place.file.path,
    line: lineOf(place.file.text, place.from),
    reason: place.reason,
    text: `${UNCLEAR[place.reason]} ${https ? 'Serve them over HTTPS, for those who are allowed to read them.' : 'Serve them over plain HTTP.'}`,
    ...(https ? { snippet: metricsSnippet(place.file, place.from) } : {}),
  };
}
