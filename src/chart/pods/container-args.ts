import { listAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import type { Argument, Workload } from '../draft.ts';
import { nodeAt } from '../template/from-json.ts';
import { Literal, TemplateList, TemplateMap, Text } from '../template/nodes.ts';
import type { WorkloadPlan } from './workload-plan.ts';

/** The main container's tree. */
export function mainContainerOf(
  workload: Pick<Workload, 'document' | 'templatePath' | 'mainContainer'>,
): TemplateMap | undefined {
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

/** The arguments of a workload's main container: those of `args` before those of `command`. */
export function argumentsOf(workload: Pick<Workload, 'document' | 'templatePath' | 'mainContainer'>): Argument[] {
  const container = mainContainerOf(workload);
  return ['args', 'command'].flatMap((key) => {
    const list = container?.get(key);
    if (!(list instanceof TemplateList)) return [];
    return list.items.flatMap((item) => {
      const text = 'value' in item ? textOf(item.value) : undefined;
      return 'value' in item && text !== undefined ? [{ list, item, text }] : [];
    });
  });
}

/** The argument that starts with a flag (`--flag`, `--flag=…`), as the source has it. */
export function findFlag(workload: Workload, flag: RegExp): Argument | undefined {
  return workload.arguments.find(({ text }) => flag.test(text));
}

function textOf(node: unknown): string | undefined {
  if (node instanceof Literal) return typeof node.value === 'string' ? node.value : undefined;
  if (node instanceof Text) return node.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  return undefined;
}
