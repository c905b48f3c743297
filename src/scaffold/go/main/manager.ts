import type { GoProject } from '../go-project.ts';
import { leaderElectionId } from '../leader-election-id.ts';
import { align } from '../text/align.ts';

/** The manager itself. */
export function managerSetup(go: GoProject): string {
  const { project, profile } = go;
  const id = leaderElectionId(project.repo, project.domain, profile.leaderIdKeepsDot);
  const options = align(
    [
      ['Scheme:', 'scheme,'],
      ['Metrics:', 'metricsServerOptions,'],
      ...(profile.http2Flag ? [['WebhookServer:', 'webhookServer,']] : []),
      ['HealthProbeBindAddress:', 'probeAddr,'],
      ['LeaderElection:', 'enableLeaderElection,'],
      ['LeaderElectionID:', `"${id}",`],
      ...(project.namespaced ? [['Cache:', 'setupCacheNamespaces(watchNamespace),']] : []),
    ],
    '\t\t',
  );
  return `${project.namespaced ? NAMESPACES : '\n'}\tmgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{
${options}\t})
\tif err != nil {
\t\tsetupLog.Error(err, "Failed to create manager")
\t\tos.Exit(1)
\t}
`;
}

const NAMESPACES = `
\twatchNamespace, err := getWatchNamespace()
\tif err != nil {
\t\tsetupLog.Error(err, "Failed to find the namespaces to watch")
\t\tos.Exit(1)
\t}
\tsetupLog.Info("Watching namespaces", "namespaces", watchNamespace)

`;
