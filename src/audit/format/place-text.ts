import type { ObjectRef } from '../../objects/model.ts';
import type { Finding } from '../model.ts';

/** `config/default/kustomization.yaml:12` */
export function placeText({ file, line }: Pick<Finding, 'file' | 'line'>): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** `Deployment demo-controller-manager`; an empty text where there is no object. */
export function objectText(object: ObjectRef | undefined): string {
  return object === undefined ? '' : `${object.kind} ${object.name}`;
}

/** What a terminal or a log would take for a command of its own. */
export function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    '\ufffd',
  );
}

/** The page of a rule. */
export function pageOf(rule: string): string {
  return `${PAGES}/${rule}.md`;
}

const PAGES = 'https://github.com/operator-scaffold/operator-scaffold/blob/main/docs/audit';
