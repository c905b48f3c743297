import { addCheck, type Document, type Draft, guard } from '../../draft.ts';
import { anyOf, isSet, isTrue } from '../../template/condition.ts';
import { Action, type TemplateMap, when } from '../../template/nodes.ts';
import type { Scope } from '../../values/values-model.ts';

const API = '.Capabilities.APIVersions.Has "monitoring.coreos.com/v1"';

/**
 * `enabled`, `namespace` and `renderMode` of objects of the Prometheus operator; the names are external-secrets'. Where
 * the cluster does not serve the kind, Helm refuses the whole release, unless the object is left out.
 */
export function addRenderMode(draft: Draft, { section, expression }: Scope, documents: readonly Document[]): void {
  const isOld = draft.rules === 1;
  section.set(
    'renderMode',
    isOld ? 'alwaysRender' : '',
    `Where the cluster does not serve monitoring.coreos.com/v1: alwaysRender${isOld ? '' : ', which an empty text is'}, skipIfMissing or failIfMissing.`,
    { type: 'string', enum: [...(isOld ? [] : ['']), 'alwaysRender', 'skipIfMissing', 'failIfMissing'] },
  );
  const mode = `(${expression}.renderMode | default "alwaysRender")`;
  const path = expression.replace('.Values.', '');
  for (const document of documents) {
    guard(draft, document, anyOf([isTrue(`ne ${mode} "skipIfMissing"`), isTrue(API)]));
  }
  addCheck(
    draft,
    `{{- if and .Values.metrics.enabled ${expression}.enabled (eq ${mode} "failIfMissing") (not (${API})) }}
{{- fail "${path}.enabled=true and ${path}.renderMode=failIfMissing: the cluster does not serve monitoring.coreos.com/v1. Install the Prometheus operator first, or disable it here." }}
{{- end }}`,
  );
}

/** A namespace of the values goes before the one that the object has otherwise. */
export function preferNamespace(metadata: TemplateMap, value: string): void {
  const own = metadata.entry('namespace');
  metadata.set('namespace', new Action(`${value} | quote`), when(isSet(value)), own?.value, own?.guard?.condition);
}
