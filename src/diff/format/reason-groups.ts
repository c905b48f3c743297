import type { Topic } from '../../presets/history-entry.ts';
import type { FileChange, HistoryReason, ObjectChange, OptionReason, Reason, TreeDiff } from '../model.ts';

/** A reason with everything that it explains. */
export interface ExplainedReason<R extends Reason = Reason> {
  readonly reason: R;
  readonly files: readonly FileChange[];
  readonly objects: readonly ObjectChange[];
}

export interface ReasonGroups {
  readonly topics: readonly {
    readonly topic: Topic;
    readonly title: string;
    readonly reasons: readonly ExplainedReason<HistoryReason>[];
  }[];
  readonly options: readonly ExplainedReason<OptionReason>[];
}

/** The topics in the order in which they matter to somebody who runs the operator, with their titles. */
const TOPICS: Readonly<Record<Topic, string>> = {
  metrics: 'Metrics',
  'network-policy': 'Network policies',
  rbac: 'Permissions',
  labels: 'Labels and selectors',
  manager: 'The manager',
  certificates: 'Certificates',
  webhooks: 'Webhooks',
  crd: 'Custom resource definitions',
  prometheus: 'Prometheus',
  samples: 'Samples',
  'project-file': 'The PROJECT file',
  go: 'Go code',
  build: 'Build',
  tests: 'Tests',
  ci: 'Continuous integration',
  versions: 'Versions',
};

/** The reasons of a diff by topic, each with its changes; options apart. */
export function groupReasons(diff: TreeDiff): ReasonGroups {
  const explain = <R extends Reason>(reason: R): ExplainedReason<R> => ({
    reason,
    files: diff.files.filter((change) => change.reasons.includes(reason.id)),
    objects: diff.objects.filter((change) => change.reasons.includes(reason.id)),
  });
  const history = diff.reasons.filter((reason): reason is HistoryReason => reason.kind === 'history');
  const options = diff.reasons.filter((reason): reason is OptionReason => reason.kind === 'option');
  const topics = (Object.keys(TOPICS) as Topic[]).flatMap((topic) => {
    const reasons = history.filter((reason) => reason.topic === topic).map(explain);
    return reasons.length === 0 ? [] : [{ topic, title: TOPICS[topic], reasons }];
  });
  return { topics, options: options.map(explain) };
}
