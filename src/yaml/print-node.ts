import type { YamlNode } from './node.ts';
import { printYaml } from './print.ts';
import { toJs } from './to-js.ts';

/** One object as `kustomize build` prints it. */
export function printNode(node: YamlNode): string {
  return printYaml(toJs(node));
}
