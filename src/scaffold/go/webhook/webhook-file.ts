import type { GoProject, GoResource } from '../go-project.ts';
import { Imports } from '../text/imports.ts';
import { methodsFile } from './methods-file.ts';
import { webhookMarker } from './webhook-marker.ts';
import { webhookStructs } from './webhook-structs.ts';

/** `<kind>_webhook.go`: what defaults and validates objects of a kind, and its registration. */
export function webhookFile(go: GoProject, resource: GoResource): string {
  if (go.profile.webhookStyle === 'methods') return methodsFile(go, resource);
  const { kind, webhooks } = resource;
  const typed = go.profile.webhookStyle === 'typed';
  const admits = webhooks.defaulting || webhooks.validation;
  const imports = new Imports(go.project.repo)
    .use('sigs.k8s.io/controller-runtime', 'ctrl')
    .use('sigs.k8s.io/controller-runtime/pkg/log', 'logf');
  if (admits) imports.use('context');
  if (webhooks.validation) imports.use('sigs.k8s.io/controller-runtime/pkg/webhook/admission');
  if (admits && !typed) {
    imports.use('fmt').use('k8s.io/apimachinery/pkg/runtime').use('sigs.k8s.io/controller-runtime/pkg/webhook');
  }
  const type = `${imports.named(resource.types.path, resource.types.alias)}.${kind}`;
  const { defaulter, validator } = webhookStructs(go, resource);
  const calls = [
    ...(webhooks.validation ? [`WithValidator(&${validator}{})`] : []),
    ...(webhooks.defaulting ? [`WithDefaulter(&${defaulter}{})`] : []),
    'Complete()',
  ];
  const builder = typed ? `ctrl.NewWebhookManagedBy(mgr, &${type}{})` : `ctrl.NewWebhookManagedBy(mgr).For(&${type}{})`;
  return `${go.header}package ${resource.webhookPackage.name}

${imports.block()}
${admits ? '' : '// nolint:unused\n'}var ${resource.lowerKind}log = logf.Log.WithName("${resource.lowerKind}-resource")

// Setup${kind}WebhookWithManager registers the webhooks of ${kind} with the manager.
func Setup${kind}WebhookWithManager(mgr ctrl.Manager) error {
\treturn ${[builder, ...calls].join('.\n\t\t')}
}
${webhooks.defaulting ? defaulting(go, resource, type) : ''}${webhooks.validation ? validation(go, resource, type) : ''}`;
}

function defaulting(go: GoProject, resource: GoResource, type: string): string {
  const { kind, lowerKind } = resource;
  const { defaulter } = webhookStructs(go, resource);
  const typed = go.profile.webhookStyle === 'typed';
  const check = typed ? '' : `\tobj, ok := raw.(*${type})\n\tif !ok {\n\t\treturn ${unexpected(kind)}\n\t}\n`;
  return `
${webhookMarker(go, resource, 'mutating')}
// ${defaulter} fills in what the author of a ${kind} left out.
type ${defaulter} struct{}
${typed ? '' : `\nvar _ webhook.CustomDefaulter = &${defaulter}{}\n`}
// Default changes the object before it is validated and stored.
func (d *${defaulter}) Default(_ context.Context, ${parameter(typed, type)}) error {
${check}\t${lowerKind}log.Info("Defaulting", "name", obj.GetName())

\t// TODO(user): set defaults.

\treturn nil
}
`;
}

function validation(go: GoProject, resource: GoResource, type: string): string {
  const { kind, lowerKind } = resource;
  const { validator } = webhookStructs(go, resource);
  const typed = go.profile.webhookStyle === 'typed';
  const check = (name: string, from: string) =>
    typed ? '' : `\t${name}, ok := ${from}.(*${type})\n\tif !ok {\n\t\treturn nil, ${unexpected(kind, from)}\n\t}\n`;
  const method = (name: string, parameters: string, object: string, verb: string, from: string) => `
// Validate${name} decides whether an object may be ${verb}.
func (v *${validator}) Validate${name}(_ context.Context, ${parameters}) (admission.Warnings, error) {
${check(object, from)}\t${lowerKind}log.Info("Validating", "operation", "${name.toLowerCase()}", "name", ${object}.GetName())

\t// TODO(user): return an error for what must not be ${verb}.

\treturn nil, nil
}
`;
  return `
// Deletions are not sent here. To have them validated add "delete" to the verbs of the marker, and run "make manifests".
${webhookMarker(go, resource, 'validating')}
// ${validator} refuses objects that are wrong in themselves.
type ${validator} struct{}
${typed ? '' : `\nvar _ webhook.CustomValidator = &${validator}{}\n`}${method('Create', parameter(typed, type), 'obj', 'created', 'raw')}${method(
  'Update',
  typed ? `oldObj, newObj *${type}` : 'rawOld, rawNew runtime.Object',
  'newObj',
  'updated',
  'rawNew',
)
  .replace('oldObj, newObj', '_, newObj')
  .replace('rawOld, rawNew', '_, rawNew')}${method('Delete', parameter(typed, type), 'obj', 'deleted', 'raw')}`;
}

function parameter(typed: boolean, type: string): string {
  return typed ? `obj *${type}` : 'raw runtime.Object';
}

function unexpected(kind: string, name = 'raw'): string {
  return `fmt.Errorf("expected an object of kind ${kind}, got %T", ${name})`;
}
