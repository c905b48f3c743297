import { listAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import type { Workload, WorkloadPlan } from '../draft.ts';
import { nodeAt } from '../template/from-json.ts';
import { Literal, TemplateList, TemplateMap, Text } from '../template/nodes.ts';

/** The main container's tree. */
export function mainContainerOf(workload: Workload): TemplateMap | undefined {
  const path = [...workload.templatePath, 'spec', 'containers', workload.mainContainer];
  const node = nodeAt(workload.document.root, path);
  return node instanceof TemplateMap ? node : undefined;
}

/** The trees of all containers, those of the start before the others. */
export function containersOf({ document, templatePath }: Workload): TemplateMap[] {
  return ['initContainers', 'containers'].flatMap((key) => {
    const list = nodeAt(document.root, [...templatePath, 'spec', key]);
    const items = list instanceof TemplateList ? list.items : [];
    return items.flatMap((item) => ('value' in item && item.value instanceof TemplateMap ? [item.value] : []));
  });
}

/** The main container as the source has it. */
export function mainContainerIn({ object, templatePath, mainContainer }: WorkloadPlan): JsonValue | undefined {
  return listAt(object, ...templatePath, 'spec', 'containers')[mainContainer];
}

/** The `args` or `command` of the main container. */
export function containerList(workload: Workload, key: 'args' | 'command'): TemplateList | undefined {
  const list = mainContainerOf(workload)?.get(key);
  return list instanceof TemplateList ? list : undefined;
}

/** Where an argument starts with a flag (`--flag`, `--flag=…`): its list and index. */
export function findFlag(
  workload: Workload,
  flag: RegExp,
): { readonly list: TemplateList; readonly at: number; readonly text: string } | undefined {
  for (const key of ['args', 'command'] as const) {
    const list = containerList(workload, key);
    for (const [at, item] of list?.items.entries() ?? []) {
      const text = 'value' in item ? textOf(item.value) : undefined;
      if (text !== undefined && flag.test(text)) return { list: list!, at, text };
    }
  }
  return undefined;
}

function textOf(node: unknown): string | undefined {
  if (node instanceof Literal) return typeof node.value === 'string' ? node.value : undefined;
  if (node instanceof Text) return node.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  return undefined;
}
