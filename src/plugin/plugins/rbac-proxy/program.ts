import type { FileTree } from '../../../core/file-tree.ts';
import { definesFlag } from '../../../edit/go/flags.ts';
import type { GoMetricsPlan } from '../../../edit/go/metrics-plan.ts';
import { planGoMetrics } from '../../../edit/go/plan-go-metrics.ts';
import { linesOf } from '../../../merge/chunks.ts';

/** What the manager is told for the proxy, and what its program still has to be told by hand. */
export interface ProgramPart {
  readonly arguments: readonly string[];
  readonly notes: readonly string[];
}

const SECURE = 'metrics-secure';

/**
 * How the manager comes to serve plain HTTP on localhost. By arguments where its program has the flags, as scaffolds
 * have since 3.14: those go again with the component. An edit of sources could not be taken back to the byte once they
 * were edited further, so that what needs one is told instead.
 */
export function programPart(tree: FileTree, root: string): ProgramPart {
  const sources = root === '' ? tree : tree.subtree(root.replace(/\/$/, ''));
  const plan = planGoMetrics(sources, { protection: 'sidecar' });
  if (plan.kind !== 'go') {
    const notes = ['No Go sources were read: the manager is given the flags of scaffolds.'];
    return plan.kind === 'none'
      ? { arguments: [`--${SECURE}=false`], notes }
      : { arguments: plan.arguments, notes: [] };
  }
  const known = definesFlag(plan.flags, plan.secureFlag ?? SECURE) === true;
  const secure = plan.secureFlag ?? SECURE;
  const notes = plan.manual.map(
    ({ path, line, text, snippet }) =>
      `${root}${path}${line === undefined ? '' : `:${line}`}: ${text}${
        snippet === undefined ? '' : `\nWithout SecureServing and FilterProvider:\n${snippet}`
      }`,
  );
  if (definesFlag(plan.flags, 'metrics-bind-address') === false) {
    notes.push(
      'The manager has no flag --metrics-bind-address, and stops where it is given one: add it, or edit again.',
    );
  }
  return {
    arguments: known ? [`--${secure}=false`] : [],
    notes: [...notes, ...plan.edits.flatMap((edit) => editNote(edit, known ? secure : undefined, root))],
  };
}

/** What of an edit no argument does. */
function editNote(
  { path, before, after, what }: GoMetricsPlan['edits'][number],
  secure: string | undefined,
  root: string,
): string[] {
  const left = what.filter((each) => each !== `--${secure} is false by default`);
  if (left.length === 0) return [];
  const [old, now] = [new Set(linesOf(before)), new Set(linesOf(after))];
  const gone = [...old].filter((line) => !now.has(line)).map((line) => `- ${line.trimEnd()}`);
  const come = [...now].filter((line) => !old.has(line)).map((line) => `+ ${line.trimEnd()}`);
  return [`${root}${path} has to be edited by hand, so that it ${left.join(', ')}:\n${[...gone, ...come].join('\n')}`];
}
