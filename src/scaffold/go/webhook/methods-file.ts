import type { GoProject, GoResource } from '../go-project.ts';
import { Imports } from '../text/imports.ts';
import { webhookMarker } from './webhook-marker.ts';

/** `<kind>_webhook.go` up to 4.2.0: the webhooks are methods of the API type, in its package. */
export function methodsFile(go: GoProject, resource: GoResource): string {
  const { kind, lowerKind, webhooks } = resource;
  const imports = new Imports(go.project.repo)
    .use('sigs.k8s.io/controller-runtime', 'ctrl')
    .use('sigs.k8s.io/controller-runtime/pkg/log', 'logf');
  if (webhooks.defaulting || webhooks.validation) imports.use('sigs.k8s.io/controller-runtime/pkg/webhook');
  if (webhooks.validation) {
    imports.use('k8s.io/apimachinery/pkg/runtime').use('sigs.k8s.io/controller-runtime/pkg/webhook/admission');
  }
  return `${go.header}package ${resource.webhookPackage.name}

${imports.block()}
${webhooks.defaulting || webhooks.validation ? '' : '// nolint:unused\n'}var ${lowerKind}log = logf.Log.WithName("${lowerKind}-resource")

// SetupWebhookWithManager registers the webhooks of ${kind} with the manager.
func (r *${kind}) SetupWebhookWithManager(mgr ctrl.Manager) error {
\treturn ctrl.NewWebhookManagedBy(mgr).
\t\tFor(r).
\t\tComplete()
}
${webhooks.defaulting ? defaulting(go, resource) : ''}${webhooks.validation ? validation(go, resource) : ''}`;
}

function defaulting(go: GoProject, resource: GoResource): string {
  const { kind, lowerKind } = resource;
  return `
${webhookMarker(go, resource, 'mutating')}
var _ webhook.Defaulter = &${kind}{}

// Default fills in what the author of the object left out, before it is validated and stored.
func (r *${kind}) Default() {
\t${lowerKind}log.Info("Defaulting", "name", r.Name)

\t// TODO(user): set defaults.
}
`;
}

function validation(go: GoProject, resource: GoResource): string {
  const { kind, lowerKind } = resource;
  const method = (name: string, parameters: string, verb: string) => `
// Validate${name} decides whether the object may be ${verb}.
func (r *${kind}) Validate${name}(${parameters}) (admission.Warnings, error) {
\t${lowerKind}log.Info("Validating", "operation", "${name.toLowerCase()}", "name", r.Name)

\t// TODO(user): return an error for what must not be ${verb}.

\treturn nil, nil
}
`;
  return `
// Deletions are not sent here. To have them validated add "delete" to the verbs of the marker, and run "make manifests".
${webhookMarker(go, resource, 'validating')}
var _ webhook.Validator = &${kind}{}
${method('Create', '', 'created')}${method('Update', '_ runtime.Object', 'updated')}${method('Delete', '', 'deleted')}`;
}
