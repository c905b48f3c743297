import { append } from '../../core/append.ts';
import { type Issue, ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { nameOf, namespaceOf } from '../../kubernetes/identity.ts';
import type { BareObjectChange } from '../../objects/compare/diff-objects.ts';
import type { PlanProof } from '../model.ts';
import { PlanBuilder } from '../plan/plan-builder.ts';
import { certificateByHand } from './certificate-by-hand.ts';
import type { ChartFlags } from './chart-values.ts';
import { proxyTemplates } from './charts.ts';
import { planSubject, portNameFor } from './exit-steps.ts';
import { planIdleRights } from './idle-rights.ts';
import { isAboutMetrics, isImageChange } from './is-about-metrics.ts';
import { leftInCluster } from './left-in-cluster.ts';
import { mentions } from './leftovers.ts';
import type { Manifests } from './manifests.ts';
import type { ServiceAddress } from './metrics-certificate.ts';
import { chartByHand, planCharts } from './plan-charts.ts';
import { planImage, planStayingImage } from './plan-proxy-image.ts';
import { planProgram } from './program.ts';
import { prove } from './prove.ts';
import { proxyCertificate } from './proxy-certificate.ts';
import type { Renders } from './renders.ts';
import { ExitState, type ExitTarget } from './state.ts';
import { directoriesWithProxies, findSubjects, proxiedPorts, type Subject } from './survey.ts';
import { certifiedRoots } from './variant-certificate.ts';
import { variantsByHand } from './variants.ts';
import { workloadOf } from './workload-of.ts';

export interface ExitOptions {
  readonly target: ExitTarget;
  /** Whether the metrics certificate comes from cert-manager. */
  readonly certificates: boolean;
  /** Whether metrics in plain get a NetworkPolicy. Default: they do. */
  readonly policy?: boolean;
  /** Whether the proof is left to who goes on from here. */
  readonly unproven?: boolean;
}

export interface PlannedExit {
  readonly builder: PlanBuilder;
  readonly proof: PlanProof;
  /** What the user's tree renders to. */
  readonly before: Renders;
  /** Whether a step is about a change of an object. */
  readonly isNamed: (change: BareObjectChange) => boolean;
}

/**
 * Plans how a project leaves kube-rbac-proxy, or keeps it with an image that can be pulled.
 *
 * @throws ScaffoldError `upgrade-unproven` where a kustomization would not build any more, or an object would change that
 *   no step is about
 */
export function planExit(tree: FileTree, options: ExitOptions): PlannedExit {
  const builder = new PlanBuilder(tree);
  const state = new ExitState(builder, options.target, options.policy);
  const startManifests = state.manifests;
  const done = (isNamed: (change: BareObjectChange) => boolean): PlannedExit => {
    const proof = options.unproven === true ? NO_PROOF : proven(state, startManifests, isNamed);
    return { builder, proof, before: state.before, isNamed };
  };
  if (options.target === 'image') {
    planImage(state);
    return done((change) => isImageChange(change));
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
  for (const { directory, workload } of others) {
    builder.leftovers.push({
      path: directory,
      text: `The proxy of ${workload.object.kind} ${nameOf(workload.object)} stays: nothing that is rendered tells that the program beside it is an operator's manager.`,
    });
  }
  let chartFlags: ChartFlags = { more: [], address: undefined };
  for (const [index, subject] of subjects.entries()) {
    const workload = workloadOf(state.before, subject.proxied[0]!, subject)!;
    const port = options.target === 'https' ? subject.proxyPort : subject.upstreamPort;
    const suffix = index === 0 ? '' : `-${index + 1}`;
    const certificate = options.target === 'https' ? proxyCertificate(state, subject) : undefined;
    const asked = options.target === 'https' && options.certificates && certificate === undefined;
    const program = planProgram(state, subject, port, asked || certificate !== undefined, suffix);
    const certified = asked && program.takesCertificate ? serviceAddress(state, subject) : undefined;
    if (asked && certified === undefined && !program.refusesCertificate) {
      builder.manual.push({
        path: subject.file,
        text: program.takesCertificate
          ? 'Nothing leads to the metrics of these pods by one name, so that no certificate of cert-manager is planned.'
          : 'The program has no flag --metrics-cert-path yet, so that no certificate of cert-manager is planned: plan again once it has.',
        steps: [],
      });
    }
    const served = program.tellsAddress ? port : subject.upstreamPort;
    if (!program.tellsAddress) {
      builder.manual.push({
        path: subject.file,
        text: `Where the manager is told its metrics address does not stand in the manifests: it has to be port ${served} of every interface, not only of localhost.`,
        steps: [],
      });
    }
    const wanted = {
      port: served,
      portName: portNameFor(state, subject, workload.object),
      arguments: program.arguments,
      addressFlag: program.addressFlag,
      secureFlag: program.secureFlag,
      certificate: program.refusesCertificate ? undefined : certificate,
      takesCertificate: program.takesCertificate,
      certified,
    };
    if (certificate !== undefined && !program.takesCertificate) {
      const roots = certifiedRoots(state, subject);
      const some = roots.length < subject.proxied.length ? roots : [];
      builder.manual.push(certificateByHand(subject, certificate, program.refusesCertificate, some));
    }
    planSubject(state, subject, wanted, suffix);
    append(builder.manual, variantsByHand(state, subject, served));
    chartFlags = { more: program.arguments, address: program.addressFlag };
  }
  if (subjects.length > 0) planIdleRights(state, subjects);
  if (subjects.length === 1 && options.target === 'https') planCharts(state, chartFlags);
  else if (subjects.length !== 1) {
    const why =
      subjects.length === 0 ? 'no kustomization has a proxy beside a manager' : 'several managers have a proxy';
    for (const { path, line } of proxyTemplates(state.tree)) builder.manual.push(chartByHand(path, line, why));
  }
  if (subjects.length > 0) planStayingImage(state);
  const left = leftInCluster(
    state,
    subjects.flatMap(({ proxied }) => proxied),
  );
  append(builder.cluster, left);
  // Who goes on from here renames and writes more: lines are told of the tree that comes out.
  const gone = options.unproven === true ? [] : left.map(({ object }) => object.name);
  append(builder.leftovers, mentions(state.tree, gone));
  return done((change) => isAboutMetrics(change, subjects, state));
}

const NO_PROOF: PlanProof = { rendered: [], unrendered: [], changed: [] };

/** The Service of the metrics, where every directory names it alike: a certificate is for one name. */
function serviceAddress(state: ExitState, subject: Subject): ServiceAddress | undefined {
  const found = new Map<string, ServiceAddress>();
  for (const root of subject.proxied) {
    const workload = workloadOf(state.before, root, subject);
    if (workload === undefined) continue;
    for (const { service } of proxiedPorts(state.before.wiring(root).services, workload)) {
      const address = { name: nameOf(service.object), namespace: namespaceOf(service.object) ?? 'default' };
      found.set(JSON.stringify(address), address);
    }
  }
  const [only] = found.values();
  return found.size === 1 ? only : undefined;
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
