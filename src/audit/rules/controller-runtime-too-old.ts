import type { Rule } from './rule.ts';

/** The first release with `metricsserver.Options` and the package `filters` (read in the modules 0.15.3 and 0.16.0). */
const WITH_FILTER = 16;

export const controllerRuntimeTooOld: Rule = {
  id: 'controller-runtime-too-old',
  family: 'age',
  severity: 'note',
  title: 'controller-runtime is too old for the filter',
  why: `The filter that asks who reads the metrics, and the options that serve them with TLS, exist from controller-runtime 0.16 on.
Leaving the proxy for HTTPS in the manager needs that update first. Where manifests ask an older one for it already, its program
ends at once on a flag that it does not know: that is an error.

Source: https://github.com/kubernetes-sigs/controller-runtime/releases/tag/v0.16.0`,
  *check({ go, roots, tree, places }) {
    const { controllerRuntime, controllerRuntimeAt } = go;
    const minor = Number(/^0\.(\d+)\./.exec(controllerRuntime ?? '')?.[1] ?? WITH_FILTER);
    if (controllerRuntimeAt !== undefined && minor < WITH_FILTER) {
      const asked = roots.some(({ wiring }) =>
        wiring.metrics.some(({ settings, proxy }) => settings.secure === true && proxy === undefined),
      );
      const isError = asked && !go.defaults.has('metrics-secure');
      yield {
        at: controllerRuntimeAt,
        ...(isError ? { severity: 'error' as const } : {}),
        message: `controller-runtime ${controllerRuntime} has no filter for metrics`,
        fix: 'update controller-runtime to 0.16 or newer before leaving the proxy for HTTPS',
      };
    }
    const wanted = roots.some(({ wiring }) =>
      wiring.metrics.some(({ manager }) => manager.flags.some(({ name }) => name === 'metrics-require-rbac')),
    );
    if (!wanted) return;
    for (const { path, content } of tree) {
      if (!/(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$/.test(path)) continue;
      const match = /^FROM\s+\S*\/(ansible|helm)-operator:v1\.(\d+)(?:\.(\d+))?/m.exec(content);
      if (match === null) continue;
      const [line, kind, second, third = '0'] = match;
      const [since, patch] = kind === 'ansible' ? [36, 1] : [38, 0];
      if (Number(second) > since || (Number(second) === since && Number(third) >= patch)) continue;
      yield {
        at: places.find(path, line),
        severity: 'error',
        message: `the ${kind}-operator of this image does not know --metrics-require-rbac`,
        fix: `take v1.${since}.${patch} or newer`,
      };
    }
  },
};
