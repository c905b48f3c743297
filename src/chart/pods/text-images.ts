import { listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { separated } from '../../kubernetes/references/hint-words.ts';
import { argumentHint } from '../../kubernetes/references/text-names.ts';
import type { ChartInput, Workload } from '../draft.ts';
import { goString } from '../template/escape.ts';
import { nodeAt } from '../template/from-json.ts';
import { Literal, TemplateList, TemplateMap, Text } from '../template/nodes.ts';
import { camelCase } from '../values/values-model.ts';
import { mainContainerIn } from './container-args.ts';
import { imageExpression } from './image-expression.ts';

/** An image with a registry or a folder, and a tag or a digest: hardly anything else in a variable for images is so. */
const IMAGE =
  /^[a-z0-9][a-z0-9._:-]*(\/[a-z0-9][a-z0-9._-]*)+(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@[a-z0-9]+:[0-9a-f]{32,})?$/;

/**
 * Images in the variables and arguments of pods: the operator's own follows `image`, so that what it starts has the
 * version and the registry of itself; those of what it deploys (`RELATED_IMAGE_DB`, `--sidecar-image`) are `images`.
 *
 * As names, they are written into the strings before any feature looks at them.
 *
 * @returns the images of `images`, by key
 */
export function putTextImages(input: ChartInput): ReadonlyMap<string, string> {
  const operands = new Map<string, string>();
  if (input.rules === 1) return operands;
  const own = ownImages(input);
  for (const workload of input.workloads) {
    for (const list of ['containers', 'initContainers']) {
      const path = [...workload.templatePath, 'spec', list];
      for (const [at, container] of listAt(workload.object, ...path).entries()) {
        const map = nodeAt(workload.document.root, [...path, at]);
        if (map instanceof TemplateMap) inContainer(input, map, container, own, operands);
      }
    }
  }
  return operands;
}

/** The images of the main containers, with the expressions for them. */
function ownImages(input: ChartInput): Map<string, string> {
  const found = new Map<string, string>();
  for (const workload of input.workloads) {
    const image = stringAt(mainContainerIn(workload), 'image') ?? '';
    if (image === '' || found.has(image)) continue;
    found.set(image, imageExpression(input, imageSection(workload), image, workload.isManager));
  }
  return found;
}

function imageSection({ scope }: Workload): string {
  return `$${scope.expression}.image`;
}

function inContainer(
  input: ChartInput,
  map: TemplateMap,
  source: JsonValue,
  own: ReadonlyMap<string, string>,
  operands: Map<string, string>,
): void {
  const expressionFor = (key: string, image: string): string | undefined => {
    const known = own.get(image);
    if (known !== undefined) return known;
    if (!isImage(image) || !/(^|-)images?(-|$)/.test(separated(key))) return undefined;
    return `include ${goString(`${input.chart}.imageText`)} (list $ $.Values.images.${operandKey(key, image, operands)})`;
  };
  const env = map.get('env');
  for (const [at, variable] of listAt(source, 'env').entries()) {
    const text = stringAt(variable, 'value');
    const node = env instanceof TemplateList ? nodeAt(env, [at]) : undefined;
    if (text === undefined || !(node instanceof TemplateMap) || !(node.get('value') instanceof Literal)) continue;
    const expression = expressionFor(stringAt(variable, 'name') ?? '', text);
    if (expression !== undefined) node.set('value', new Text({ expression }));
  }
  for (const key of ['command', 'args']) {
    const texts = listAt(source, key);
    const list = map.get(key);
    for (const [at, text] of texts.entries()) {
      const item = list instanceof TemplateList ? list.items[at] : undefined;
      if (typeof text !== 'string' || item === undefined || !('value' in item) || !(item.value instanceof Literal)) {
        continue;
      }
      const hint = argumentHint(text, String(texts[at - 1] ?? ''));
      const expression = hint.key === '' ? undefined : expressionFor(hint.key, text.slice(hint.offset));
      if (expression !== undefined) item.value = new Text(text.slice(0, hint.offset), { expression });
    }
  }
}

function isImage(text: string): boolean {
  return text.length <= 512 && IMAGE.test(text) && /[:@][^/]+$/.test(text);
}

/** `press` of `RELATED_IMAGE_PRESS` and `--press-image`; by its whole name where another image has that key. */
function operandKey(key: string, image: string, operands: Map<string, string>): string {
  const words = separated(key);
  const short = words.replace(/^related-image-/, '').replace(/^image-|-images?$|-image-(name|url|ref)$/g, '');
  const candidates = [camelCase(short === 'image' ? words : short), camelCase(words)];
  let found = candidates.find((each) => (operands.get(each) ?? image) === image);
  for (let count = 2; found === undefined; count += 1) {
    const numbered = `${candidates[1]}${count}`;
    if ((operands.get(numbered) ?? image) === image) found = numbered;
  }
  operands.set(found, image);
  return found;
}
