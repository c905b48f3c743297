import type { GoProject, GoResource } from '../go-project.ts';
import type { MainNames } from './main-imports.ts';

/**
 * The calls at the markers `scheme` and `builder`. `kubebuilder create api` and `create webhook` look for them line by
 * line before they insert theirs, so their lines are an interface: a reworded one would be registered twice.
 */
export function schemeRegistrations(go: GoProject, names: MainNames): string {
  const packages = new Map(
    go.resources
      .filter((resource) => resource.api !== undefined || resource.external)
      .map(({ types }) => [types.path, types]),
  );
  return [...packages.values()]
    .map((types) => `\tutilruntime.Must(${names.name(types)}.AddToScheme(scheme))\n`)
    .join('');
}

export function registrations(
  go: GoProject,
  controllers: readonly GoResource[],
  webhooks: readonly GoResource[],
  names: MainNames,
): string {
  return [
    ...controllers.map((resource) => reconciler(go, resource, names)),
    ...webhooks.map((resource) => webhook(go, resource, names)),
  ].join('');
}

function reconciler(go: GoProject, resource: GoResource, names: MainNames): string {
  const { kind } = resource;
  const label = go.profile.setupErrorNames === 'kind' ? kind : resource.controllerName;
  return `\tif err ${go.profile.setupAssignment} (&${names.name(resource.controllerPackage)}.${kind}Reconciler{
\t\tClient: mgr.GetClient(),
\t\tScheme: mgr.GetScheme(),
\t}).SetupWithManager(mgr); err != nil {
\t\tsetupLog.Error(err, "${failed(go)} create controller", "controller", "${label}")
\t\tos.Exit(1)
\t}
`;
}

function webhook(go: GoProject, resource: GoResource, names: MainNames): string {
  const { kind } = resource;
  const methods = go.profile.webhookStyle === 'methods';
  const setup = methods
    ? `(&${names.name(resource.types)}.${kind}{}).SetupWebhookWithManager(mgr)`
    : `${names.name(resource.webhookPackage)}.Setup${kind}WebhookWithManager(mgr)`;
  // The tool's own comment for linters since 4.3.0, and part of what it looks for.
  const comment = methods ? '' : '\t// nolint:goconst\n';
  return `${comment}\tif os.Getenv("ENABLE_WEBHOOKS") != "false" {
\t\tif err ${go.profile.setupAssignment} ${setup}; err != nil {
\t\t\tsetupLog.Error(err, "${failed(go)} create webhook", "webhook", "${kind}")
\t\t\tos.Exit(1)
\t\t}
\t}
`;
}

function failed(go: GoProject): string {
  return go.profile.logMessages === 'failed' ? 'Failed to' : 'unable to';
}
