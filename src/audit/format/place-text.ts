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
