import { append } from '../../core/append.ts';
import { type Issue, ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { isObject, nameOf, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, KubernetesObject } from '../../kubernetes/object.ts';
import type { BareObjectChange } from '../../objects/compare/diff-objects.ts';
import type { PlanProof } from '../model.ts';
import { PlanBuilder } from '../plan/plan-builder.ts';
import { planRights, planSubject, portNameFor, workloadOf } from './exit-steps.ts';
import { leftInCluster } from './left-in-cluster.ts';
import { mentions } from './leftovers.ts';
import type { Manifests } from './manifests.ts';
import { planProgram } from './program.ts';
import { prove } from './prove.ts';
import { proxyCertificate } from './proxy-certificate.ts';
import { nameLivingImage } from './proxy-image.ts';
import { isReviewRole } from './rights.ts';
import { ExitState, type ExitTarget } from './state.ts';
import { directoriesWithProxies, findSubjects, type Subject } from './survey.ts';

export interface ExitOptions {
  readonly target: ExitTarget;
  /** Whether the metrics certificate comes from cert-manager. */
  readonly certificates: boolean;
}

/**
 * Plans how a project leaves kube-rbac-proxy, or keeps it with an image that can be pulled.
 *
 * @throws ScaffoldError `upgrade-unproven` where a kustomization would not build any more, or an object would change that
 *   no step is about
 */
export function planExit(tree: FileTree, options: ExitOptions): { builder: PlanBuilder; proof: PlanProof } {
  const builder = new PlanBuilder(tree);
  const state = new ExitState(builder, options.target);
  const startManifests = state.manifests;
  if (options.target === 'image') {
    planImage(state);
    return { builder, proof: proven(state, startManifests, (change) => isImageChange(change)) };
  }
  const { subjects, others } = findSubjects(state.before, startManifests);
  for (const directory of directoriesWithProxies(state.before, startManifests)) {
    const { problem } = state.before.of(directory);
    if (problem === undefined) continue;
    builder.manual.push({
      path: directory,
      text: `It reads files that speak of the proxy and does not build, so nothing is planned for what only it makes: ${problem.split('\n')[0]}`,
      steps: [],
    });
  }
  if (options.certificates) {
    builder.manual.push({
      path: subjects[0]?.file ?? 'config',
      text: 'The certificate of cert-manager for metrics is not planned yet: switch the feature metricsCerts on once the project serves HTTPS.',
      snippet: 'operator-scaffold feature . metricsCerts on',
      steps: [],
    });
  }
  for (const { directory, workload } of others) {
    builder.leftovers.push({
      path: directory,
      text: `The proxy of ${workload.object.kind} ${nameOf(workload.object)} stands beside a program that is no manager of this project: it stays.`,
    });
  }
  for (const [index, subject] of subjects.entries()) {
    const workload = workloadOf(state.before, subject.proxied[0]!, subject)!;
    const port = options.target === 'https' ? subject.proxyPort : subject.upstreamPort;
    const suffix = index === 0 ? '' : `-${index + 1}`;
    const certificate = options.target === 'https' ? proxyCertificate(state, subject) : undefined;
    const program = planProgram(state, subject, port, certificate !== undefined, suffix);
    const wanted = {
      port,
      portName: portNameFor(state, subject, workload.object),
      arguments: program.arguments,
      addressFlag: program.addressFlag,
      secureFlag: program.secureFlag,
      certificate: program.takesCertificate ? certificate : undefined,
    };
    planSubject(state, subject, wanted, suffix);
  }
  if (subjects.length > 0) planRights(state);
  append(
    builder.cluster,
    leftInCluster(
      state,
      subjects.flatMap(({ proxied }) => proxied),
    ),
  );
  append(builder.leftovers, mentions(state.tree));
  return { builder, proof: proven(state, startManifests, (change) => isAboutMetrics(change, subjects)) };
}

function planImage(state: ExitState): void {
  const { tree, digests } = nameLivingImage(state.tree);
  state.step(
    {
      id: 'metrics/proxy-image',
      title: 'Name an image of kube-rbac-proxy that can be pulled',
      why: 'The registry gcr.io/kubebuilder is closed. quay.io/brancz is where the project itself publishes the same releases.',
      links: [
        'https://github.com/kubernetes-sigs/kubebuilder/discussions/3907',
        'https://github.com/brancz/kube-rbac-proxy',
      ],
    },
    tree,
  );
  for (const { path, line, text } of digests) {
    state.builder.manual.push({
      path,
      line,
      text: `An image by digest is of one registry: look its release up at quay.io/brancz/kube-rbac-proxy (${text.slice(0, 120)}).`,
      steps: [],
    });
  }
}

function proven(state: ExitState, start: Manifests, isNamed: (change: BareObjectChange) => boolean): PlanProof {
  const { proof, issues } = prove(state.before, start, state.renders, state.manifests, isNamed);
  if (issues.length > 0) {
    throw new ScaffoldError(
      issues.map(
        ({ directory, message }): Issue => ({
          code: 'upgrade-unproven',
          path: directory,
          message,
          expected: 'a change that a step of the plan is about; please report the project',
        }),
      ),
    );
  }
  return proof;
}

function isImageChange({ change, to }: BareObjectChange): boolean {
  return change.kind === 'changed' && to !== undefined && change.fields.every(({ path }) => path.endsWith('.image'));
}

const METRICS_FIELDS: Readonly<Record<string, RegExp>> = {
  Service: /^spec\.ports\b/,
  ServiceMonitor: /^spec\.endpoints\b/,
  ConfigMap: /^(data|metadata\.name)\b/,
  ClusterRoleBinding: /^subjects\b/,
};

/** What an exit may change: the pods of its managers, and what is about their metrics. */
function isAboutMetrics({ change, from, to }: BareObjectChange, subjects: readonly Subject[]): boolean {
  const object = to ?? from;
  if (object === undefined) return false;
  const { kind } = object;
  // A ConfigMap with another text has another hash in its name.
  if (kind === 'ConfigMap' && subjects.some(({ chain }) => chain.settings.winner?.object.kind === 'ConfigMap'))
    return true;
  if (change.kind === 'added') return kind === 'NetworkPolicy' || isReview(object);
  if (change.kind === 'replaced' && isReview(object)) return true;
  if (change.kind === 'removed') return isProxyRight(from?.kind, from);
  if (subjects.some((subject) => kind === subject.kind && nameOf(object).includes(subject.name))) {
    return change.fields.every(({ path }) => isPodField(path, subjects));
  }
  const fields = METRICS_FIELDS[kind];
  return fields !== undefined && change.fields.every(({ path }) => fields.test(path));
}

function isPodField(path: string, subjects: readonly Subject[]): boolean {
  const match = /\.spec\.(containers|volumes|initContainers)(?:\[([^\]]*)\])?(.*)$/.exec(path);
  if (match === null) return false;
  const [, list, name = '', rest = ''] = match;
  if (list === 'volumes') return true;
  if (name === '') return true;
  return subjects.some(
    (subject) =>
      subject.proxyNames.has(name) ||
      (name === subject.managerName && (/^\.(args|env|ports|command|volumeMounts)\b/.test(rest) || rest === '')),
  );
}

/** A role for reviews, or what binds one: those of a namespace become those of the cluster. */
function isReview(object: JsonObject | KubernetesObject): boolean {
  return (
    isReviewRole(object as JsonObject) ||
    (object.kind === 'ClusterRoleBinding' && stringAt(object, 'roleRef', 'kind') === 'ClusterRole')
  );
}

function isProxyRight(kind: string | undefined, object: unknown): boolean {
  return isObject(object) && ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].includes(kind ?? '');
}
