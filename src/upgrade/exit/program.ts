import { definesFlag } from '../../edit/go/flags.ts';
import { planGoMetrics } from '../../edit/go/plan-go-metrics.ts';
import { listAt } from '../../kubernetes/identity.ts';
import { METRICS_FLAGS } from '../../objects/wiring/metrics.ts';
import { tellsAddress } from './metrics-address.ts';
import type { ExitState } from './state.ts';
import type { Subject } from './survey.ts';
import { workloadOf } from './workload-of.ts';

/** What the manager's program has to be given so that it serves as asked. */
export interface ProgramNeeds {
  readonly arguments: readonly string[];
  readonly addressFlag: string | undefined;
  /** Whether the address that the program serves at is told where a step can change it. */
  readonly tellsAddress: boolean;
  readonly takesCertificate: boolean;
  /** Whether it can take none; a step says why. */
  readonly refusesCertificate: boolean;
  /** The flag that says whether metrics are served over HTTPS, should manifests give it. */
  readonly secureFlag: string;
}

/** Plans the sources of a subject's program, and says which arguments it takes. */
export function planProgram(
  state: ExitState,
  subject: Subject,
  port: number,
  certificates: boolean,
  suffix: string,
): ProgramNeeds {
  const https = state.target === 'https';
  const container = workloadOf(state.before, subject.proxied[0]!, subject)!.containers.find(
    ({ name }) => name === subject.managerName,
  )!;
  const command = listAt(container.value, 'command')[0];
  const plan = planGoMetrics(state.tree, {
    protection: https ? 'https' : 'network-policy',
    certificates: https && certificates,
    port,
    program: {
      ...(typeof command === 'string' ? { command } : {}),
      image: container.image,
      directory: projectDirectory(subject.file),
      names: [subject.name, container.name],
    },
  });
  const id = `metrics/program${suffix}`;
  state.step(
    {
      id,
      title: https ? 'Serve metrics over HTTPS, for those who may read them' : 'Serve metrics in plain HTTP',
      why: https
        ? 'The manager does itself what the proxy did: it serves over TLS, and asks the API server who the caller is and what it may.'
        : 'The program serves as the manifests tell.',
      links: ['https://pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/metrics/filters'],
      needs: [`metrics/cut-proxy${suffix}`],
    },
    plan.edits.length === 0 ? state.tree : state.tree.with(plan.edits.map(({ path, after }) => [path, after] as const)),
  );
  for (const { path, line, text, snippet } of plan.manual) {
    state.builder.manual.push({
      path,
      ...(line === undefined ? {} : { line }),
      text,
      ...(snippet === undefined ? {} : { snippet }),
      steps: state.builder.has(id) ? [id] : [],
    });
  }
  if (plan.kind === 'none' && https) {
    state.builder.manual.push({
      path: subject.file,
      text: 'The sources of the manager are not in this tree: it has to serve metrics with SecureServing and a FilterProvider (controller-runtime 0.16 or newer), or with --metrics-secure and --metrics-require-rbac where it is an ansible or helm operator.',
      steps: [],
    });
  }
  const flag = addressFlag(plan, subject);
  return {
    arguments: plan.arguments,
    addressFlag: flag,
    tellsAddress: flag !== undefined || tellsAddress(subject) || plan.address?.from === 'program',
    secureFlag: plan.secureFlag ?? 'metrics-secure',
    refusesCertificate: certificates && (plan.kind === 'ansible' || plan.kind === 'helm'),
    takesCertificate: certificates && definesFlag(plan.flags, 'metrics-cert-path') === true,
  };
}

/**
 * The flag that tells the address where nothing does yet. A program stops at a flag that it does not know: without its
 * sources it is trusted to know one only where it is given another of the same age.
 */
function addressFlag(plan: ReturnType<typeof planGoMetrics>, { chain }: Subject): string | undefined {
  const { winner } = chain.settings;
  if (winner?.source === 'flag') return winner.name;
  if (winner !== undefined) return undefined;
  if (plan.address?.from === 'flag') return plan.address.flag;
  if (plan.address?.from === 'program') return undefined;
  for (const name of METRICS_FLAGS) if (definesFlag(plan.flags, name) === true) return name;
  if (plan.kind !== 'none') return undefined;
  const given = new Set(chain.manager.flags.map(({ name }) => name));
  if (given.has('health-probe-bind-address') || given.has('leader-elect')) return 'metrics-bind-address';
  return given.has('enable-leader-election') ? 'metrics-addr' : undefined;
}

/** Where PROJECT and config/ are. */
export function projectDirectory(file: string): string {
  const at = `/${file}`.lastIndexOf('/config/');
  return at <= 0 ? '' : file.slice(0, at - 1);
}
