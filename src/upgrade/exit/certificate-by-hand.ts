import type { ManualTask } from '../model.ts';
import { certificateFields, type ProxyCertificate } from './proxy-certificate.ts';
import type { Subject } from './survey.ts';

/** What is left where a program has no flags for the certificate that the proxy had. */
export function certificateByHand(
  { file }: Subject,
  certificate: ProxyCertificate,
  refused: boolean,
  roots: readonly string[],
): ManualTask {
  const had = `The proxy served metrics with the certificate of the volume ${certificate.volume}${roots.length === 0 ? '' : ` in ${roots.join(', ')}`}`;
  if (roots.length > 0 && !refused) {
    return {
      path: file,
      text: `${had}. The manager has it at ${certificate.directory} there, and no flag to be told: give its program one, such as --metrics-cert-path, or who checks the certificate cannot read metrics.`,
      steps: [],
    };
  }
  return refused
    ? {
        path: file,
        text: `${had}; the manager signs one itself, which nobody can check: a monitor that checks it says insecureSkipVerify: true from now on.`,
        steps: [],
      }
    : {
        path: file,
        text: `${had}. The manager has it at ${certificate.directory} now, and no flag to be told: name the directory in the options of its metrics server, or who checks the certificate cannot read metrics.`,
        snippet: certificateFields(certificate),
        steps: [],
      };
}
