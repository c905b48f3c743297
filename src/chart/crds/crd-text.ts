import { objectAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import type { Document } from '../draft.ts';
import { printData } from '../template/print.ts';

/** Whether its conversion depends on the release. */
export function isTied(document: Document): boolean {
  return objectAt(document.manifest?.object, 'spec', 'conversion', 'webhook') !== undefined;
}

/**
 * The versions as they stand in the source, or printed where the source was no text. Empty where it has none:
 * apiextensions.k8s.io/v1beta1 may have one `version` and its `validation` instead.
 */
export function versionsText(document: Document): string {
  const raw = document.manifest?.rawVersions?.text;
  if (raw !== undefined) return raw;
  const spec = document.manifest?.object.spec as JsonObject | undefined;
  return spec?.versions === undefined ? '' : printData(spec.versions, 4);
}

/** The object without its versions, whose place is behind it: the spec comes last, whatever the source has behind its own. */
export function headOf(document: Document): JsonObject {
  const { spec, ...others } = document.manifest!.object;
  const head: Record<string, JsonValue> = { ...(spec as JsonObject) };
  delete head.versions;
  return { ...others, metadata: { ...others.metadata }, spec: head };
}

/** The object itself, without a template in it. */
export function rawText(document: Document): string {
  const versions = versionsText(document);
  return `${printData(headOf(document))}${versions === '' ? '' : `  versions:\n${versions}`}`;
}
