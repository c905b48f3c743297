import { hasWebhooks } from '../../../options/project.ts';
import type { GoPackage, GoProject } from '../go-project.ts';
import { Imports } from '../text/imports.ts';

/** The imports of cmd/main.go, and by which names it knows the project's packages. */
export interface MainNames {
  readonly imports: Imports;
  name(target: GoPackage): string;
}

const CONTROLLER_RUNTIME = 'sigs.k8s.io/controller-runtime';

export function mainImports(go: GoProject): MainNames {
  const { profile, project } = go;
  const imports = new Imports(project.repo)
    .use('flag')
    .use('os')
    .blank('k8s.io/client-go/plugin/pkg/client/auth')
    .use('k8s.io/apimachinery/pkg/runtime')
    .use('k8s.io/apimachinery/pkg/util/runtime', 'utilruntime')
    .use('k8s.io/client-go/kubernetes/scheme', 'clientgoscheme')
    .use(CONTROLLER_RUNTIME, 'ctrl')
    .use(`${CONTROLLER_RUNTIME}/pkg/healthz`)
    .use(`${CONTROLLER_RUNTIME}/pkg/log/zap`)
    .use(`${CONTROLLER_RUNTIME}/pkg/metrics/server`, 'metricsserver');
  if (profile.http2Flag) imports.use('crypto/tls').use(`${CONTROLLER_RUNTIME}/pkg/webhook`);
  if (profile.metricsFilter !== 'never') imports.use(`${CONTROLLER_RUNTIME}/pkg/metrics/filters`);
  if (profile.certificateFlags === 'watchers') {
    imports.use('path/filepath').use(`${CONTROLLER_RUNTIME}/pkg/certwatcher`);
  }
  if (project.namespaced) imports.use('errors').use('strings').use(`${CONTROLLER_RUNTIME}/pkg/cache`);
  for (const resource of go.resources) {
    if (resource.api !== undefined || resource.external) imports.named(resource.types.path, resource.types.alias);
    if (resource.controller) imports.named(resource.controllerPackage.path, resource.controllerPackage.alias);
    if (hasWebhooks(resource)) imports.named(resource.webhookPackage.path, resource.webhookPackage.alias);
  }
  return { imports, name: (target) => imports.named(target.path, target.alias) };
}
