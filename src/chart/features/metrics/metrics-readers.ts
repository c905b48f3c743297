import { type Document, type Draft, guard } from '../../draft.ts';
import type { Metrics } from '../../find/metrics.ts';
import { CREATES_RBAC, IS_SECURE, SERVES_METRICS } from '../../switches.ts';
import { isSet } from '../../template/condition.ts';
import { fromJson } from '../../template/from-json.ts';
import { Literal, rangeOver, TemplateLines, TemplateList, Text } from '../../template/nodes.ts';
import { kubernetes } from '../../values/schema-types.ts';
import { subScope } from '../../values/values-model.ts';
import { addDocument, tree } from '../added-document.ts';

const VALUE = '.Values.metrics.readers';

/** `metrics.readers`: a server that checks tokens answers only whom a role lets read `/metrics`. */
export function addReaders(draft: Draft, metrics: Metrics, hasRoles: boolean): void {
  if (metrics.https === undefined) return;
  const { section } = subScope(draft.values, 'metrics');
  section.set('readers', [], 'ServiceAccounts that may read the metrics, such as the one of Prometheus.', {
    type: 'array',
    items: kubernetes('serviceAccountReference'),
  });
  const guards = [
    SERVES_METRICS,
    ...(metrics.canBeInsecure ? [IS_SECURE] : []),
    ...(hasRoles ? [CREATES_RBAC] : []),
    isSet(VALUE),
  ];
  const group = 'rbac.authorization.k8s.io';
  const add = (kind: string, content: Parameters<typeof addDocument>[1]['content']): Document => {
    const document = addDocument(draft, {
      apiVersion: `${group}/v1`,
      kind,
      suffix: 'metrics-readers',
      folder: 'rbac',
      clusterScoped: true,
      content,
    });
    guard(draft, document, ...guards);
    return document;
  };
  const inSource = metrics.reader;
  if (inSource === undefined)
    add('ClusterRole', [['rules', fromJson([{ nonResourceURLs: ['/metrics'], verbs: ['get'] }])]]);
  const role =
    inSource === undefined ? draft.names.added('metrics-readers', true) : draft.names.name(inSource.node!.id);
  const subjects = new TemplateList([
    {
      inset: new TemplateLines(
        '- kind: ServiceAccount',
        '  name: {{ .name | quote }}',
        '  namespace: {{ .namespace | quote }}',
      ),
      guard: rangeOver(VALUE),
    },
  ]);
  add('ClusterRoleBinding', [
    ['roleRef', tree({ apiGroup: new Literal(group), kind: new Literal('ClusterRole'), name: new Text(role) })],
    ['subjects', subjects],
  ]);
}
