import type { GoProject } from '../go-project.ts';

/** `README.md`: what is needed, and how to run, deploy and distribute the operator. */
export function readme(go: GoProject): string {
  const { project, profile } = go;
  const hasApis = go.apiPackages.length > 0;
  return `# ${project.projectName}

TODO(user): say in a sentence what this operator does.

## What you need

- Go ${profile.goVersion} or newer
- Docker, or another tool with its command line (\`make CONTAINER_TOOL=podman …\`)
- kubectl, and a Kubernetes cluster that it may administer

## Development

Run \`go mod tidy\` first: it writes \`go.sum\`, which builds need.

| command | what it does |
|---|---|
| \`make run\` | runs the manager on this machine, against the current cluster |
| \`make test\` | runs the tests, with an API server of their own |
| \`make manifests generate\` | brings generated files up to date after a change of the API types or the markers |
| \`make help\` | lists every target |

## Deployment

\`\`\`sh
export IMG=registry.example.com/${project.projectName}:v0.0.1
make docker-build docker-push
${hasApis ? 'make install   # the CRDs\n' : ''}make deploy    # the manager
${hasApis ? 'kubectl apply -k config/samples/\n' : ''}\`\`\`

The account that deploys must be allowed to grant what the manager's roles contain, as cluster administrators are.

To take it down again:

\`\`\`sh
${hasApis ? 'kubectl delete -k config/samples/\nmake uninstall\n' : ''}make undeploy
\`\`\`
${profile.installerTarget ? INSTALLER : ''}${licence(go)}`;
}

const INSTALLER = `
## Distribution

\`make build-installer IMG=…\` writes everything to \`dist/install.yaml\`, which users apply with
\`kubectl apply -f\`.
`;

function licence({ header }: GoProject): string {
  if (header === '') return '';
  return `
## License

${header.replace(/^\/\*\n/, '').replace(/\*\/\n+$/, '')}`;
}
