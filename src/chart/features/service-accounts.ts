import { nameOf, stringAt } from '../../kubernetes/identity.ts';
import { addHelper, type Document, type Draft, documentOf, guard, type Workload } from '../draft.ts';
import { accountHelper } from '../names/name-plan.ts';
import { exposeField } from '../pods/exposed-fields.ts';
import { addAnnotationValue } from '../pods/workload-values.ts';
import { anyOf, isSet } from '../template/condition.ts';
import { mapAt } from '../template/from-json.ts';
import { Text, when } from '../template/nodes.ts';
import { BOOLEAN, BOOLEAN_OR_NULL, STRING } from '../values/schema-types.ts';
import { subScope } from '../values/values-model.ts';
import { addDocument } from './added-document.ts';
import { addLabelValue } from './label-values.ts';

/** `serviceAccount` of each workload: made by the chart, or one that is there (helm.sh/docs/chart_best_practices/rbac). */
export function addServiceAccounts(draft: Draft): void {
  for (const workload of draft.workloads) {
    if (workload.account === undefined) continue;
    const node = draft.graph.nodes[workload.account]!;
    const inSource = !node.provided;
    const scope = subScope(workload.scope, 'serviceAccount', '');
    const { section, expression } = scope;
    const isDefault = node.name === 'default' && !inSource;
    section.set('create', inSource, 'Whether the chart makes the ServiceAccount.', BOOLEAN);
    section.set(
      'name',
      inSource || isDefault ? '' : node.name,
      'Name of the ServiceAccount; empty for one after the release if it is made, else for default.',
      STRING,
    );
    const document = inSource ? documentOf(draft, node.id)! : addAccount(draft, workload);
    guard(draft, document, isSet(`${expression}.create`));
    const metadata = document.root.map('metadata');
    addAnnotationValue(
      scope,
      metadata,
      'annotations',
      'Annotations of the ServiceAccount, such as those of cloud identities.',
    );
    addLabelValue(scope, metadata, 'labels', 'Labels of the ServiceAccount.');
    exposeField(scope, document.root, {
      key: 'automountServiceAccountToken',
      field: 'automountServiceAccountToken',
      description: "Whether pods get the account's token without asking for it.",
      schema: BOOLEAN_OR_NULL,
      form: 'bool',
    });
    addHelper(draft, helper(draft, workload, expression, inSource));
    usePodAccount(draft, workload, isDefault ? expression : undefined);
  }
}

function helper(draft: Draft, workload: Workload, value: string, inSource: boolean): string {
  const own = inSource ? ownName(draft, workload) : draft.names.added(workload.title).expression;
  return `{{/*
The name of the ServiceAccount of ${workload.title}.
*/}}
{{- define "${draft.chart}.${accountHelper(workload.key)}" -}}
{{- if ${value}.create }}
{{- ${value}.name | default (${own}) }}
{{- else }}
{{- ${value}.name | default "default" }}
{{- end }}
{{- end }}`;
}

/** What the name would be without the values: the plan has the helper in its place. */
function ownName(draft: Draft, workload: Workload): string {
  return draft.names.ownExpression(draft.graph.nodes[workload.account!]!);
}

function usePodAccount(draft: Draft, workload: Workload, value: string | undefined): void {
  const spec = mapAt(workload.document.root, ...workload.templatePath)?.map('spec');
  if (spec === undefined) return;
  const name = new Text(draft.names.include(accountHelper(workload.key)));
  const source = stringAt(workload.object, ...workload.templatePath, 'spec', 'serviceAccountName');
  if (source !== undefined && source !== '') {
    spec.set('serviceAccountName', name);
    if (spec.get('serviceAccount') !== undefined) spec.set('serviceAccount', name);
  } else spec.set('serviceAccountName', name, when(anyOf([isSet(`${value}.create`), isSet(`${value}.name`)])));
}

function addAccount(draft: Draft, workload: Workload): Document {
  const document = addDocument(draft, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    suffix: nameOf(workload.object),
    folder: 'rbac',
    content: [],
  });
  document.root.map('metadata').set('name', new Text(draft.names.include(accountHelper(workload.key))));
  return document;
}
