import { describeObject } from '../../kubernetes/identity.ts';
import { addHelper, type Draft } from '../draft.ts';
import type { Found } from '../find/found.ts';
import { revisionHelper } from '../find/jobs.ts';
import { goString } from '../template/escape.ts';

/**
 * Jobs whose names have the release's revision in them from the first upgrade on: the pods of a Job cannot change
 * (kubernetes.io/docs/concepts/workloads/controllers/job), so that an upgrade has to make another Job. It runs again with
 * every upgrade, and Helm deletes the one before. Who renders without a release, such as Argo CD, is always at the first
 * revision.
 *
 * Those that are hooks already are made anew by Helm, and stay as they are.
 */
export function addJobRevisions(draft: Draft, { jobs }: Found): void {
  for (const { manifest } of jobs) {
    draft.report.assume(
      'job-revision',
      describeObject(manifest!.object),
      'its name ends in the revision of the release after an upgrade, because the pods of a Job cannot change: it runs again with every upgrade',
    );
  }
  if (jobs.length === 0) return;
  const helper = revisionHelper(draft);
  addHelper(
    draft,
    `{{/*
The name of a Job, which an upgrade makes anew: list $ NAME.
*/}}
{{- define ${goString(helper)} -}}
{{- $revision := (index . 0).Release.Revision | int }}
{{- if gt $revision 1 }}
{{- include ${goString(`${draft.chart}.cut`)} (list (printf "%s-%d" (index . 1) $revision) 63) }}
{{- else }}
{{- index . 1 }}
{{- end }}
{{- end }}`,
  );
}
