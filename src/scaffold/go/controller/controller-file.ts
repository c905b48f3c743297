import type { GoProject, GoResource } from '../go-project.ts';
import { Imports } from '../text/imports.ts';

/** `<kind>_controller.go`: a reconciler that reads its object, and the RBAC markers for what it may do. */
export function controllerFile(go: GoProject, resource: GoResource): string {
  const { kind } = resource;
  const imports = new Imports(go.project.repo)
    .use('context')
    .use('k8s.io/apimachinery/pkg/runtime')
    .use('sigs.k8s.io/controller-runtime', 'ctrl')
    .use('sigs.k8s.io/controller-runtime/pkg/client')
    .use('sigs.k8s.io/controller-runtime/pkg/log', 'logf');
  const type = resource.path === '' ? undefined : `${imports.named(resource.types.path, resource.types.alias)}.${kind}`;
  const named = go.profile.controllersNamed ? `\t\tNamed("${resource.controllerName}").\n` : '';
  return `${go.header}package ${resource.controllerPackage.name}

${imports.block()}
// ${kind}Reconciler brings the cluster to what each ${kind} asks for.
type ${kind}Reconciler struct {
\tclient.Client
\tScheme *runtime.Scheme
}

${rbacMarkers(go, resource)}
// Reconcile is called for each ${kind} that was created, changed or deleted, and again after an error. It compares the
// whole state with what is asked for, and must be safe to repeat.
func (r *${kind}Reconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
\tlog := logf.FromContext(ctx)

${type === undefined ? UNTYPED : typed(type)}
\treturn ctrl.Result{}, nil
}

// SetupWithManager registers the reconciler ${type === undefined ? 'with the manager' : `for every ${kind} that the manager watches`}.
func (r *${kind}Reconciler) SetupWithManager(mgr ctrl.Manager) error {
\treturn ctrl.NewControllerManagedBy(mgr).
${type === undefined ? WATCHES_NOTHING : `\t\tFor(&${type}{}).\n`}${named}\t\tComplete(r)
}
`;
}

function typed(type: string): string {
  return `\tvar object ${type}
\tif err := r.Get(ctx, req.NamespacedName, &object); err != nil {
\t\t// Deleted since the request was queued: nothing to do, and no reason to try again.
\t\treturn ctrl.Result{}, client.IgnoreNotFound(err)
\t}

\t// TODO(user): act on the difference between the object and the cluster.
\tlog.Info("Reconciled", "generation", object.Generation)
`;
}

/** A controller whose API is nobody's in particular: its types are for the user to name. */
const UNTYPED = `\t// TODO(user): read what the request names, and act on the difference between it and the cluster.
\tlog.Info("Reconciled")
`;

const WATCHES_NOTHING = `\t\t// TODO(user): say what to watch, such as For(&corev1.Pod{}). Until then the manager does not start.\n`;

/** What controller-gen turns into config/rbac/role.yaml. */
function rbacMarkers(go: GoProject, resource: GoResource): string {
  const { project, profile } = go;
  const clusterScoped = resource.api?.namespaced === false;
  const role = project.namespaced && (!clusterScoped || profile.clusterScopedInRole);
  // controller-gen takes core for the group without a name.
  const group = resource.qualifiedGroup === '' ? (resource.core ? 'core' : '""') : resource.qualifiedGroup;
  return [
    [resource.plural, 'get;list;watch;create;update;patch;delete'],
    [`${resource.plural}/status`, 'get;update;patch'],
    [`${resource.plural}/finalizers`, 'update'],
  ]
    .map(([name, verbs]) => {
      const namespace = role ? `,namespace=${project.projectName}-system` : '';
      return `${go.marker}rbac:groups=${group}${namespace},resources=${name},verbs=${verbs}\n`;
    })
    .join('');
}
