import { describeObject, listAt, objectAt, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { eachValue, findAll, formatPath } from '../../kubernetes/paths.ts';
import { speaksOfObject } from '../../kubernetes/references/hint-words.ts';
import { POD_NAME_FIELDS, QUALIFIED_NAME_ANNOTATIONS } from '../../kubernetes/references/name-fields.ts';
import { argumentHint } from '../../kubernetes/references/text-names.ts';
import type { Document, Draft } from '../draft.ts';
import { INSTANCE } from '../labels.ts';

/** Names whose other side is not in the manifests, so that no graph can hold them together. */
export function reportNames(draft: Draft): void {
  reportMadeElsewhere(draft);
  reportMadeLater(draft);
  reportWrittenSelectors(draft);
  const referred = new Set<number>();
  for (const [index, spans] of draft.graph.spans.entries()) {
    for (const { target } of spans) if ('node' in target && target.node !== index) referred.add(target.node);
  }
  for (const document of draft.documents) {
    const { manifest, node } = document;
    if (manifest === undefined || node === undefined) continue;
    if (!referred.has(node.id) && isLookedFor(document) && typeof draft.names.name(node.id) !== 'string') {
      draft.report.assume(
        'unreferenced-name',
        describeObject(manifest.object),
        `nothing in the manifests refers to it, and its name changes with the release: a program that knows it by its name finds it only in a release that is called ${draft.project.prefix ?? draft.chart}, or with that as fullnameOverride`,
      );
    }
    if (
      node.kind === 'Secret' &&
      (valueAt(manifest.object, 'data', 'tls.crt') || stringAt(manifest.object, 'stringData', 'tls.crt'))
    ) {
      draft.report.warn(
        'certificate-in-source',
        describeObject(manifest.object),
        'the certificate in it is for the names of the source, and does not change with those of a release',
      );
    }
  }
}

/** The Secrets and ConfigMaps that pods need and that somebody else makes. */
function reportMadeElsewhere({ graph, workloads, report }: Draft): void {
  const told = new Set<string>();
  for (const { object, templatePath, index } of workloads) {
    const base = [...templatePath, 'spec'];
    const spec = objectAt(object, ...base) ?? {};
    for (const { at, name: key, to } of POD_NAME_FIELDS) {
      if (to !== 'Secret' && to !== 'ConfigMap') continue;
      for (const { path, value } of findAll(spec, at, base)) {
        const name = stringAt(value, key);
        if (!name || valueAt(value, 'optional') === true) continue;
        const place = [...path, key].join('\0');
        if (graph.spans[index]!.some((span) => span.path.join('\0') === place)) continue;
        const title = `${to} ${name}`;
        if (told.has(title)) continue;
        told.add(title);
        report.assume(
          'made-elsewhere',
          describeObject(object),
          `no manifest makes the ${title}, so it keeps its name and has to be there: all releases in a namespace use the same`,
        );
      }
    }
  }
}

/** Objects that flags and variables name like the operator's own, and that it makes at run time, if anybody does. */
function reportMadeLater({ graph, project, workloads, report }: Draft): void {
  const { prefix } = project;
  if (prefix === undefined) return;
  const isNamed = new Set(graph.nodes.map(({ name }) => name));
  for (const { object, templatePath } of workloads) {
    const told = new Set<string>();
    const tell = (key: string, name: string) => {
      if (!name.startsWith(`${prefix}-`) || !/^[-a-z0-9]+$/.test(name) || isNamed.has(name)) return;
      if (!speaksOfObject(key) || told.has(name)) return;
      told.add(name);
      const reason = `${key} says ${name}, which no manifest makes, so it keeps its name: all releases in a namespace use the same`;
      report.assume('made-elsewhere', describeObject(object), reason);
    };
    for (const list of ['initContainers', 'containers']) {
      for (const container of listAt(object, ...templatePath, 'spec', list)) {
        for (const texts of [listAt(container, 'command'), listAt(container, 'args')]) {
          for (const [at, text] of texts.entries()) {
            const { key, offset } = argumentHint(String(text), String(texts[at - 1] ?? ''));
            tell(key, String(text).slice(offset));
          }
        }
        for (const variable of listAt(container, 'env'))
          tell(stringAt(variable, 'name') ?? '', stringAt(variable, 'value') ?? '');
      }
    }
  }
}

/** A value for the label of releases in a text: `control-plane=manager,app.kubernetes.io/instance=demo`. */
const WRITTEN_SELECTOR = new RegExp(`${INSTANCE.replaceAll('.', '\\.')}["']?\\s*(?:!?=|:|(?:not)?in\\b)`);

/** Selectors that are text to everybody but the program that reads them. */
function reportWrittenSelectors({ documents, report }: Draft): void {
  for (const { manifest } of documents) {
    if (manifest === undefined || manifest.object.kind === 'CustomResourceDefinition') continue;
    eachValue(manifest.object as JsonValue, (value, path) => {
      if (typeof value !== 'string' || !WRITTEN_SELECTOR.test(value)) return;
      const reason = `it says what ${INSTANCE} is, which is the name of the release in the chart`;
      report.leave(describeObject(manifest.object), formatPath(path), reason);
    });
  }
}

/** Whether an object is of a kind that programs look for: configuration, and what they write their authority into. */
function isLookedFor({ kind, manifest }: Document): boolean {
  const object = manifest!.object;
  if (kind === 'ConfigMap') return true;
  if (kind === 'Secret') return stringAt(object, 'type') !== 'kubernetes.io/service-account-token';
  if (!kind.endsWith('WebhookConfiguration')) return false;
  const annotations = objectAt(object, 'metadata', 'annotations') ?? {};
  const isInjected = Object.keys(QUALIFIED_NAME_ANNOTATIONS).some((key) => Object.hasOwn(annotations, key));
  return !isInjected && listAt(object, 'webhooks').every((webhook) => !stringAt(webhook, 'clientConfig', 'caBundle'));
}
