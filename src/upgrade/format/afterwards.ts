import type { UpgradePlan } from '../model.ts';

/** What to run in the project once the plan is applied. */
export function afterwards(plan: UpgradePlan): string[] {
  const paths = plan.files.map(({ path }) => path);
  if (paths.length === 0) return [];
  const root = plan.proof.rendered.find((directory) => directory.endsWith('config/default'));
  const charts = plan.files.flatMap(({ path }) => /^(?:(.*)\/)?templates\//.exec(path)?.[1] ?? []);
  const isWhole = plan.to.only.length === 0;
  const isGo = paths.some((path) => path.endsWith('.go') || path === 'go.mod');
  return [
    ...(isGo ? ['go mod tidy'] : []),
    // CRDs, the manager's rights and the webhook configurations follow from the markers in Go files; reading those needs
    // the modules.
    ...(isWhole && isGo ? ['make manifests generate'] : []),
    ...(isGo ? ['go build ./... && go test ./...'] : []),
    ...(root === undefined ? [] : [`kustomize build ${root} | kubectl diff -f -`]),
    ...[...new Set(charts)].map((chart) => `helm template ${chart}`),
  ];
}
