import { nameOf } from '../../kubernetes/identity.ts';
import type { ManualTask } from '../model.ts';
import type { ExitState } from './state.ts';
import type { Subject } from './survey.ts';
import { workloadOf } from './workload-of.ts';

/**
 * Directories that build the manager without the proxy, and with a metrics address of their own: that is the user's, and
 * stays, but a Service that they have from the main directory leads elsewhere.
 *
 * @param port where the manager serves metrics from now on
 */
export function variantsByHand(state: ExitState, subject: Subject, port: number): ManualTask[] {
  const { manifests, renders } = state;
  return subject.roots.flatMap((root): ManualTask[] => {
    if (subject.proxied.includes(root)) return [];
    const workload = workloadOf(renders, root, subject);
    const wiring = renders.wiring(root);
    const address = wiring.metrics.find(
      (each) => each.workload === workload && each.manager.name === subject.managerName,
    )?.settings.winner?.address;
    if (workload === undefined || address === undefined || address.off) return [];
    if (!address.local && address.port === port) return [];
    const service = wiring.services.find((each) =>
      each.ports.some(({ ends }) => ends.some((end) => end.workload === workload && end.port === port)),
    );
    if (service === undefined) return [];
    return [
      {
        path: manifests.kustomizations.get(root)?.file ?? root,
        text: `What ${root} builds had no proxy, and its manager keeps the metrics address that it is told there (port ${address.port}${address.local ? ' of localhost' : ''}), while Service ${nameOf(service.object)} leads to port ${port}: give it :${port} there if its metrics are read.`,
        steps: [],
      },
    ];
  });
}
