import type { FileTree } from '../../../src/core/file-tree.ts';
import type { JsonObject, KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { Random } from '../kustomize/random.ts';
import { field } from './oracle-references.ts';

/** A chart that a person has edited, and the marks that the edits left in it. */
export interface EditedChart {
  readonly tree: FileTree;
  readonly marks: readonly string[];
}

/** Values changed and added, lines put into templates, files added: what keeps a chart one that Helm renders. */
export function editChart(chart: FileTree, random: Random): EditedChart {
  const marks: string[] = [];
  const changes: Record<string, string> = {};
  const mark = () => {
    marks.push(`mine-${marks.length}-edit`);
    return marks.at(-1)!;
  };
  let values = chart.get('values.yaml') ?? '';
  const edits = [
    () => values.replace(/^ {2}tag: .*$/m, () => `  tag: ${mark()}`),
    () =>
      values.replace(
        /^(podLabels|nodeSelector|podAnnotations|commonLabels): \{\}$/m,
        (_, key) => `${key}:\n  own: ${mark()}`,
      ),
    () => values.replace(/^env: \{\}$/m, () => `env:\n  MINE: ${mark()}`),
    () => values.replace(/^env:\n/m, (found) => `${found}  MINE_TOO: ${mark()}\n`),
    () => values.replace(/^priorityClassName: .*$/m, () => `priorityClassName: ${mark()}`),
    () => `${values}# ${mark()}\n`,
  ];
  for (const edit of random.some(edits, edits.length)) values = edit();
  changes['values.yaml'] = values;
  for (const { path, content } of chart) {
    if (!/^templates\/.*\.yaml$/.test(path) || !random.chance(0.3)) continue;
    changes[path] = random.chance(0.5)
      ? content.replace(/^(kind: .*)$/m, (found) => `# ${mark()}\n${found}`)
      : `${content.replace(/\n$/, '')}\n{{/* ${mark()} */}}\n`;
  }
  changes['templates/own.yaml'] = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-${mark()}\n`;
  return { tree: chart.with(changes), marks };
}

/** Manifests as a later version of the operator may have them, and what is new in them. */
export function laterManifests(
  objects: readonly KubernetesObject[],
  random: Random,
): { readonly objects: KubernetesObject[]; readonly news: readonly string[] } {
  const news: string[] = [];
  const fresh = () => {
    news.push(`news-${news.length}-later`);
    return news.at(-1)!;
  };
  const later = structuredClone(objects) as unknown as JsonObject[];
  for (const object of later) {
    const containers = field(object, 'spec', 'template', 'spec', 'containers') as Record<string, unknown>[] | undefined;
    for (const container of containers ?? []) {
      if (random.chance(0.7)) container.args = [...((container.args as string[]) ?? []), `--new=${fresh()}`];
      if (random.chance(0.7)) {
        container.env = [...((container.env as object[]) ?? []), { name: 'NEWS', value: fresh() }];
      }
    }
    if (object.kind === 'ConfigMap' && random.chance(0.5)) {
      (object as Record<string, unknown>).data = { ...(object.data as object), later: fresh() };
    }
  }
  const added = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: fresh() }, data: { key: 'value' } };
  return { objects: [...later, added] as unknown as KubernetesObject[], news };
}
