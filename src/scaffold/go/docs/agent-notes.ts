import type { GoProject } from '../go-project.ts';

/** `AGENTS.md`: the rules of the layout, for tools and people who change the project without having made it. */
export function agentNotes(go: GoProject): string {
  const { project, profile } = go;
  const group = project.multigroup ? '<group>/' : '';
  return `# Working on ${project.projectName}

## Where things are

| path | what it is | written by |
|---|---|---|
| \`cmd/main.go\` | flags, servers, manager; registers controllers and webhooks | by hand, and at its markers by the tool |
| \`api/${group}<version>/*_types.go\` | API types; their markers decide the CRDs | by hand |
| \`internal/controller/${group}\` | reconcilers; their RBAC markers decide the manager's role | by hand |
| \`internal/webhook/${group}<version>/\` | defaulting and validation | by hand |
| \`config/crd/bases/\`, \`config/rbac/role.yaml\`, \`config/webhook/manifests.yaml\` | manifests made from markers | \`make manifests\` |
| \`**/zz_generated.*.go\` | deep copies | \`make generate\` |
| \`PROJECT\` | the project as the scaffolding tool knows it | the tool |

## Rules

- Do not edit generated files or PROJECT: change the source, and run the command that makes them.
- Keep every \`+kubebuilder:scaffold:\` comment: new code is inserted above it.
- New APIs come from \`kubebuilder create api\`, new webhooks from \`kubebuilder create webhook\`.
- After a change of \`*_types.go\` or of a marker: \`make manifests generate\`.
- After any change of Go code: \`make lint-fix test\`.
- \`make test-e2e\` needs kind and a cluster of its own, never one that is in use.

## Reconcilers

- Safe to repeat: the same request twice leaves the same state.
- Read the object again before an update; conflicts are normal, and the next try settles them.
- Report through \`status.conditions\`; set an owner reference on what is created, so that it goes with its owner.
- Use a finalizer for what lives outside the cluster.
- Log with \`log.FromContext(ctx)\`: a message that starts with a capital letter and has no full stop, then pairs of key and value.

Kubernetes ${profile.kubernetes.replace(/^v0\./, '1.').replace(/\.\d+$/, '')}, controller-runtime ${profile.controllerRuntime}. Documentation: https://book.kubebuilder.io and
https://pkg.go.dev/sigs.k8s.io/controller-runtime.
`;
}
